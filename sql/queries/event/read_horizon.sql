-- The newest event of the trail, in whatever school; the oldest transaction that still writes; and the next one there will be. That
-- is not the snapshot's end: this stands after the last that has ended, and those that have begun since are still to end.
select audit.last_event(), pg_snapshot_xmin(snapshot)::text::bigint,
  pg_snapshot_xmax(snapshot)::text::bigint + age(pg_snapshot_xmax(snapshot)::xid)
from pg_current_snapshot() snapshot
