-- The teacher's page for one class: who is in it that day, and how they were marked. Version 0: not taken yet.
-- $1 class: teaching_assignment_id. $2 date. $3 period.
select coalesce(register.version, 0) as version,
  json_build_object(
    'class_id', class.teaching_assignment_id, 'subject', class.subject,
    'classroom', json_build_object(
      'classroom_id', class.classroom_id,
      'name', (
        select name from app.classroom
        where classroom.school_id = class.school_id and classroom.classroom_id = class.classroom_id
      )
    ),
    'date', $2::date, 'period', $3::integer, 'version', coalesce(register.version, 0),
    'may_take', app.may_take_register(class.school_id, class.user_id),
    'taken_by', case when register.taken_by is not null then json_build_object(
      'user_id', register.taken_by,
      'name', (
        select name from app.user_account
        where user_account.school_id = class.school_id and user_id = register.taken_by
      )
    ) end,
    'taken_at', register.created_at, 'updated_at', register.updated_at,
    'students', (
      select coalesce(
        json_agg(
          json_build_object('student_id', enrolment.student_id, 'full_name', full_name, 'mark', mark)
          order by full_name, enrolment.student_id
        ),
        '[]'
      )
      from app.enrolment
      left join app.student on student.school_id = enrolment.school_id and student.student_id = enrolment.student_id
      left join app.attendance_mark
        on attendance_mark.school_id = enrolment.school_id
        and attendance_mark.register_id = register.register_id
        and attendance_mark.student_id = enrolment.student_id
      where enrolment.school_id = class.school_id
        and enrolment.classroom_id = class.classroom_id
        and daterange(starts_on, ends_on) @> $2::date
    ),
    'corrections', (
      select coalesce(
        json_agg(
          json_build_object(
            'student_id', student_id, 'former_mark', former_mark, 'mark', mark, 'reason', reason,
            'corrected_by', case when corrected_by is not null then json_build_object(
              'user_id', corrected_by,
              'name', (
                select name from app.user_account
                where user_account.school_id = class.school_id and user_id = corrected_by
              )
            ) end,
            'corrected_at', mark_correction.created_at
          )
          order by mark_correction_id
        ),
        '[]'
      )
      from app.mark_correction
      where mark_correction.school_id = class.school_id and mark_correction.register_id = register.register_id
    )
  ) as body,
  app.may_take_register(class.school_id, class.user_id) as may_act
from app.teaching_assignment class
left join app.register
  on register.school_id = class.school_id and register.teaching_assignment_id = class.teaching_assignment_id
  and day = $2 and period = $3
where class.teaching_assignment_id = $1
  and app.may_see_register(class.school_id, class.classroom_id, class.user_id)
