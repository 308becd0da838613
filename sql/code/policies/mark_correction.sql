create policy staff_see_corrections_of_own_registers on app.mark_correction
  for select to school_support_api using (app.may_see_register(school_id, classroom_id, teacher_id));

create policy owner_maintains on app.mark_correction
  to school_support_owner using (true) with check (true);
create policy jobs_maintain on app.mark_correction
  to school_support_jobs using (true) with check (true);
create policy dba_reads on app.mark_correction
  for select to school_support_dba using (true);
