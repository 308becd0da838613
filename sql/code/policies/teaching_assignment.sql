create policy staff_see_assignments_of_own_classrooms on app.teaching_assignment
  for select to school_support_api
  using (
    school_id = app.caller_school_id()
    and (app.caller_role() = 'admin'
      or (app.caller_role() in ('teacher', 'form_master')
        and (user_id = app.caller_id() or classroom_id = any (app.caller_classroom_ids()))))
  );

create policy owner_maintains on app.teaching_assignment
  to school_support_owner using (true) with check (true);
create policy jobs_maintain on app.teaching_assignment
  to school_support_jobs using (true) with check (true);
create policy dba_reads on app.teaching_assignment
  for select to school_support_dba using (true);
