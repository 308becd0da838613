-- What has passed its time, and what holds keep, by kind.
select kind, keep, expired, held from ops.retention_plan()
