create policy everybody_sees_defaults on app.default_cut
  for select to school_support_api using (app.caller_school_id() is not null and app.caller_role() is not null);

create policy owner_maintains on app.default_cut
  to school_support_owner using (true) with check (true);
create policy jobs_maintain on app.default_cut
  to school_support_jobs using (true) with check (true);
create policy dba_reads on app.default_cut
  for select to school_support_dba using (true);
