-- What is kept on a student's row so that policies need no join.

create function app.place_student() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  moved app.enrolment := coalesce(new, old);
begin
  -- First whoever else does this, or copies the classroom, comes to an end; the next statement then sees what they wrote.
  perform from app.student where school_id = moved.school_id and student_id = moved.student_id for update;
  update app.student
  set classroom_id = current_enrolment.classroom_id
  from (
    select (
      select classroom_id from app.enrolment
      where school_id = moved.school_id and student_id = moved.student_id
        and daterange(starts_on, ends_on) @> app.today(moved.school_id)
    ) as classroom_id
  ) current_enrolment
  where student.school_id = moved.school_id and student.student_id = moved.student_id
    and student.classroom_id is distinct from current_enrolment.classroom_id;
  return null;
end
$$;
comment on function app.place_student() is 'Trigger: a student''s classroom is that of today''s enrolment.';

create function app.move_open_records() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  -- What nobody has taken, and a rule gave to the form master, goes to the next one.
  update app.alert
  set classroom_id = new.classroom_id,
    assigned_to = case
      when claimed_by is null and raised_by is null and new.classroom_id is not null and assigned_to = (
        select form_master_id from app.classroom where classroom.school_id = old.school_id and classroom.classroom_id = old.classroom_id
      ) then (
        select user_id from app.classroom
        join app.user_account on user_account.school_id = classroom.school_id and user_id = form_master_id and active
        where classroom.school_id = new.school_id and classroom.classroom_id = new.classroom_id
      )
      else assigned_to
    end
  where school_id = new.school_id and student_id = new.student_id
    and status in ('active', 'under_review', 'escalated');
  update app.intervention_case set classroom_id = new.classroom_id
  where school_id = new.school_id and student_id = new.student_id and status <> 'closed';
  return null;
end
$$;
comment on function app.move_open_records() is 'Trigger: open alerts and cases move with the student, closed ones stay.';

create function app.note_assigned_users() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  record_school bigint := coalesce(new.school_id, old.school_id);
  record_student bigint := coalesce(new.student_id, old.student_id);
  counts_again boolean := tg_op <> 'UPDATE';
begin
  if tg_op = 'UPDATE' then
    counts_again := new.assigned_to is distinct from old.assigned_to;
    if tg_table_name = 'intervention_case' then
      counts_again := counts_again or new.voided <> old.voided or new.status <> old.status
        or new.team <> old.team or new.hand_over_to is distinct from old.hand_over_to
        or new.hand_over_refused <> old.hand_over_refused;
    end if;
  end if;
  if not counts_again then
    return null;
  end if;
  -- First whoever else does this comes to an end; the next statement then sees what they wrote.
  perform from app.student where school_id = record_school and student_id = record_student for no key update;
  update app.student
  set assigned_user_ids = assigned.user_ids
  from (
    select array(
      select assigned_to from app.alert
      where school_id = record_school and student_id = record_student and assigned_to is not null
      union
      select assigned_to from app.intervention_case
      where school_id = record_school and student_id = record_student and not voided
      union
      select member from app.intervention_case, unnest(team || app.still_asked(hand_over_to, hand_over_refused)) member
      where school_id = record_school and student_id = record_student and not voided and status <> 'closed' and member is not null
      order by 1
    ) as user_ids
  ) assigned
  where school_id = record_school and student_id = record_student
    and assigned_user_ids <> assigned.user_ids;
  return null;
end
$$;
comment on function app.note_assigned_users() is 'Trigger: who has an alert or case of a student assigned to them sees the student.';

create function app.move_facts() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if new.classroom_id is distinct from old.classroom_id then
    update app.attendance_day set classroom_id = new.classroom_id
    where school_id = new.school_id and student_id = new.student_id;
    update app.attendance_total set classroom_id = new.classroom_id
    where school_id = new.school_id and student_id = new.student_id;
    update app.grade set classroom_id = new.classroom_id
    where school_id = new.school_id and student_id = new.student_id;
    update app.incident set classroom_id = new.classroom_id
    where school_id = new.school_id and student_id = new.student_id;
    update app.student_indicator set classroom_id = new.classroom_id
    where school_id = new.school_id and student_id = new.student_id;
  end if;
  return null;
end
$$;
comment on function app.move_facts() is 'Trigger: whoever leads the student''s classroom now sees what was before.';

-- Whoever is assigned to a student from elsewhere sees the student and not the classroom: policies of facts, which know the
-- classroom only, would show them nothing, and nothing known is not the same as nothing there.

create function app.student_indicators(student bigint) returns setof app.student_indicator
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
  select known.*
  from app.student
  join app.student_indicator known using (school_id, student_id)
  where student.student_id = student_indicators.student
    and app.may_see_student(student.school_id, student.classroom_id, student.assigned_user_ids);
end;
comment on function app.student_indicators(bigint) is 'What the rules have given for a student, for whoever may see the student.';

create function app.student_attendance(student bigint) returns setof app.attendance_day
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
  select known.*
  from app.student
  join app.attendance_day known using (school_id, student_id)
  where student.student_id = student_attendance.student
    and app.may_see_student(student.school_id, student.classroom_id, student.assigned_user_ids);
end;
comment on function app.student_attendance(bigint) is 'The days of a student, for whoever may see the student.';
