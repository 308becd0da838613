-- How much of the log the primary has on its disk, and which database of which cluster this is. Raises 55000 on a standby.
select
  pg_current_wal_flush_lsn(),
  concat_ws(' ', (select system_identifier from pg_control_system()), (select oid from pg_database where datname = current_database()))
