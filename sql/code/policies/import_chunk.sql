create policy admins_upload on app.import_chunk
  for insert to school_support_api with check (app.is_admin_of(school_id));

create policy owner_maintains on app.import_chunk
  to school_support_owner using (true) with check (true);
create policy jobs_maintain on app.import_chunk
  to school_support_jobs using (true) with check (true);
create policy dba_reads on app.import_chunk
  for select to school_support_dba using (true);
