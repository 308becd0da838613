create policy everybody_sees_transitions on app.alert_transition
  for select to school_support_api using (app.caller_school_id() is not null and app.caller_role() is not null);

create policy owner_maintains on app.alert_transition
  to school_support_owner using (true) with check (true);
create policy jobs_maintain on app.alert_transition
  to school_support_jobs using (true) with check (true);
create policy dba_reads on app.alert_transition
  for select to school_support_dba using (true);
