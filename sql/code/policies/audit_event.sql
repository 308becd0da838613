create policy admin_reads_own_trail on audit.event
  for select to school_support_api
  using (school_id = app.caller_school_id() and app.caller_role() = 'admin');
create policy dba_reads on audit.event
  for select to school_support_dba using (true);
create policy jobs_read on audit.event
  for select to school_support_jobs using (true);
create policy owner_reads on audit.event
  for select to school_support_owner using (true);
create policy owner_records on audit.event
  for insert to school_support_owner with check (true);

create policy owner_maintains on audit.client_action
  to school_support_owner using (true) with check (true);
create policy dba_reads on audit.client_action
  for select to school_support_dba using (true);

do $$
begin
  perform audit.protect_partition(relid)
  from pg_partition_tree('audit.event')
  where relid <> 'audit.event'::regclass;
end
$$;
