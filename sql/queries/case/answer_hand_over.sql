-- Takes a case over, or says no, if it is still the version that the answer was based on.
-- $1 case_id. $2 version. $3 {accept, reason}.
update app.intervention_case
set assigned_to = case when ($3::jsonb ->> 'accept')::boolean then hand_over_to else assigned_to end,
  hand_over_to = case when ($3::jsonb ->> 'accept')::boolean then null else hand_over_to end,
  hand_over_refused = not ($3::jsonb ->> 'accept')::boolean,
  reason = coalesce($3::jsonb ->> 'reason', reason)
where case_id = $1 and version = $2 and hand_over_to = app.caller_id()
returning version
