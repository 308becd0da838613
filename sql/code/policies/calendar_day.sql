create policy staff_see_calendar on app.calendar_day
  for select to school_support_api using (app.is_staff_of(school_id));

create policy owner_maintains on app.calendar_day
  to school_support_owner using (true) with check (true);
create policy jobs_maintain on app.calendar_day
  to school_support_jobs using (true) with check (true);
create policy dba_reads on app.calendar_day
  for select to school_support_dba using (true);
