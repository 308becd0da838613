-- What happens when a register is taken or corrected.

create function app.start_register() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  select classroom_id, user_id into new.classroom_id, new.teacher_id
  from app.teaching_assignment
  where school_id = new.school_id and teaching_assignment_id = new.teaching_assignment_id;
  new.taken_by := coalesce(app.caller_id(), new.taken_by);
  if new.day > app.today(new.school_id) then
    perform app.refuse('date', 'A register cannot be taken before its day');
  end if;
  perform from app.calendar_day where school_id = new.school_id and day = new.day and is_school_day;
  if not found then
    perform app.refuse('date', 'This is no school day in the calendar of the school');
  end if;
  return new;
end
$$;
comment on function app.start_register() is 'Trigger: a register stands in its class''s classroom, on a school day that is not in the future.';

create function app.change_register() returns trigger
language plpgsql as $$
begin
  new.taken_by := coalesce(app.caller_id(), new.taken_by);
  return new;
end
$$;
comment on function app.change_register() is 'Trigger: who wrote a register last.';

create function app.note_correction() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if new.mark = old.mark then
    return null;
  end if;
  if app.caller_id() is not null and new.reason is null and new.day < app.today(new.school_id) then
    perform app.refuse('reason', 'Correcting a register after its day needs a reason');
  end if;
  insert into app.mark_correction
    (school_id, register_id, student_id, classroom_id, teacher_id, day, former_mark, mark, reason, corrected_by)
  values (
    new.school_id, new.register_id, new.student_id, new.classroom_id, new.teacher_id, new.day, old.mark, new.mark,
    new.reason, app.caller_id()
  );
  return null;
end
$$;
comment on function app.note_correction() is 'Trigger: keeps the former mark, with who changed it, when and why.';

-- Sets, not rows: an import brings a million marks.
create function app.check_enrolled() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  stranger bigint;
begin
  select student_id into stranger
  from new_mark
  where not exists (
    select from app.enrolment
    where enrolment.school_id = new_mark.school_id
      and enrolment.student_id = new_mark.student_id
      and enrolment.classroom_id = new_mark.classroom_id
      and daterange(starts_on, ends_on) @> new_mark.day
  )
  order by student_id
  limit 1;
  if found then
    perform app.refuse('marks', format('Student %s was not in this classroom on that day', stranger));
  end if;
  return null;
end
$$;
comment on function app.check_enrolled() is 'Trigger: refuses marks of students who were not in the classroom that day.';

create function app.count_marks() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  sign integer := tg_argv[0];
begin
  -- Of who is being moved, where to: the next statement sees it.
  perform from app.student where (school_id, student_id) in (select school_id, student_id from counted_mark)
  order by school_id, student_id for key share;
  -- Differences, so that two registers of one day may be written at once; in one order, so that they do not deadlock.
  insert into app.attendance_day as known (school_id, student_id, day, classroom_id, marks, late, absent, excused)
  select school_id, student_id, day, student.classroom_id, sign * count(*), sign * count(*) filter (where mark = 'late'),
    sign * count(*) filter (where mark = 'absent'), sign * count(*) filter (where mark = 'excused')
  from counted_mark
  join app.student using (school_id, student_id)
  group by school_id, student_id, day, student.classroom_id
  order by school_id, student_id, day
  on conflict (school_id, student_id, day) do update
  set marks = known.marks + excluded.marks, late = known.late + excluded.late,
    absent = known.absent + excluded.absent, excused = known.excused + excluded.excused;
  return null;
end
$$;
comment on function app.count_marks() is 'Trigger: adds marks to app.attendance_day, or with -1 takes them away.';

create function app.take_register(
  class bigint, on_day date, in_period integer, based_on bigint, marks jsonb, why text
) returns bigint
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  taken app.register;
begin
  perform from app.teaching_assignment
  where teaching_assignment_id = class and app.may_see_register(school_id, classroom_id, user_id);
  if not found then
    return null;
  end if;
  if based_on = 0 then
    insert into app.register (teaching_assignment_id, day, period) values (class, on_day, in_period)
    on conflict (school_id, teaching_assignment_id, day, period) do nothing
    returning * into taken;
  else
    update app.register set period = in_period
    where teaching_assignment_id = class and day = on_day and period = in_period and version = based_on
    returning * into taken;
  end if;
  if taken.register_id is null then
    return null;
  end if;
  perform app.check_marks(taken.classroom_id, on_day, marks);
  insert into app.attendance_mark as known (register_id, student_id, classroom_id, teacher_id, day, mark)
  select taken.register_id, student_id, taken.classroom_id, taken.teacher_id, on_day, mark
  from jsonb_to_recordset(marks) as sent (student_id bigint, mark app.attendance)
  order by student_id
  on conflict (school_id, register_id, student_id) do update set mark = excluded.mark, reason = why
  where known.mark <> excluded.mark;
  return taken.version;
end
$$;
comment on function app.take_register(bigint, date, integer, bigint, jsonb, text) is
  'Writes all marks of a register, [{student_id, mark}], if it still has the version (0: not taken yet). Returns the new version; null: somebody else was first.';

create function app.check_marks(classroom bigint, on_day date, marks jsonb) returns void
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare
  student bigint;
begin
  select (sent.mark ->> 'student_id')::bigint into student
  from jsonb_array_elements(marks) as sent (mark)
  group by 1
  having count(*) > 1
  limit 1;
  if found then
    perform app.refuse('marks', format('Student %s has more than one mark', student));
  end if;
  select enrolment.student_id into student
  from app.enrolment
  where enrolment.classroom_id = check_marks.classroom and daterange(starts_on, ends_on) @> on_day
    and not exists (
      select from jsonb_array_elements(marks) as sent (mark)
      where (sent.mark ->> 'student_id')::bigint = enrolment.student_id
    )
  order by enrolment.student_id
  limit 1;
  if found then
    perform app.refuse('marks', format('Student %s has no mark', student));
  end if;
end
$$;
comment on function app.check_marks(bigint, date, jsonb) is 'Refuses marks that are not exactly one for each student of the classroom on that day.';
