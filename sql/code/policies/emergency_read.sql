create policy owners_and_admins_see_emergency_reads on app.emergency_read
  for select to school_support_api using (
    app.is_admin_of(school_id) or (app.is_staff_of(school_id) and owner_id = app.caller_id())
  );

create policy owner_maintains on app.emergency_read
  to school_support_owner using (true) with check (true);
create policy jobs_maintain on app.emergency_read
  to school_support_jobs using (true) with check (true);
create policy dba_reads on app.emergency_read
  for select to school_support_dba using (true);
