-- The batch of a file that is imported at once.
-- $1 school_id. $2 kind. $3 file name. $4 options.
select ops.begin_import($1, $2::app.import_kind, $3, $4::jsonb)
