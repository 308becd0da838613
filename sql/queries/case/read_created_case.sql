-- The case that the statement before made.
select case_id as id, version, app.keep_reply(case_id, version, body) as body
from api.intervention_case
where case_id = nullif(current_setting('app.created_id', true), '')::bigint
