create policy staff_see_notes_of_own_cases on app.case_note
  for select to school_support_api using (app.may_read_note(school_id, classroom_id, assigned_to, team, restricted, author_id, named_user_ids));
create policy owner_team_and_admin_write_notes on app.case_note
  for insert to school_support_api with check (app.may_write_note(school_id, assigned_to, team));

create policy owner_maintains on app.case_note
  to school_support_owner using (true) with check (true);
create policy jobs_maintain on app.case_note
  to school_support_jobs using (true) with check (true);
create policy dba_reads_what_is_not_restricted on app.case_note
  for select to school_support_dba using (not restricted);
