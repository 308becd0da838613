-- Removes one batch; answers how many rows went, 0 when nothing is left.
-- $1 kind. $2 rows at most; a partition of the trail goes whole.
select ops.apply_retention($1, $2)
