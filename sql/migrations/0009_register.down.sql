-- Loses data: registers and attendance.
set role school_support_owner;

drop table app.attendance_day;
drop table app.mark_correction;
drop table app.attendance_mark;
drop table app.register;
drop type app.attendance;

reset role;
