-- Only functions reach it.

create policy owner_maintains on app.evaluation_request
  to school_support_owner using (true) with check (true);
create policy jobs_maintain on app.evaluation_request
  to school_support_jobs using (true) with check (true);
create policy dba_reads on app.evaluation_request
  for select to school_support_dba using (true);
