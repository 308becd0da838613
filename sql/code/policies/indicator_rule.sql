create policy staff_see_rules on app.indicator_rule
  for select to school_support_api using (app.is_staff_of(school_id));
create policy admin_saves_rules on app.indicator_rule
  for insert to school_support_api
  with check (school_id = app.caller_school_id() and app.caller_role() = 'admin');

create policy owner_maintains on app.indicator_rule
  to school_support_owner using (true) with check (true);
create policy jobs_maintain on app.indicator_rule
  to school_support_jobs using (true) with check (true);
create policy dba_reads on app.indicator_rule
  for select to school_support_dba using (true);
