-- Renames the functions that are in place, so that new ones can take their names while policies, triggers and views still call the
-- old ones. Takes no lock that anybody waits for; drop.sql removes what was set aside.
do $$
declare
  item record;
begin
  for item in
    select format('alter routine %s rename to %I', oid::regprocedure, 'outgoing ' || proname) as statement
    from pg_proc
    where pronamespace = any (array['api', 'app', 'auth', 'audit', 'ops']::regnamespace[])
  loop
    execute item.statement;
  end loop;
end
$$;
