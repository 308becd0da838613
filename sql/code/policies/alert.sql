create policy staff_see_own_alerts on app.alert
  for select to school_support_api using (app.may_see_alert(school_id, classroom_id, assigned_to));
create policy staff_raise_alerts on app.alert
  for insert to school_support_api
  with check (
    school_id = app.caller_school_id()
    and (app.caller_role() = 'admin'
      or (app.caller_role() = 'form_master' and classroom_id = any (app.caller_led_classroom_ids())))
  );
-- Without a check of its own the new row would have to pass the condition too: an alert could not be handed on.
create policy staff_work_on_own_alerts on app.alert
  for update to school_support_api
  using (app.may_act_on_alert(school_id, classroom_id, assigned_to))
  with check (school_id = app.caller_school_id());

create policy owner_maintains on app.alert
  to school_support_owner using (true) with check (true);
create policy jobs_maintain on app.alert
  to school_support_jobs using (true) with check (true);
create policy dba_reads on app.alert
  for select to school_support_dba using (true);
