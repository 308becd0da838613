create policy staff_see_tasks on app.case_task
  for select to school_support_api using (app.may_see_task(school_id, classroom_id, case_assigned_to, assigned_to));
create policy assignee_or_admin_sets_tasks on app.case_task
  for insert to school_support_api with check (app.may_act_on_case(school_id, case_assigned_to));
-- Without a check of its own the new row would have to pass the condition too: a task could not be handed on.
create policy assignees_work_on_tasks on app.case_task
  for update to school_support_api using (app.may_act_on_task(school_id, case_assigned_to, assigned_to))
  with check (school_id = app.caller_school_id());

create policy owner_maintains on app.case_task
  to school_support_owner using (true) with check (true);
create policy jobs_maintain on app.case_task
  to school_support_jobs using (true) with check (true);
create policy dba_reads on app.case_task
  for select to school_support_dba using (true);
