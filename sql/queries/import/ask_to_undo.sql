-- Asks the jobs process to take an import back.
-- $1 import_batch_id.
update app.import_batch set state = 'undo_requested'
where import_batch_id = $1 and app.import_goes_on(state, 'undo_requested')
returning import_batch_id
