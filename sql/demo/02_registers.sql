-- A school year under way: the calendar, a timetable of two lessons a day, and the registers taken so far.
set local role school_support_owner;

insert into app.school_year (school_id, name, first_day, last_day)
select school_id, extract(year from current_date - 80) || '/' || extract(year from current_date + 220),
  current_date - 80, current_date + 220
from demo_school;

insert into app.term (school_id, school_year_id, name, first_day, last_day)
select school_id, school_year_id, 'Term ' || number, first_day + (number - 1) * 101, least(first_day + number * 101 - 8, last_day)
from app.school_year
join demo_school using (school_id)
cross join generate_series(1, 3) number;

update app.calendar_day
set is_school_day = false, label = 'Holidays'
from demo_school
where calendar_day.school_id = demo_school.school_id
  and is_school_day
  and (day between current_date - 40 and current_date - 34
    or not exists (
      select from app.term
      where term.school_id = calendar_day.school_id and day between first_day and last_day
    ));

-- The first period of the day and one after lunch; subjects take turns.
create temporary table demo_class on commit drop as
select school_id, classroom_id, teaching_assignment_id,
  row_number() over (partition by school_id, classroom_id order by teaching_assignment_id) - 1 as number,
  count(*) over (partition by school_id, classroom_id) as classes
from app.teaching_assignment
join demo_school using (school_id);

insert into app.lesson (school_id, teaching_assignment_id, weekday, period)
select school_id, teaching_assignment_id, weekday, period
from demo_class
cross join generate_series(1, 5) weekday
cross join unnest('{1,5}'::integer[]) period
where (weekday * 2 + period / 5) % classes = number;

-- Of each day one register in 50 was forgotten; today's are still to be taken.
insert into app.register (school_id, teaching_assignment_id, day, period)
select school_id, teaching_assignment_id, day, period
from (
  select lesson.school_id, teaching_assignment_id, day, period,
    row_number() over (partition by lesson.school_id, day order by lesson_id) as number
  from app.lesson
  join demo_school using (school_id)
  join app.calendar_day
    on calendar_day.school_id = lesson.school_id
    and is_school_day and day < current_date and weekday = extract(isodow from day)
) due
where (number + (current_date - day)) % 50 <> 0;

-- Most students miss two days in a hundred, some twelve, a few thirty; a third of it is excused.
insert into app.attendance_mark (school_id, register_id, student_id, classroom_id, teacher_id, day, mark)
select school_id, register_id, student_id, classroom_id, teacher_id, day,
  case
    when chance < 10 * case when number % 50 = 0 then 30 when number % 10 = 0 then 12 else 2 end
      then case when chance % 3 = 0 then 'excused' else 'absent' end
    when chance >= 975 then 'late'
    else 'present'
  end::app.attendance
from (
  select register.*, student_id, substr(external_id, 2)::integer as number,
    -- The same for all periods of a day: most absences last a day.
    (substr(external_id, 2)::bigint * 7919 + (current_date - day)::bigint * 104729) % 1009 % 1000 as chance
  from app.register
  join demo_school using (school_id)
  join app.student using (school_id, classroom_id)
) due;
