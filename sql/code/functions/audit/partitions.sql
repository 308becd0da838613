-- The monthly partitions (UTC) of the trail.

create function audit.protect_partition(partition regclass) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  execute format('alter table %s enable row level security, force row level security', partition);
  execute format('create policy owner_reads on %s for select to school_support_owner using (true)', partition);
  execute format('create policy owner_records on %s for insert to school_support_owner with check (true)', partition);
  execute format('comment on policy owner_reads on %s is %L', partition, 'Owner reads.');
  execute format('comment on policy owner_records on %s is %L', partition, 'Owner records.');
end
$$;
comment on function audit.protect_partition(regclass) is
  'Readers go through audit.event; a partition itself shows its rows to the owner only, who maintains it.';

create function audit.create_partitions(first_month date, last_month date) returns integer
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  parent text;
  made integer := 0;
begin
  foreach parent in array '{server_event,client_event}'::text[] loop
    made := made + audit.create_partitions_of(parent, first_month, last_month);
  end loop;
  return made;
end
$$;
comment on function audit.create_partitions(date, date) is 'Makes the monthly partitions that are missing; returns how many.';

create function audit.create_partitions_of(parent text, first_month date, last_month date) returns integer
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  month date;
  partition text;
  made integer := 0;
  strays text := parent || '_strays';
  has_strays boolean;
begin
  execute format('select exists (select from audit.%I)', parent || '_default') into has_strays;
  if has_strays then
    -- A partition cannot be made while the default one holds its rows: they step aside and come in again.
    execute format('alter table audit.%I detach partition audit.%I', parent, parent || '_default');
    execute format('alter table audit.%I rename to %I', parent || '_default', strays);
    execute format('create table audit.%I partition of audit.%I default', parent || '_default', parent);
    perform audit.protect_partition(format('audit.%I', parent || '_default')::regclass);
  end if;
  for month in select generate_series(date_trunc('month', first_month), last_month, interval '1 month')::date loop
    partition := parent || to_char(month, '_YYYY_MM');
    continue when to_regclass(format('audit.%I', partition)) is not null;
    execute format(
      'create table audit.%I partition of audit.%I for values from (%L) to (%L)',
      partition, parent, month::timestamp at time zone 'UTC', (month + interval '1 month')::timestamp at time zone 'UTC'
    );
    perform audit.protect_partition(format('audit.%I', partition)::regclass);
    made := made + 1;
  end loop;
  if has_strays then
    execute format('insert into audit.event select * from audit.%I', strays);
    execute format('drop table audit.%I', strays);
  end if;
  return made;
end
$$;
comment on function audit.create_partitions_of(text, date, date) is 'The same for the events of one kind of source.';
