-- A school year has each of its days once, wherever clocks are changed at midnight and whatever the year before left.
begin;
set local client_min_messages = warning;
select no_plan();

insert into app.school (name) values ('Calendar School');
create temporary table t on commit drop as select school_id as school from app.school where name = 'Calendar School';

-- On 5 September 2021 Santiago had no midnight.
set local time zone 'America/Santiago';
insert into app.school_year (school_id, name, first_day, last_day) select school, '2021', '2021-03-01', '2021-09-30' from t;
select is((select count(*) from app.calendar_day, t where school_id = school), 214::bigint, 'every day of the year is there');
select is((select max(day) from app.calendar_day, t where school_id = school), date '2021-09-30', 'and the last one');

-- The first year ends sooner after all, and the next one begins on a day that it had.
update app.school_year set last_day = '2021-08-31' from t where school_id = school;
select lives_ok($$ insert into app.school_year (school_id, name, first_day, last_day) select school, '2022', '2021-09-06', '2022-07-29' from t $$,
  'a year begins where another one was to be');
select is(
  (select string_agg(distinct school_year.name, ', ') from app.calendar_day join app.school_year using (school_id, school_year_id), t
    where school_id = school and day between '2021-09-06' and '2021-09-30'),
  '2022', 'whose days are its own');

select * from finish();
rollback;
