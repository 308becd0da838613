-- Changes a case, if it is still the version that the change was based on.
-- $1 case_id. $2 version. $3 fields to set: any of status, progress_status, follow_up_date (null clears it),
-- outcome_notes, resolution_notes, assigned_to, reason, voided, tier, goal, strategies, review_date (null clears it), team,
-- hand_over_to (null withdraws it).
update app.intervention_case
set status = coalesce(($3::jsonb ->> 'status')::app.case_status, status),
  progress_status = coalesce(($3::jsonb ->> 'progress_status')::app.progress_status, progress_status),
  follow_up_date = case when $3::jsonb ? 'follow_up_date' then ($3::jsonb ->> 'follow_up_date')::date else follow_up_date end,
  outcome_notes = coalesce($3::jsonb ->> 'outcome_notes', outcome_notes),
  resolution_notes = coalesce($3::jsonb ->> 'resolution_notes', resolution_notes),
  assigned_to = coalesce(($3::jsonb ->> 'assigned_to')::bigint, assigned_to),
  reason = coalesce($3::jsonb ->> 'reason', reason),
  voided = coalesce(($3::jsonb ->> 'voided')::boolean, voided),
  tier = coalesce(($3::jsonb ->> 'tier')::integer, tier),
  goal = coalesce($3::jsonb ->> 'goal', goal),
  strategies = coalesce($3::jsonb ->> 'strategies', strategies),
  review_date = case when $3::jsonb ? 'review_date' then ($3::jsonb ->> 'review_date')::date else review_date end,
  team = coalesce(app.ids_of($3::jsonb -> 'team'), team),
  hand_over_refused = hand_over_refused and not $3::jsonb ? 'hand_over_to',
  hand_over_to = case when $3::jsonb ? 'hand_over_to' then ($3::jsonb ->> 'hand_over_to')::bigint else hand_over_to end
where case_id = $1 and version = $2 and app.may_act_on_case(school_id, assigned_to)
returning version
