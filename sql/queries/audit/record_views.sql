-- Records a batch of openings of records and of version conflicts.
-- $1 views, a JSON array as audit.record_views describes it.
select audit.record_views($1)
