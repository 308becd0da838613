-- Is this database fit to serve? The newest migration, whether the role is bound by row level security, whether the
-- database takes changes, and the server's version such as 150018.
select
  coalesce(max(migration.number), 0) as migration,
  (select not rolsuper and not rolbypassrls from pg_roles where rolname = current_user) as bound_by_row_security,
  current_setting('transaction_read_only') = 'off' as is_writable,
  current_setting('server_version_num')::integer as server_version
from ops.migration
