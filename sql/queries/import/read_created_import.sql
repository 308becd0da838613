-- The import that the statement before made.
select import_batch_id as id, version, app.keep_reply(import_batch_id, version, body) as body
from api.import_batch
where import_batch_id = nullif(current_setting('app.created_id', true), '')::bigint
