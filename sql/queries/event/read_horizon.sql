-- The newest event of the trail, in whatever school; the oldest transaction that still writes; and the next one there will be.
select audit.last_event(), pg_snapshot_xmin(snapshot)::text::bigint, pg_snapshot_xmax(snapshot)::text::bigint
from pg_current_snapshot() snapshot
