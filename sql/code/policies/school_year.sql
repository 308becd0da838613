create policy staff_see_school_years on app.school_year
  for select to school_support_api using (app.is_staff_of(school_id));

create policy owner_maintains on app.school_year
  to school_support_owner using (true) with check (true);
create policy jobs_maintain on app.school_year
  to school_support_jobs using (true) with check (true);
create policy dba_reads on app.school_year
  for select to school_support_dba using (true);
