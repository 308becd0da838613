-- The whole file is there: the jobs process makes a plan.
-- $1 import_batch_id.
update app.import_batch set state = 'uploaded' where import_batch_id = $1
returning set_config('app.created_id', import_batch_id::text, true)
