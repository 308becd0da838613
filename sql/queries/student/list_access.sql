-- Who can see a student, and why; no row for who does not see the student.
-- $1 student_id.
select json_build_object('student', body, 'results', (
    select coalesce(json_agg(json_build_object(
        'user_id', user_id, 'name', user_account.name, 'role', role, 'reasons', reasons, 'reason_codes', codes) order by role desc, user_account.name, user_id), '[]')
    from (
      select reason.user_id, json_agg(distinct reason.text) as reasons,
        jsonb_agg(distinct jsonb_build_object('code', reason.code, 'name', reason.name)) as codes
      from (
        select user_id, 'admin of the school' as text, 'admin' as code, null as name from app.user_account account
        where account.school_id = student.school_id and role = 'admin'
        union all
        select user_id, format('leads the classroom %s', classroom.name), 'leads', classroom.name
        from app.classroom join app.user_account account on account.school_id = classroom.school_id and user_id = form_master_id
        where classroom.school_id = student.school_id and classroom.classroom_id = student.classroom_id and role = 'form_master'
        union all
        select user_id, format('teaches %s in the classroom', subject), 'teaches', subject from app.teaching_assignment class
        where class.school_id = student.school_id and class.classroom_id = student.classroom_id
        union all
        select unnest(assigned_user_ids), 'works on an alert or a case', 'works', null from app.student record
        where record.school_id = student.school_id and record.student_id = $1
      ) reason
      group by reason.user_id
    ) known
    join app.user_account using (user_id)
    where user_account.school_id = student.school_id and active
  )) as body
from api.student
where student_id = $1
