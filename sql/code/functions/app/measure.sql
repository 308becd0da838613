-- What the facts say about students as of a day, before any rule looks at it.
-- With a search_path of their own these are not inlined: the planner would join what it takes for one row student by student.

create function app.enrolled_students(school bigint, on_day date) returns bigint[]
language sql stable
begin atomic
  select array(
    select distinct student_id from app.enrolment where school_id = school and daterange(starts_on, ends_on) @> on_day
  );
end;
comment on function app.enrolled_students(bigint, date) is 'All students of a school who are enrolled on a day.';

create function app.school_year_start(school bigint, on_day date) returns date
language sql stable
begin atomic
  select max(first_day) from app.school_year where school_id = school and first_day <= on_day;
end;
comment on function app.school_year_start(bigint, date) is 'The first day of the school year that a day is in, or that ended last; null before the first.';

create function app.school_days(school bigint, on_day date, last integer) returns table (first_day date, days bigint)
language sql stable
begin atomic
  select min(day), count(*)
  from (
    select day from app.calendar_day
    where school_id = school and is_school_day and day between app.school_year_start(school, on_day) and on_day
    order by day desc
    limit nullif(last, 0)
  ) latest;
end;
comment on function app.school_days(bigint, date, integer) is
  'The last so many school days of the year up to a day (0: all of them): where they begin, and how many there are.';

create function app.measure_attendance(school bigint, students bigint[], on_day date)
returns table (student_id bigint, days bigint, absent_days bigint, absent_run bigint, unexplained_run bigint)
language sql stable set search_path = pg_catalog, pg_temp
begin atomic
  with counted as (
    select attendance.student_id, day, is_absent, is_unexplained,
      max(day) filter (where not is_absent) over (partition by attendance.student_id) as last_seen,
      max(day) filter (where not is_unexplained) over (partition by attendance.student_id) as last_explained
    from app.attendance_day attendance
    where attendance.school_id = school
      and attendance.student_id = any (students)
      and day between app.school_year_start(school, on_day) and on_day
      and marks > 0
  ), total as (
    select attendance_total.student_id, sum(attendance_total.school_days) as days, sum(attendance_total.absent_days) as absent_days
    from app.attendance_total
    where attendance_total.school_id = school
      and attendance_total.student_id = any (students)
      and day between app.school_year_start(school, on_day) and on_day
    group by attendance_total.student_id
  ), summed as (
    select counted.student_id, count(*) as days, count(*) filter (where is_absent) as absent_days,
      count(*) filter (where day > coalesce(last_seen, '-infinity')) as absent_run,
      count(*) filter (where day > coalesce(last_explained, '-infinity')) as unexplained_run
    from counted
    group by counted.student_id
  )
  select coalesce(summed.student_id, total.student_id), coalesce(summed.days, 0) + coalesce(total.days, 0),
    coalesce(summed.absent_days, 0) + coalesce(total.absent_days, 0), coalesce(summed.absent_run, 0), coalesce(summed.unexplained_run, 0)
  from summed
  full join total on total.student_id = summed.student_id;
end;
comment on function app.measure_attendance(bigint, bigint[], date) is
  'Of the school year so far: days with a register or in a total, days absent, and how many of them in a row up to the last one.';

create function app.measure_incidents(school bigint, students bigint[], first_day date, on_day date)
returns table (student_id bigint, incident_days bigint, serious_incidents bigint)
language sql stable set search_path = pg_catalog, pg_temp
begin atomic
  select incident.student_id, count(distinct day), count(*) filter (where kind in ('serious', 'suspension'))
  from app.incident
  where incident.school_id = school
    and incident.student_id = any (students)
    and day between first_day and on_day
  group by incident.student_id;
end;
comment on function app.measure_incidents(bigint, bigint[], date, date) is 'Days with an incident, and serious incidents.';

create function app.measure_grades(school bigint, students bigint[], on_day date)
returns table (student_id bigint, subjects bigint, near bigint, failing bigint, failing_core bigint)
language sql stable set search_path = pg_catalog, pg_temp
begin atomic
  with newest as (
    select distinct on (grade.student_id, subject_id) grade.student_id, subject_id, points
    from app.grade
    where grade.school_id = school
      and grade.student_id = any (students)
      and day between app.school_year_start(school, on_day) and on_day
    order by grade.student_id, subject_id, day desc, grade_id desc
  )
  select newest.student_id, count(*),
    count(*) filter (where points >= pass_points and points < near_points),
    count(*) filter (where points < pass_points),
    count(*) filter (where points < pass_points and is_core)
  from newest
  join app.subject on subject.school_id = school and subject.subject_id = newest.subject_id
  group by newest.student_id;
end;
comment on function app.measure_grades(bigint, bigint[], date) is
  'Of the newest grade in each subject this school year: how many, near the pass mark, below it, and below it in core subjects.';

create function app.measure_students(school bigint, students bigint[], on_day date, windows integer[])
returns table (student_id bigint, measure app.measure, window_days integer, numerator numeric, denominator numeric)
language sql stable set search_path = pg_catalog, pg_temp
begin atomic
  with enrolled as (
    select distinct enrolment.student_id, student.past_failures
    from app.enrolment
    join app.student on student.school_id = school and student.student_id = enrolment.student_id
    where enrolment.school_id = school
      and enrolment.student_id = any (students)
      and daterange(starts_on, ends_on) @> on_day
  ), span as (
    select asked.window_days, school_days.first_day, school_days.days
    from unnest(windows) asked (window_days)
    cross join lateral app.school_days(school, on_day, asked.window_days) school_days
  ), incidents as (
    select span.window_days, counted.*
    from span
    cross join lateral app.measure_incidents(school, students, span.first_day, on_day) counted
  )
  select enrolled.student_id, value.measure, 0, coalesce(value.numerator, 0), coalesce(value.denominator, 0)
  from enrolled
  left join app.measure_attendance(school, students, on_day) attendance using (student_id)
  left join app.measure_grades(school, students, on_day) grades using (student_id)
  cross join lateral (
    values
      ('absent_percent'::app.measure, attendance.absent_days, attendance.days),
      ('absent_days', attendance.absent_days, attendance.days),
      ('absent_run', attendance.absent_run, attendance.days),
      ('unexplained_run', attendance.unexplained_run, attendance.days),
      ('near_subjects', grades.near, grades.subjects),
      ('failing_subjects', grades.failing, grades.subjects),
      ('failing_core_subjects', grades.failing_core, grades.subjects),
      ('past_failures', enrolled.past_failures, enrolled.past_failures)
  ) value (measure, numerator, denominator)
  union all
  select enrolled.student_id, value.measure, span.window_days, coalesce(value.numerator, 0), span.days
  from enrolled
  cross join span
  left join incidents using (student_id, window_days)
  cross join lateral (
    values
      ('incident_days'::app.measure, incidents.incident_days),
      ('incident_percent', incidents.incident_days),
      ('serious_incidents', incidents.serious_incidents)
  ) value (measure, numerator);
end;
comment on function app.measure_students(bigint, bigint[], date, integer[]) is
  'All measures of the students who are enrolled on a day; those of incidents over each of the windows.';

create function app.recent_attendance(school bigint, student bigint, on_day date) returns jsonb
language sql stable
begin atomic
  select jsonb_build_object('days', count(*), 'absent_days', count(*) filter (where is_absent))
  from (
    select is_absent from app.attendance_day
    where school_id = school and student_id = student and marks > 0 and day <= on_day
    order by day desc
    limit 20
  ) recent;
end;
comment on function app.recent_attendance(bigint, bigint, date) is 'Of the last 20 days with a register up to a day: {days, absent_days}.';
