-- One note, with its text.
-- $1 case_note_id.
select 1 as version, (body::jsonb || jsonb_build_object('body', text))::json as body, true as may_act
from api.case_note
where case_note_id = $1
