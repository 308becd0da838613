-- What pg_stat_statements counts, in this database, under the names that the files in sql/queries have.
create function ops.slow_statements() returns table (
  statement text, calls bigint, total_seconds numeric, share_percent numeric, mean_ms numeric, max_ms numeric,
  rows_per_call numeric, cache_percent numeric, query text
)
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare
  source text := (
    select format('%I.pg_stat_statements', nspname)
    from pg_extension join pg_namespace on pg_namespace.oid = extnamespace
    where extname = 'pg_stat_statements'
  );
begin
  -- The setting is there only if the library was loaded at the start.
  if source is null or current_setting('pg_stat_statements.max', true) is null then
    raise warning 'Statements are not counted here'
      using hint = 'As a superuser: alter system set shared_preload_libraries = ''pg_stat_statements''; restart PostgreSQL; '
        'create extension pg_stat_statements;';
    return;
  end if;
  if not pg_has_role('pg_read_all_stats', 'usage') then
    raise warning 'You see your own statements only' using hint = format('As a superuser: grant pg_read_all_stats to %I;', session_user);
  end if;
  return query execute format($query$
    select coalesce(substring(query from '^-- (\w+)\n'), '-'), calls,
      round((total_exec_time / 1000)::numeric, 3),
      round((100 * total_exec_time / nullif(sum(total_exec_time) over (), 0))::numeric, 1),
      round(mean_exec_time::numeric, 3), round(max_exec_time::numeric, 3),
      round(rows::numeric / calls, 1),
      round(100.0 * shared_blks_hit / nullif(shared_blks_hit + shared_blks_read, 0), 1),
      regexp_replace(regexp_replace(query, '^(-- [^\n]*\n)+', ''), '\s+', ' ', 'g')
    from %s
    where dbid = (select oid from pg_database where datname = current_database()) and toplevel and calls > 0
    order by total_exec_time desc
  $query$, source);
end
$$;
comment on function ops.slow_statements() is 'What ops.slow shows; warns and says what to do when statements are not counted.';
