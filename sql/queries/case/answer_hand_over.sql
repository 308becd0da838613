-- Takes a case over, or says no, if it is still the version that the answer was based on.
-- $1 case_id. $2 version. $3 {accept, reason}.
with taken as (
  update app.intervention_case
  set assigned_to = hand_over_to, hand_over_to = null, reason = coalesce($3::jsonb ->> 'reason', reason)
  where case_id = $1 and version = $2 and hand_over_to = app.caller_id() and ($3::jsonb ->> 'accept')::boolean
  returning version
)
select version from taken
union all
select version from app.refuse_hand_over($1, $2, $3::jsonb ->> 'reason') refused (version)
where not ($3::jsonb ->> 'accept')::boolean
