-- Loses data: schools, staff, classrooms, students, enrolments, teaching assignments.
set role school_support_owner;

drop table app.teaching_assignment;
drop table app.enrolment;
drop table app.student;
drop table app.classroom;
drop table app.user_account;
drop table app.school;
drop type app.user_role;

reset role;
