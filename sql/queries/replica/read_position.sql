-- Behind what is committed: whoever has replayed this much has all of it. On the primary only.
select pg_current_wal_insert_lsn()
