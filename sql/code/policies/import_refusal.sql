create policy admins_see_refusals on app.import_refusal
  for select to school_support_api using (app.is_admin_of(school_id));

create policy owner_maintains on app.import_refusal
  to school_support_owner using (true) with check (true);
create policy jobs_maintain on app.import_refusal
  to school_support_jobs using (true) with check (true);
create policy dba_reads on app.import_refusal
  for select to school_support_dba using (true);
