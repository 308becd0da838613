-- Who leads which classroom is no secret among staff; who sits in it is.
create policy staff_see_classrooms on app.classroom
  for select to school_support_api using (app.is_staff_of(school_id));

create policy owner_maintains on app.classroom
  to school_support_owner using (true) with check (true);
create policy jobs_maintain on app.classroom
  to school_support_jobs using (true) with check (true);
create policy dba_reads on app.classroom
  for select to school_support_dba using (true);
