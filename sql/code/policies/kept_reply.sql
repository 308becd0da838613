create policy users_see_own_replies on app.kept_reply
  for select to school_support_api using (app.is_staff_of(school_id) and user_id = app.caller_id());
create policy users_begin_own_replies on app.kept_reply
  for insert to school_support_api with check (app.is_staff_of(school_id) and user_id = app.caller_id());
create policy users_keep_own_replies on app.kept_reply
  for update to school_support_api using (app.is_staff_of(school_id) and user_id = app.caller_id());

create policy owner_maintains on app.kept_reply
  to school_support_owner using (true) with check (true);
create policy jobs_maintain on app.kept_reply
  to school_support_jobs using (true) with check (true);
create policy dba_reads on app.kept_reply
  for select to school_support_dba using (true);
