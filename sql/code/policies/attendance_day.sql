create policy staff_see_attendance_of_own_classrooms on app.attendance_day
  for select to school_support_api using (app.may_see_classroom(school_id, classroom_id));

create policy owner_maintains on app.attendance_day
  to school_support_owner using (true) with check (true);
create policy jobs_maintain on app.attendance_day
  to school_support_jobs using (true) with check (true);
create policy dba_reads on app.attendance_day
  for select to school_support_dba using (true);
