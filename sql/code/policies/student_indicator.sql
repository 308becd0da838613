create policy staff_see_indicators_of_own_classrooms on app.student_indicator
  for select to school_support_api using (app.may_see_classroom(school_id, classroom_id));

create policy owner_maintains on app.student_indicator
  to school_support_owner using (true) with check (true);
create policy jobs_maintain on app.student_indicator
  to school_support_jobs using (true) with check (true);
create policy dba_reads on app.student_indicator
  for select to school_support_dba using (true);
