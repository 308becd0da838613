-- What auth.enter found: who is calling, as what, for which classrooms. And how far this standby has replayed, null on a primary;
-- what is read behind this is at least as new.
select
  concat_ws(
    ' ', current_setting('app.school_id'), current_setting('app.user_id'), current_setting('app.user_role'),
    current_setting('app.classroom_ids'), current_setting('app.led_classroom_ids')),
  case when pg_is_in_recovery() then pg_last_wal_replay_lsn() end
