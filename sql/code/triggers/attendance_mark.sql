-- ENABLE ALWAYS: also in psql sessions that set session_replication_role.
create trigger a_start_row before insert on app.attendance_mark
  for each row execute function app.start_row();
create trigger note_correction after update on app.attendance_mark
  for each row execute function app.note_correction();
create trigger check_enrolled after insert on app.attendance_mark
  referencing new table as new_mark
  for each statement execute function app.check_enrolled();
create trigger count_new after insert on app.attendance_mark
  referencing new table as counted_mark
  for each statement execute function app.count_marks('1');
create trigger count_changed after update on app.attendance_mark
  referencing new table as counted_mark
  for each statement execute function app.count_marks('1');
create trigger uncount_changed after update on app.attendance_mark
  referencing old table as counted_mark
  for each statement execute function app.count_marks('-1');
create trigger uncount_removed after delete on app.attendance_mark
  referencing old table as counted_mark
  for each statement execute function app.count_marks('-1');

alter table app.attendance_mark
  enable always trigger a_start_row,
  enable always trigger note_correction,
  enable always trigger check_enrolled,
  enable always trigger count_new,
  enable always trigger count_changed,
  enable always trigger uncount_changed,
  enable always trigger uncount_removed;
