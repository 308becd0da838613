-- Records a run in the trail.
-- $1 {kind: removed}.
select ops.note_retention($1)
