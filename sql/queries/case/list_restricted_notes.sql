-- That there are restricted notes in a case which the admin who asks may read in an emergency only; no row if there is no such case.
-- $1 case_id.
select json_build_object('results', (
    select coalesce(json_agg(json_build_object('case_note_id', case_note_id, 'created_at', created_at) order by case_note_id desc), '[]')
    from audit.restricted_notes_of_case($1)
  )) as body
from app.intervention_case
where case_id = $1
