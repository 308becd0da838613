-- No policy for the API: it reaches these tables through functions of auth only.
create policy owner_maintains on auth.password
  to school_support_owner using (true) with check (true);
create policy dba_reads on auth.password
  for select to school_support_dba using (true);
create policy owner_maintains on auth.session
  to school_support_owner using (true) with check (true);
create policy dba_reads on auth.session
  for select to school_support_dba using (true);
create policy owner_maintains on auth.login_attempt
  to school_support_owner using (true) with check (true);
create policy dba_reads on auth.login_attempt
  for select to school_support_dba using (true);
create policy owner_maintains on auth.second_factor
  to school_support_owner using (true) with check (true);
create policy dba_reads on auth.second_factor
  for select to school_support_dba using (true);
create policy owner_maintains on auth.recovery_code
  to school_support_owner using (true) with check (true);
create policy dba_reads on auth.recovery_code
  for select to school_support_dba using (true);
create policy owner_maintains on auth.login_challenge
  to school_support_owner using (true) with check (true);
create policy dba_reads on auth.login_challenge
  for select to school_support_dba using (true);
create policy owner_maintains on auth.password_reset
  to school_support_owner using (true) with check (true);
create policy dba_reads on auth.password_reset
  for select to school_support_dba using (true);
