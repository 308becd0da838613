create policy staff_see_own_cases on app.intervention_case
  for select to school_support_api using (app.may_see_case(
    school_id, classroom_id, assigned_to, team, app.still_asked(hand_over_to, hand_over_refused)));
create policy staff_open_cases on app.intervention_case
  for insert to school_support_api
  with check (
    school_id = app.caller_school_id()
    and (app.caller_role() = 'admin'
      or (app.caller_role() = 'form_master' and classroom_id = any (app.caller_led_classroom_ids())))
  );
-- Whoever is asked to take a case over may say yes; a trigger holds them to that. No is said by app.refuse_hand_over.
create policy assignee_or_admin_changes_case on app.intervention_case
  for update to school_support_api
  using (app.may_act_on_case(school_id, assigned_to) or (
    school_id = app.caller_school_id() and app.still_asked(hand_over_to, hand_over_refused) = app.caller_id()));

create policy owner_maintains on app.intervention_case
  to school_support_owner using (true) with check (true);
create policy jobs_maintain on app.intervention_case
  to school_support_jobs using (true) with check (true);
create policy dba_reads on app.intervention_case
  for select to school_support_dba using (true);
