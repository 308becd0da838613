-- Takes out what cannot go in, and says what and why.
-- $1 school_id. $2 kind.
select ops.check_import($1, $2::app.import_kind)
