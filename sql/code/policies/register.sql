create policy staff_see_own_registers on app.register
  for select to school_support_api using (app.may_see_register(school_id, classroom_id, teacher_id));
create policy teacher_or_admin_takes_register on app.register
  for insert to school_support_api with check (app.may_take_register(school_id, teacher_id));
create policy teacher_or_admin_corrects_register on app.register
  for update to school_support_api using (app.may_take_register(school_id, teacher_id));

create policy owner_maintains on app.register
  to school_support_owner using (true) with check (true);
create policy jobs_maintain on app.register
  to school_support_jobs using (true) with check (true);
create policy dba_reads on app.register
  for select to school_support_dba using (true);
