-- The columns of a kind of file.
-- $1 kind.
select name, is_required from ops.import_columns($1::app.import_kind)
