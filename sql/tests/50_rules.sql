-- What the rules give, at the edges of their bands.
begin;
set local client_min_messages = warning;
select no_plan();

insert into app.school (name, time_zone) values ('Rule School', 'UTC');
create temporary table t on commit drop as select school_id as school from app.school where name = 'Rule School';
insert into app.user_account (school_id, email, name, role)
select school, 'teacher@rule', 'T', 'teacher' from t;
insert into app.classroom (school_id, name) select school, name from t, (values ('One'), ('Two')) room (name);
insert into app.teaching_assignment (school_id, classroom_id, user_id, subject)
select school, classroom_id, user_id, 'Maths' from t join app.classroom on school_id = school join app.user_account on email = 'teacher@rule';
-- A year of 14 weeks with a holiday in the third: 65 school days.
insert into app.school_year (school_id, name, first_day, last_day) select school, '2025', '2025-01-06', '2025-04-11' from t;
update app.calendar_day set is_school_day = false, label = 'Holiday' from t where school_id = school and day between '2025-01-20' and '2025-01-24';
create temporary table school_day on commit drop as
select day, row_number() over (order by day) as number
from app.calendar_day, t where school_id = school and is_school_day;
select is((select count(*) from school_day), 65::bigint, 'the calendar of the test');

-- Each line is a student, one letter a school day: present, absent, excused, late; a dot is no mark.
create temporary table attendance (name text primary key, pattern text not null) on commit drop;
insert into attendance values
  ('none of 20', repeat('p', 20)),
  ('19 days', repeat('a', 4) || repeat('p', 15)),
  ('1 of 20', 'a' || repeat('p', 19)),
  ('1 of 21', 'a' || repeat('p', 20)),
  ('2 of 20', 'apa' || repeat('p', 17)),
  ('2 of 21', 'apa' || repeat('p', 18)),
  ('4 of 20', 'apapapa' || repeat('p', 13)),
  ('4 of 21', 'apapapa' || repeat('p', 14)),
  ('excused 2 of 20', 'epe' || repeat('p', 17)),
  ('late 20 of 20', repeat('l', 20)),
  ('late enrolment, 19 days', repeat('.', 30) || 'apapapa' || repeat('p', 12)),
  ('late enrolment, 20 days', repeat('.', 30) || 'apapapa' || repeat('p', 13)),
  ('registers missing', 'a.p.' || repeat('.', 26)),
  ('one absence of a new student', 'a'),
  ('2 by day 20', repeat('p', 17) || 'apa'),
  ('4 by day 40', 'apapapa' || repeat('p', 33)),
  ('3 by day 40', 'apapa' || repeat('p', 35)),
  ('6 by day 60', 'apapapapapa' || repeat('p', 49)),
  ('7 by day 61', 'apapapapapapa' || repeat('p', 48)),
  ('unexplained twice', 'ppppaa'),
  ('excused twice', 'ppppee'),
  ('once each', 'ppppae'),
  ('excused between', 'pppeaea'),
  ('explained at last', 'pppppea'),
  ('excused three times', 'pppeee'),
  ('absent four times', 'ppaaaa'),
  ('absent five times', 'paaaaa'),
  ('absent nine times', 'paaaaaaaaa'),
  ('absent ten times', 'paaaaaaaaaa'),
  ('excused in between', 'pppaea'),
  ('unexplained after an excuse', 'ppeaa'),
  ('back again', 'paaaaap'),
  ('over the holiday', repeat('p', 8) || 'aaa'),
  ('over a missing register', 'ppa.a');

insert into app.student (school_id, full_name) select school, name from t, attendance;
insert into app.enrolment (school_id, student_id, classroom_id, starts_on)
select school, student_id, classroom.classroom_id, '2025-01-01'
from t join app.student on student.school_id = school join app.classroom on classroom.school_id = school and classroom.name = 'One';
insert into app.register (school_id, teaching_assignment_id, day, period)
select school, teaching_assignment_id, day, 1 from school_day, t join app.teaching_assignment on school_id = school;
create function pg_temp.mark(students text, room text) returns void language sql as $$
  insert into app.attendance_mark (school_id, register_id, student_id, classroom_id, teacher_id, day, mark)
  select school, register_id, student_id, register.classroom_id, teacher_id, register.day,
    (case substr(pattern, number::integer, 1) when 'p' then 'present' when 'a' then 'absent' when 'e' then 'excused' else 'late' end)::app.attendance
  from t
  join app.register on register.school_id = school
  join app.classroom on classroom.school_id = school and classroom.classroom_id = register.classroom_id and classroom.name = room
  join school_day using (day)
  join attendance on attendance.name like students and substr(pattern, number::integer, 1) in ('p', 'a', 'e', 'l')
  join app.student on student.school_id = school and full_name = attendance.name
$$;
do $$ begin perform pg_temp.mark('%', 'One'); end $$;

-- What a rule gives for a student as of the last day of their line, or of a day by number.
create function pg_temp.gives(who text, asked app.rule, on_number bigint default null) returns text language sql as $$
  select concat_ws(' ', state, numerator::bigint || '/' || denominator::bigint, nullif(risk_level::text, 'x'))
  from t
  join app.student on student.school_id = school and full_name = who
  join school_day on number = coalesce(on_number, (select length(pattern) from attendance where name = who))
  cross join lateral app.indicators_of(school, array[student.student_id], day) given
  where given.rule = asked
$$;

select is(pg_temp.gives(student, 'absence_rate'), expected, 'absence rate: ' || student)
from (values
  ('none of 20', 'none 0/20'), ('19 days', 'not_enough_data 4/19'),
  ('1 of 20', 'watch 1/20 low'), ('1 of 21', 'none 1/21'),
  ('2 of 20', 'tier2 2/20 medium'), ('2 of 21', 'watch 2/21 low'),
  ('4 of 20', 'tier3 4/20 high'), ('4 of 21', 'tier2 4/21 medium'),
  ('excused 2 of 20', 'tier2 2/20 medium'), ('late 20 of 20', 'none 0/20'),
  ('late enrolment, 19 days', 'not_enough_data 4/19'), ('late enrolment, 20 days', 'tier3 4/20 high'),
  ('registers missing', 'not_enough_data 1/2'), ('one absence of a new student', 'not_enough_data 1/1')
) edge (student, expected);

select is(pg_temp.gives(student, 'early_pace'), expected, 'early pace: ' || student)
from (values
  ('one absence of a new student', 'none 1/1'), ('2 by day 20', 'tier2 2/20 medium'), ('2 of 21', 'none 2/21'),
  ('3 by day 40', 'none 3/40'), ('4 by day 40', 'tier2 4/40 medium'), ('6 by day 60', 'tier2 6/60 medium'),
  ('7 by day 61', 'none 7/61'), ('late enrolment, 19 days', 'tier2 4/19 medium')
) edge (student, expected);

select is(pg_temp.gives(student, 'consecutive_absence'), expected, 'days in a row: ' || student)
from (values
  ('one absence of a new student', 'none 1/1'), ('unexplained twice', 'watch 2/6 low'), ('excused twice', 'none 0/6'),
  ('once each', 'none 0/6'), ('excused between', 'tier2 4/7 medium'), ('explained at last', 'none 1/7'), ('excused three times', 'tier2 3/6 medium'), ('absent four times', 'tier2 4/6 medium'),
  ('absent five times', 'tier3 5/6 high'), ('absent nine times', 'tier3 9/10 high'), ('absent ten times', 'tier3 10/11 critical'),
  ('excused in between', 'tier2 3/6 medium'), ('unexplained after an excuse', 'tier2 3/5 medium'),
  ('back again', 'none 0/7'), ('over the holiday', 'tier2 3/11 medium'), ('over a missing register', 'watch 2/4 low')
) edge (student, expected);

-- What is unexplained in a row ends at an excused day, though the absence goes on.
select is((select unexplained_run from app.student, t, app.measure_attendance(school, array[student.student_id], '2025-12-31')
    where student.school_id = school and full_name = name), days, 'unexplained in a row: ' || name)
from (values ('excused in between', 1::bigint), ('unexplained after an excuse', 2), ('unexplained twice', 2), ('excused twice', 0), ('back again', 0)) edge (name, days);

select is((select count(*) from app.student, t, app.indicators_of(school, array[student_id], '2025-01-06')
    where student.school_id = school and full_name = 'one absence of a new student' and risk_level is not null), 0::bigint,
  'one absence of a new student alarms nobody');
select is((select count(*) from t, app.indicators_of(school, app.enrolled_students(school, '2025-01-01'), '2025-01-01') given
    where state not in ('none', 'not_enough_data')), 0::bigint, 'nor does anything before the year begins');

-- A change of classroom in mid-year.
insert into attendance values ('moved', repeat('p', 9) || 'a' || repeat('p', 9) || 'a');
insert into app.student (school_id, full_name) select school, 'moved' from t;
insert into app.enrolment (school_id, student_id, classroom_id, starts_on, ends_on)
select school, student_id, classroom.classroom_id,
  case classroom.name when 'One' then date '2025-01-01' else (select day from school_day where number = 11) end,
  case classroom.name when 'One' then (select day from school_day where number = 11) end
from t join app.student on student.school_id = school and full_name = 'moved' join app.classroom on classroom.school_id = school;
update attendance set pattern = repeat('p', 9) || 'a' where name = 'moved';
do $$ begin perform pg_temp.mark('moved', 'One'); end $$;
update attendance set pattern = repeat('.', 10) || repeat('p', 9) || 'a' where name = 'moved';
do $$ begin perform pg_temp.mark('moved', 'Two'); end $$;
select is(pg_temp.gives('moved', 'absence_rate'), 'tier2 2/20 medium', 'who changes the classroom keeps the days');
select is((select array_agg(distinct name) from app.attendance_day join app.classroom using (school_id, classroom_id)
    join app.student using (school_id, student_id), t where school_id = school and full_name = 'moved'), '{Two}',
  'and the new form master sees them');

-- Course work.
insert into app.subject (school_id, name, is_core, pass_points, near_points)
select school, name, is_core, 10, 11 from t, (values ('Maths', true), ('Language', true), ('Art', false), ('Music', false), ('Sport', false)) s (name, is_core);
create temporary table graded (student text, subject text, day date, points numeric) on commit drop;
insert into graded values
  ('at the near mark', 'Maths', '2025-01-10', 11), ('below it', 'Art', '2025-01-10', 10.99), ('at the pass mark', 'Art', '2025-01-10', 10),
  ('one below', 'Art', '2025-01-10', 9.99), ('a core one', 'Maths', '2025-01-10', 9.99),
  ('two below', 'Art', '2025-01-10', 5), ('two below', 'Music', '2025-01-10', 5),
  ('three below', 'Art', '2025-01-10', 5), ('three below', 'Music', '2025-01-10', 5), ('three below', 'Sport', '2025-01-10', 5),
  ('two core ones', 'Maths', '2025-01-10', 5), ('two core ones', 'Language', '2025-01-10', 5),
  ('made good', 'Maths', '2025-01-08', 5), ('made good', 'Maths', '2025-01-10', 15),
  ('last year', 'Maths', '2024-12-10', 5);
insert into attendance select distinct student, '.....' from graded;
insert into app.student (school_id, full_name) select distinct school, student from t, graded;
insert into app.enrolment (school_id, student_id, classroom_id, starts_on)
select school, student_id, classroom.classroom_id, '2024-01-01'
from t join app.classroom on classroom.school_id = school and classroom.name = 'One'
join app.student on student.school_id = school and full_name in (select student from graded);
insert into app.grade (school_id, student_id, subject_id, day, title, points)
select school, student_id, subject_id, day, 'Test', points
from t join graded on true join app.student on student.school_id = school and full_name = graded.student
join app.subject on subject.school_id = school and subject.name = graded.subject;
select is(pg_temp.gives(student, 'failing_subjects'), expected, 'course work: ' || student)
from (values
  ('at the near mark', 'none 0/1'), ('below it', 'watch 1/1 low'), ('at the pass mark', 'watch 1/1 low'), ('one below', 'none 0/1'),
  ('a core one', 'tier2 1/1 medium'), ('two below', 'tier2 2/2 medium'), ('three below', 'tier3 3/3 high'),
  ('two core ones', 'tier3 2/2 high'), ('made good', 'none 0/1'), ('last year', 'none 0/0')
) edge (student, expected);

-- Behaviour.
create temporary table incidents (student text, number integer, kind app.incident_kind) on commit drop;
insert into incidents values
  ('an incident', 1, 'minor'), ('twice a day', 1, 'minor'), ('twice a day', 1, 'minor'),
  ('two early', 1, 'minor'), ('two early', 2, 'minor'), ('two days', 50, 'minor'), ('two days', 51, 'minor'), ('three days', 50, 'minor'), ('three days', 51, 'minor'), ('three days', 52, 'minor'),
  ('long ago', 1, 'minor'), ('a suspension', 1, 'suspension'), ('two serious', 1, 'serious'), ('two serious', 3, 'serious');
insert into attendance select distinct student, '.' from incidents;
insert into app.student (school_id, full_name) select distinct school, student from t, incidents;
insert into app.enrolment (school_id, student_id, classroom_id, starts_on)
select school, student_id, classroom.classroom_id, '2025-01-01'
from t join app.classroom on classroom.school_id = school and classroom.name = 'Two'
join app.student on student.school_id = school and full_name in (select student from incidents);
insert into app.incident (school_id, student_id, day, kind)
select school, student_id, day, kind
from t join incidents on true join app.student on student.school_id = school and full_name = incidents.student join school_day using (number);
select is(pg_temp.gives(student, rule::app.rule, number), expected, format('behaviour: %s, on day %s', student, number))
from (values
  ('an incident', 'incident_days', 20, 'watch 1/20 low'), ('twice a day', 'incident_days', 20, 'watch 1/20 low'),
  ('two early', 'incident_days', 44, 'watch 2/44 low'), ('two early', 'incident_days', 45, 'tier2 2/45 medium'),
  ('an incident', 'incident_days', 45, 'watch 1/45 low'), ('long ago', 'incident_days', 46, 'none 0/45'),
  ('two days', 'incident_days', 60, 'tier2 2/45 medium'), ('three days', 'incident_days', 60, 'tier3 3/45 high'),
  ('an incident', 'serious_incident', 20, 'none 0/20'), ('a suspension', 'serious_incident', 20, 'tier2 1/20 medium'),
  ('two serious', 'serious_incident', 2, 'tier2 1/2 medium'), ('two serious', 'serious_incident', 3, 'tier3 2/3 high')
) edge (student, rule, number, expected);

-- Cuts that make no rule.
select throws_like(format('select app.cuts_of(%L, %L)', rule, cuts), said, case_of)
from (values
  ('absence_rate', '[]', '%needs a cut%', 'a rule needs a cut'),
  ('absence_rate', '[{"band": "tier2", "measure": "failing_subjects", "cut": 1}]', '%does not look at%', 'of what it looks at'),
  ('absence_rate', '[{"band": "tier2", "measure": "absent_percent", "window_days": 30, "cut": 1}]', '%has no window_days', 'over what it is measured'),
  ('early_pace', '[{"band": "tier2", "measure": "absent_days", "cut": 1}]', '%needs window_days%', 'a pace needs days'),
  ('absence_rate', '[{"band": "watch", "measure": "absent_percent", "cut": 20}, {"band": "tier3", "measure": "absent_percent", "cut": 5}]',
    '%must be above%', 'bands rise'),
  ('absence_rate', '[{"band": "watch", "measure": "absent_percent", "cut": 5}, {"band": "tier2", "measure": "absent_percent", "cut": 5}]',
    '%must be above%', 'and have room'),
  ('absence_rate', '[{"band": "watch", "measure": "absent_percent", "cut": 5}, {"band": "watch", "measure": "absent_percent", "cut": 6}]',
    '%two cuts%', 'each once')
) wrong (rule, cuts, said, case_of);
select is(app.check_cuts(rule, cuts), cuts, 'the default cuts make a rule: ' || rule)
from (
  select default_cut.rule, array_agg(row(null, default_cut.rule, 0, band, measure, window_days, minimum_days, cut)::app.indicator_cut) as cuts
  from app.default_cut group by default_cut.rule) known;

-- Every measure, as a sentence.
select is(app.indicator_sentence(measure::app.measure, numerator, denominator, window_days), said, said)
from (values
  (null, null, null, null, 'nothing is known yet'), ('absent_percent', 7, 38, 0, 'absent 7 of 38 school days'),
  ('absent_run', 1, 20, 0, 'absent 1 school day in a row'), ('near_subjects', 1, 1, 0, 'near the pass mark in 1 of 1 subject'),
  ('serious_incidents', 1, 60, 0, '1 serious incident this school year'),
  ('serious_incidents', 2, 30, 30, '2 serious incidents in the last 30 school days'),
  ('incident_days', 1, 45, 45, 'incidents on 1 of the last 45 school days')
) sentence (measure, numerator, denominator, window_days, said);

-- A rule that is changed counts from its day on.
insert into app.indicator_rule (school_id, rule, version, effective_from)
select school, 'consecutive_absence', 2, day from t, school_day where number = 6;
insert into app.indicator_cut (school_id, rule, version, band, measure, cut) select school, 'consecutive_absence', 2, 'tier3', 'absent_run', 4 from t;
select is(pg_temp.gives('absent four times', 'consecutive_absence'), 'tier3 4/6 high', 'a new version counts from its first day on');
select is(pg_temp.gives('absent four times', 'consecutive_absence', 5), 'tier2 3/5 medium', 'and the one before until then');

-- History: what was given each day is what the facts of that day give.
delete from app.attendance_mark using t where school_id = school;
do $$
declare
  today record;
begin
  for today in select * from school_day order by number loop
    insert into app.attendance_mark (school_id, register_id, student_id, classroom_id, teacher_id, day, mark)
    select school, register_id, student_id, register.classroom_id, teacher_id, register.day,
      (case when (student_id * 31 + today.number * 17) % 23 < student_id % 6 then 'absent' else 'present' end)::app.attendance
    from t join app.register on register.school_id = school and register.day = today.day
    join app.enrolment on enrolment.school_id = school and enrolment.classroom_id = register.classroom_id
      and daterange(starts_on, ends_on) @> today.day;
    perform ops.evaluate(school, app.enrolled_students(school, today.day), today.day) from t;
  end loop;
end
$$;
select is(
  (select count(*) from t, school_day, app.indicators_of(school, app.enrolled_students(school, day), day) given
    where (given.state, given.numerator, given.denominator, given.cut, given.rule_version) is distinct from (
      select (stored.state, stored.numerator, stored.denominator, stored.cut, stored.rule_version)
      from app.student_indicator stored
      where stored.school_id = school and stored.student_id = given.student_id and stored.rule = given.rule and stored.day <= school_day.day
      order by stored.day desc limit 1)),
  0::bigint, 'computed again as of every day of the year, the rules give what was stored');
select cmp_ok((select count(distinct state) from app.student_indicator, t where school_id = school), '>=', 4::bigint,
  'and many states were among it');
select cmp_ok((select count(*) from app.evaluation_request, t where school_id = school), '>', 0::bigint,
  'whoever has changed is waiting to be evaluated');
do $$ begin while ops.evaluate_requested() > 0 loop end loop; end $$;
select is((select count(*) from app.evaluation_request, t where school_id = school), 0::bigint, 'and is evaluated once');

select * from finish();
rollback;
