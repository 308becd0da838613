-- Removes every view, policy and trigger of this application, and the functions that set_aside.sql has put aside, so that the
-- scripts that follow build them anew. From here to the end of the transaction nobody else works.
-- Nothing that holds data is touched: where state depends on code, the drop fails and the transaction with it.
do $$
declare
  item record;
  dropped integer;
  needed text;
begin
  -- Every lock at once, that of sessions first: whoever comes through auth.enter waits there, and holds nothing else yet.
  for item in
    select oid::regclass as relation
    from pg_class
    where relkind in ('r', 'p')
      and not relispartition
      and relnamespace = any (array['app', 'auth', 'audit']::regnamespace[])
    order by oid is distinct from to_regclass('auth.session'), oid
  loop
    execute format('lock table %s in access exclusive mode', item.relation);
  end loop;

  for item in
    select format('drop policy %I on %s', policy.polname, policy.polrelid::regclass) as statement
    from pg_policy policy
    join pg_class relation on relation.oid = policy.polrelid
    where relation.relnamespace = any (array['app', 'auth', 'audit', 'ops']::regnamespace[])
    union all
    select format('drop trigger %I on %s', tgname, tgrelid::regclass)
    from pg_trigger
    join pg_class relation on relation.oid = tgrelid
    where not tgisinternal
      and tgparentid = 0
      and relation.relnamespace = any (array['app', 'auth', 'audit', 'ops']::regnamespace[])
  loop
    execute item.statement;
  end loop;

  for item in
    -- By its name: a cascade from an earlier view may have taken this one along.
    select format('drop view if exists %s.%I cascade', relnamespace::regnamespace, relname) as statement
    from pg_class
    where relkind = 'v'
      and relnamespace = any (array['api', 'app', 'auth', 'audit', 'ops']::regnamespace[])
  loop
    execute item.statement;
  end loop;

  -- Functions may call each other: those that are still needed go in a later round.
  loop
    dropped := 0;
    for item in
      select format('drop routine %s', oid::regprocedure) as statement
      from pg_proc
      where pronamespace = any (array['api', 'app', 'auth', 'audit', 'ops']::regnamespace[]) and proname like 'outgoing %'
    loop
      begin
        execute item.statement;
        dropped := dropped + 1;
      exception
        when dependent_objects_still_exist then
          needed := sqlerrm;
      end;
    end loop;
    exit when dropped = 0;
  end loop;
  if exists (
    select from pg_proc
    where pronamespace = any (array['api', 'app', 'auth', 'audit', 'ops']::regnamespace[]) and proname like 'outgoing %'
  ) then
    raise exception 'state depends on code: %', needed;
  end if;
end
$$;

-- What is built is known by its checksum: from here on nothing is.
delete from ops.code;
