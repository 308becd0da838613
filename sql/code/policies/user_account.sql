create policy staff_see_colleagues on app.user_account
  for select to school_support_api using (app.is_staff_of(school_id));
create policy admin_adds_users on app.user_account
  for insert to school_support_api
  with check (school_id = app.caller_school_id() and app.caller_role() = 'admin');
create policy admin_changes_users on app.user_account
  for update to school_support_api
  using (school_id = app.caller_school_id() and app.caller_role() = 'admin');

create policy owner_maintains on app.user_account
  to school_support_owner using (true) with check (true);
create policy jobs_maintain on app.user_account
  to school_support_jobs using (true) with check (true);
create policy dba_reads on app.user_account
  for select to school_support_dba using (true);
