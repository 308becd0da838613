-- Adds a note to a case that the caller sees.
-- $1 case_id. $2 fields: {body, kind, outcome, occurred_at, progress, restricted, named_user_ids}; all but body may be missing.
insert into app.case_note (case_id, kind, outcome, body, occurred_at, progress, restricted, named_user_ids)
select case_id, coalesce(($2::jsonb ->> 'kind')::app.note_kind, 'note'), ($2::jsonb ->> 'outcome')::app.contact_outcome,
  $2::jsonb ->> 'body', coalesce(($2::jsonb ->> 'occurred_at')::timestamptz, now()),
  ($2::jsonb ->> 'progress')::app.progress_status, coalesce(($2::jsonb ->> 'restricted')::boolean, false),
  coalesce(app.ids_of($2::jsonb -> 'named_user_ids'), '{}')
from app.intervention_case
where case_id = $1
returning set_config('app.created_id', case_note_id::text, true)
