create function ops.check_attendance(of_school bigint) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  perform ops.refuse_unknown_students(of_school);
  perform ops.refuse_unknown_teachers(of_school);
  insert into import_refusal
  select line, 'mark', 'is missing, and so are absent_days and school_days' from import_row
  where mark is null and (absent_days is null or school_days is null);
  insert into import_refusal
  select line, 'mark', 'stands beside absent_days or school_days' from import_row
  where mark is not null and coalesce(absent_days, school_days) is not null;
  insert into import_refusal
  select line, 'school_days', 'must be 1 to 400, and absent_days no more' from import_row
  where app.parse_count(school_days) not between 1 and 400 or app.parse_count(absent_days) > app.parse_count(school_days);
  insert into import_refusal
  select line, 'period', 'must be 1 to 20' from import_row where app.parse_count(period) not between 1 and 20;
  insert into import_refusal
  select line, known.field, 'is missing' from import_row, unnest('{period,subject}'::text[]) known (field)
  where mark is not null and case known.field when 'period' then period else subject end is null;
  -- Each date once: a million rows have a few hundred.
  create temporary table import_day on commit drop as
  select known.date, known.day, coalesce(calendar_day.is_school_day, false) as is_school_day
  from (select date, app.parse_date(date) as day from (select distinct date from import_row) used offset 0) known
  left join app.calendar_day on calendar_day.school_id = of_school and calendar_day.day = known.day;
  analyze import_day;
  insert into import_refusal
  select line, 'date', 'is in the future' from import_row join import_day using (date) where day > app.today(of_school);
  insert into import_refusal
  select line, 'date', 'is no school day in the calendar of the school' from import_row join import_day using (date)
  where mark is not null and not is_school_day;
  perform ops.take_out_refused();

  -- Which class a mark belongs to: that of its subject in the classroom that the student was in.
  create temporary table import_mark on commit drop as
  select import_row.line, student.student_id, import_day.day, import_row.period::integer as period,
    import_row.mark::app.attendance as mark, enrolment.classroom_id, class.teaching_assignment_id, class.user_id as teacher_id,
    class.classes
  from import_row
  join import_day using (date)
  join app.student on student.school_id = of_school and student.external_id = import_row.student
  left join app.enrolment on enrolment.school_id = of_school and enrolment.student_id = student.student_id
    and daterange(enrolment.starts_on, enrolment.ends_on) @> import_day.day
  left join (
    select classroom_id, subject, null as email, min(teaching_assignment_id) as teaching_assignment_id, min(user_id) as user_id,
      count(*) as classes
    from app.teaching_assignment where school_id = of_school
    group by classroom_id, subject
    union all
    select teaching_assignment.classroom_id, subject, email, teaching_assignment_id, user_id, 1
    from app.teaching_assignment join app.user_account using (school_id, user_id)
    where school_id = of_school
  ) class on class.classroom_id = enrolment.classroom_id and class.subject = import_row.subject
    and class.email is not distinct from lower(import_row.teacher)
  where import_row.mark is not null;
  analyze import_mark;

  insert into import_refusal
  select line, 'student', 'was in no classroom on that day' from import_mark where classroom_id is null;
  insert into import_refusal
  select line, 'subject', case when classes is null then 'is not taught in the classroom of the student: import assignments first'
    else 'is taught by several in this classroom: name the teacher' end
  from import_mark where classroom_id is not null and classes is distinct from 1;
  insert into import_refusal
  select line, 'student', format('stands in line %s already', first_line)
  from (
    select line, min(line) over (partition by student_id, day, period, teaching_assignment_id) as first_line
    from import_mark where teaching_assignment_id is not null
  ) numbered
  where line > first_line;
  insert into import_refusal
  select line, 'student', format('stands in line %s already', first_line)
  from (
    select line, min(line) over (partition by student, date) as first_line from import_row where mark is null
  ) numbered
  where line > first_line;
  delete from import_mark where line in (select line from import_refusal);
end
$$;
comment on function ops.check_attendance(bigint) is
  'Refuses marks of students who were in no classroom that day, of classes that are not known, and of days without school.';

create function ops.analyze_registers() returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  analyze app.register;
end
$$;
comment on function ops.analyze_registers() is
  'Counts registers for the planner before marks come: a school''s first marks were held against them by a wrong index, 63 us each.';

create function ops.apply_attendance(of_school bigint, end_missing boolean,
  out new bigint, out changed bigint, out unchanged bigint, out missing bigint)
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  batch bigint := substr(current_setting('application_name'), length('import-') + 1);
  totals record;
begin
  insert into app.register (school_id, teaching_assignment_id, day, period)
  select distinct of_school, teaching_assignment_id, day, period from import_mark
  order by day, teaching_assignment_id, period
  on conflict (school_id, teaching_assignment_id, day, period) do nothing;
  perform ops.analyze_registers();

  create temporary table import_register_mark on commit drop as
  select register.register_id, import_mark.student_id, register.classroom_id, register.teacher_id, import_mark.day,
    import_mark.mark, known.mark as mark_before, case when register.created_at < now() then batch end as added_by
  from import_mark
  join app.register on register.school_id = of_school and register.teaching_assignment_id = import_mark.teaching_assignment_id
    and register.day = import_mark.day and register.period = import_mark.period
  left join app.attendance_mark known on known.school_id = of_school and known.register_id = register.register_id
    and known.student_id = import_mark.student_id;
  analyze import_register_mark;
  select count(*) filter (where mark_before is null), count(*) filter (where mark_before <> mark),
    count(*) filter (where mark_before = mark)
  into new, changed, unchanged
  from import_register_mark;

  insert into app.attendance_mark (school_id, register_id, student_id, classroom_id, teacher_id, day, mark, import_batch_id)
  select of_school, register_id, student_id, classroom_id, teacher_id, day, mark, added_by from import_register_mark
  where mark_before is null;
  update app.attendance_mark set mark = import_register_mark.mark, reason = 'import'
  from import_register_mark
  where attendance_mark.school_id = of_school and attendance_mark.register_id = import_register_mark.register_id
    and attendance_mark.student_id = import_register_mark.student_id and mark_before <> import_register_mark.mark;
  -- A register of which marks came or changed has a new version.
  update app.register set period = period
  where school_id = of_school and created_at < now() and register_id in (
    select register_id from import_register_mark where mark_before is distinct from mark);

  with row as (
    select student_id, app.parse_date(date) as day, app.parse_count(absent_days) as absent_days,
      app.parse_count(school_days) as school_days
    from import_row
    join app.student on student.school_id = of_school and student.external_id = import_row.student
    where mark is null
  ), before as (
    select attendance_total.* from row join app.attendance_total on school_id = of_school
      and attendance_total.student_id = row.student_id and attendance_total.day = row.day
  ), merged as (
    insert into app.attendance_total as known (school_id, student_id, day, absent_days, school_days)
    select of_school, student_id, day, absent_days, school_days from row
    on conflict (school_id, student_id, day) do update
    set absent_days = excluded.absent_days, school_days = excluded.school_days
    where (known.absent_days, known.school_days) <> (excluded.absent_days, excluded.school_days)
  )
  select count(*) filter (where before.student_id is null) as new,
    count(*) filter (where (before.absent_days, before.school_days) <> (row.absent_days, row.school_days)) as changed,
    count(*) filter (where (before.absent_days, before.school_days) = (row.absent_days, row.school_days)) as unchanged
  into totals
  from row
  left join before using (student_id, day);
  new := new + totals.new;
  changed := changed + totals.changed;
  unchanged := unchanged + totals.unchanged;
end
$$;
comment on function ops.apply_attendance(bigint, boolean) is
  'Marks by student, date, class and period, with their registers; or totals by student and date.';
