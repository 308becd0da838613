create policy staff_see_who_is_in_their_cases on app.case_presence
  for select to school_support_api
  using (
    (app.is_staff_of(school_id) and user_id = app.caller_id())
    or app.may_see_case(school_id, classroom_id, assigned_to, team, hand_over_to));
create policy staff_come_to_their_cases on app.case_presence
  for insert to school_support_api
  with check (user_id = app.caller_id() and app.may_see_case(school_id, classroom_id, assigned_to, team, hand_over_to));
create policy staff_stay_in_their_cases_and_go on app.case_presence
  for update to school_support_api
  using (app.is_staff_of(school_id) and user_id = app.caller_id())
  with check (user_id = app.caller_id()
    and (not here or app.may_see_case(school_id, classroom_id, assigned_to, team, hand_over_to)));

create policy owner_maintains on app.case_presence
  to school_support_owner using (true) with check (true);
create policy jobs_maintain on app.case_presence
  to school_support_jobs using (true) with check (true);
create policy dba_reads on app.case_presence
  for select to school_support_dba using (true);
