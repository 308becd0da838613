-- Goes on with what was planned.
-- $1 import_batch_id. $2 whether it may change or end more than a tenth of what is there.
update app.import_batch set state = 'confirmed', accepts_many = $2
where import_batch_id = $1 and app.import_goes_on(state, 'confirmed')
returning import_batch_id
