-- How far a standby has replayed, null if it is none (any more); and which database of which cluster this is.
select
  case when pg_is_in_recovery() then pg_last_wal_replay_lsn() end,
  concat_ws(' ', (select system_identifier from pg_control_system()), (select oid from pg_database where datname = current_database()))
