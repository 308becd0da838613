create policy staff_see_own_students on app.student
  for select to school_support_api using (app.may_see_student(school_id, classroom_id, assigned_user_ids));

create policy owner_maintains on app.student
  to school_support_owner using (true) with check (true);
create policy jobs_maintain on app.student
  to school_support_jobs using (true) with check (true);
create policy dba_reads on app.student
  for select to school_support_dba using (true);
