-- A file that is about to be uploaded.
-- $1 kind. $2 file name. $3 options.
insert into app.import_batch (kind, file_name, options) values ($1::app.import_kind, $2, $3::jsonb)
returning import_batch_id
