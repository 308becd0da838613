-- The rows of each table: its name and their number.
select format('select %L, count(*) from only %s', oid::regclass, oid::regclass)
from pg_class
where relkind = 'r' and relpersistence <> 't'
  and relnamespace in (select oid from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema')
order by relnamespace::regnamespace::text, relname
\gexec
