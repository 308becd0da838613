create policy staff_see_own_school on app.school
  for select to school_support_api using (app.is_staff_of(school_id));

create policy owner_maintains on app.school
  to school_support_owner using (true) with check (true);
create policy jobs_maintain on app.school
  to school_support_jobs using (true) with check (true);
create policy dba_reads on app.school
  for select to school_support_dba using (true);
