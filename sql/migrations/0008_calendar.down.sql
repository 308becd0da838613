-- Loses data: school years, terms, holidays, the timetable.
set role school_support_owner;

drop table app.lesson;
drop table app.calendar_day;
drop table app.term;
drop table app.school_year;

reset role;
