create policy staff_see_own_marks on app.attendance_mark
  for select to school_support_api using (app.may_see_register(school_id, classroom_id, teacher_id));
create policy teacher_or_admin_marks on app.attendance_mark
  for insert to school_support_api with check (app.may_take_register(school_id, teacher_id));
create policy teacher_or_admin_corrects_marks on app.attendance_mark
  for update to school_support_api using (app.may_take_register(school_id, teacher_id));

create policy owner_maintains on app.attendance_mark
  to school_support_owner using (true) with check (true);
create policy jobs_maintain on app.attendance_mark
  to school_support_jobs using (true) with check (true);
create policy dba_reads on app.attendance_mark
  for select to school_support_dba using (true);
