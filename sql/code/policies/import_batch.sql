create policy admins_see_imports on app.import_batch
  for select to school_support_api using (app.is_admin_of(school_id));
create policy admins_upload on app.import_batch
  for insert to school_support_api with check (app.is_admin_of(school_id));
create policy admins_decide_on_imports on app.import_batch
  for update to school_support_api using (app.is_admin_of(school_id));

create policy owner_maintains on app.import_batch
  to school_support_owner using (true) with check (true);
create policy jobs_maintain on app.import_batch
  to school_support_jobs using (true) with check (true);
create policy dba_reads on app.import_batch
  for select to school_support_dba using (true);
