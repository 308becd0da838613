create function ops.check_lessons(of_school bigint) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  perform ops.refuse_unknown_teachers(of_school);
  insert into import_refusal
  select line, 'weekday', 'must be 1 (Monday) to 7 (Sunday)' from import_row where app.parse_count(weekday) not between 1 and 7;
  insert into import_refusal
  select line, 'period', 'must be 1 to 20' from import_row where app.parse_count(period) not between 1 and 20;
  perform ops.take_out_refused();

  -- With the lesson of the timetable that goes on, of which there is one at most; a new one begins where the last has ended.
  create temporary table import_lesson on commit drop as
  select import_row.line, class.classes, class.teaching_assignment_id, asked.weekday, asked.period,
    greatest(asked.starts_on, known.ended_on) as starts_on, known.lesson_id, known.starts_on as known_from
  from import_row
  cross join lateral (
    select app.parse_count(import_row.weekday) as weekday, app.parse_count(import_row.period) as period,
      coalesce(app.parse_date(import_row.starts_on), app.today(of_school)) as starts_on
  ) asked
  cross join lateral (
    select count(*) as classes, min(teaching_assignment_id) as teaching_assignment_id
    from app.teaching_assignment
    join app.classroom using (school_id, classroom_id)
    join app.user_account using (school_id, user_id)
    where teaching_assignment.school_id = of_school and classroom.name = import_row.classroom
      and teaching_assignment.subject = import_row.subject and (import_row.teacher is null or email = lower(import_row.teacher))
  ) class
  cross join lateral (
    select min(lesson_id) filter (where ends_on is null) as lesson_id, min(lesson.starts_on) filter (where ends_on is null) as starts_on,
      max(ends_on) as ended_on
    from app.lesson
    where lesson.school_id = of_school and lesson.teaching_assignment_id = class.teaching_assignment_id
      and lesson.weekday = asked.weekday and lesson.period = asked.period
  ) known;
  insert into import_refusal
  select line, 'subject', case classes when 0 then 'is not taught so in this classroom: import assignments first'
    else 'is taught by several in this classroom: name the teacher' end
  from import_lesson where classes <> 1;
  insert into import_refusal
  select line, 'classroom', format('has this lesson in line %s already', first_line)
  from (
    select line, min(line) over (partition by teaching_assignment_id, weekday, period) as first_line
    from import_lesson where classes = 1
  ) numbered
  where line > first_line;
  delete from import_lesson where line in (select line from import_refusal);
end
$$;
comment on function ops.check_lessons(bigint) is 'Refuses lessons of classes that are not known, and those that stand in the file twice.';

create function ops.apply_lessons(of_school bigint, end_missing boolean,
  out new bigint, out changed bigint, out unchanged bigint, out missing bigint)
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  today date := app.today(of_school);
begin
  select count(*) filter (where lesson_id is null), count(*) filter (where known_from > starts_on), count(*)
  into new, changed, unchanged
  from import_lesson;
  unchanged := unchanged - new - changed;
  create temporary table import_missing_lesson on commit drop as
  select lesson_id
  from app.lesson
  where school_id = of_school and ends_on is null
    and not exists (select from import_lesson where import_lesson.lesson_id = lesson.lesson_id);
  select count(*) into missing from import_missing_lesson;

  update app.lesson
  set starts_on = import_lesson.starts_on
  from import_lesson
  where lesson.school_id = of_school and lesson.lesson_id = import_lesson.lesson_id and known_from > import_lesson.starts_on;
  insert into app.lesson (school_id, teaching_assignment_id, weekday, period, starts_on)
  select of_school, teaching_assignment_id, weekday, period, starts_on from import_lesson where lesson_id is null;
  if end_missing then
    update app.lesson
    set ends_on = greatest(today, starts_on)
    from import_missing_lesson gone
    where lesson.school_id = of_school and lesson.lesson_id = gone.lesson_id;
  end if;
end
$$;
comment on function ops.apply_lessons(bigint, boolean) is
  'The timetable by class, weekday and period, from today or starts_on on; with end_missing lessons that are not in the file end.';
