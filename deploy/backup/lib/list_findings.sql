-- What must hold in every database of School Support. Each query returns sentences about what does not; no row is good.

-- Migrations are there, numbered without gaps, and were applied in that order.
select 'ops.migration is empty: no migration was applied'
where not exists (select from ops.migration);

select format('ops.migration: %s comes after %s', number, before)
from (select number, lag(number, 1, 0) over (order by number) as before from ops.migration) step
where number <> before + 1;

select format('ops.migration: %s was applied before %s', number, before)
from (
  select number, lag(number) over earlier as before, applied_at < lag(applied_at) over earlier as disorder
  from ops.migration window earlier as (order by number)
) step
where disorder;

-- Row level security binds even the owner, and no role of ours steps over it.
select format('%s: row level security is not forced', oid::regclass)
from pg_class
where relkind in ('r', 'p') and relnamespace in (select oid from pg_namespace where nspname in ('app', 'auth', 'audit'))
  and not (relrowsecurity and relforcerowsecurity);

select format('role %s is a superuser, or bypasses row level security', rolname)
from pg_roles
where rolname in ('school_support_owner', 'school_support_api', 'school_support_jobs', 'school_support_dba')
  and (rolsuper or rolbypassrls);

-- Triggers fire in every session; constraints and indexes hold for all rows.
select format('%s: trigger %s is not ENABLE ALWAYS', tgrelid::regclass, tgname)
from pg_trigger
where not tgisinternal and tgenabled <> 'A' and tgrelid in (
  select oid from pg_class where relnamespace in (select oid from pg_namespace where nspname in ('app', 'auth', 'audit'))
);

select format('%s: constraint %s is not validated', conrelid::regclass, conname) from pg_constraint where not convalidated;

select format('index %s is not valid', indexrelid::regclass) from pg_index where not indisvalid;

-- The trail: a row of version n was recorded n times, and a row that was recorded is there unless its end was recorded too.
-- Retention takes events older than audit_event in app.retention_policy, by whole months; what is older is only held to
-- have no gap. Tables whose trigger is not for INSERT are on record from version 2.
select format(
  $query$
    with trail as (
      select school_id, entity_id, count(*) as events, count(distinct version) as versions,
        min(coalesce(version, 1)) as first, max(coalesce(version, 1)) as last, min(occurred_at) as began
      from (
        select *, max(event_id) filter (where action = 'DELETE') over (partition by school_id, entity_id) as ended
        from audit.event
        where source = 'database' and entity = %1$L and action in ('INSERT', 'UPDATE', 'DELETE')
      ) event
      where ended is null or event_id > ended
      group by school_id, entity_id
    ),
    current as (
      select school_id, %2$I as entity_id, %4$s as version, %5$s as created_at
      from %3$s
    ),
    kept as (
      select date_trunc('month', now() - keep) + interval '1 month' as since
      from app.retention_policy where kind = 'audit_event'
    )
    select format('%3$s %%s of school %%s: version %%s, but the trail has %%s events, of versions %%s to %%s',
      entity_id, school_id, coalesce(version::text, 'none'), coalesce(events, 0), coalesce(first, 0), coalesce(last, 0))
    from current full join trail using (school_id, entity_id), kept
    where case
      when version is null then began >= since
      when events is null then version >= %6$s and created_at >= since
      else last <> version or events <> last - first + 1 or (created_at >= since and first <> %6$s)
    end
    limit 20
  $query$,
  relname, split_part(encode(tgargs, 'escape'), '\000', 1), pg_class.oid::regclass,
  case when has_version then 'version' else '1' end,
  case when has_start then 'created_at' else '''-infinity''::timestamptz' end,
  case when tgtype & 4 > 0 then 1 else 2 end
)
from pg_trigger
join pg_class on pg_class.oid = tgrelid,
lateral (
  select bool_or(attname = 'version') as has_version, bool_or(attname = 'created_at') as has_start,
    bool_or(attname = split_part(encode(tgargs, 'escape'), '\000', 1)) as has_key
  from pg_attribute where attrelid = tgrelid and not attisdropped
) columns
where not tgisinternal and tgfoid = 'audit.record_change()'::regprocedure and has_key
order by 1
\gexec
