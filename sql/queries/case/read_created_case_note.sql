-- The note that the statement before made.
select case_note_id as id, null::bigint as version, app.keep_reply(case_note_id, null, (body::jsonb || jsonb_build_object('body', text))::json) as body
from api.case_note
where case_note_id = nullif(current_setting('app.created_id', true), '')::bigint
