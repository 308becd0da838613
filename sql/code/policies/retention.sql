create policy admin_sees_retention on app.retention_policy
  for select to school_support_api using (app.caller_role() = 'admin' and app.caller_school_id() is not null);
create policy owner_maintains on app.retention_policy
  to school_support_owner using (true) with check (true);
create policy jobs_maintain on app.retention_policy
  to school_support_jobs using (true) with check (true);
create policy dba_reads on app.retention_policy
  for select to school_support_dba using (true);

create policy admin_sees_holds on app.retention_hold
  for select to school_support_api
  using (school_id = app.caller_school_id() and app.caller_role() = 'admin');
create policy owner_maintains on app.retention_hold
  to school_support_owner using (true) with check (true);
create policy jobs_maintain on app.retention_hold
  to school_support_jobs using (true) with check (true);
create policy dba_reads on app.retention_hold
  for select to school_support_dba using (true);
