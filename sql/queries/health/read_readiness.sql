-- Is this database fit to serve? The newest migration, and whether the role is bound by row level security.
select
  coalesce(max(migration.number), 0) as migration,
  (select not rolsuper and not rolbypassrls from pg_roles where rolname = current_user) as bound_by_row_security
from ops.migration
