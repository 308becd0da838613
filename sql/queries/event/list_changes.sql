-- Which records that the caller may see have changed, in the order of the changes, each once with its newest version; in which cases
-- a note was written; who of the others came to a case or left it. Also: after which event to ask for more of the same, null if that was all;
-- the newest event there is; and the snapshot of this look.
-- $1 after which event_id; null: nothing is asked for. $2 snapshot of the look before, in which the caller knows everything, or null.
-- Of another state of the database, as before a restore, $1 asks for nothing and $2 is not believed.
with look as (
  select
    case when $1::bigint <= audit.last_event() then $1::bigint end as after,
    case when pg_snapshot_xmax($2::pg_snapshot) <= pg_snapshot_xmax(pg_current_snapshot()) then $2::pg_snapshot end as known
), fresh as materialized (
  select change.* from look, audit.changes_after(after, known) change
), changed as (
  select entity, entity_id, max(version) as version, max(event_id) as event_id
  from fresh
  group by entity, entity_id
)
select
  coalesce(json_agg(json_build_object('kind', kind, 'id', id, 'version', version, 'place', place) order by event_id), '[]'),
  (select max(event_id) from fresh having count(*) = 500),
  audit.last_event(),
  pg_current_snapshot()
from (
  select event_id, 'case' as kind, entity_id as id, version, null as place
  from changed
  where entity = 'intervention_case' and exists (select from app.intervention_case where case_id = entity_id)
  union all
  select event_id, 'alert', entity_id, version, null
  from changed
  where entity = 'alert' and exists (select from app.alert where alert_id = entity_id)
  union all
  select event_id, 'task', entity_id, version, null
  from changed
  where entity = 'case_task' and exists (select from app.case_task where case_task_id = entity_id)
  union all
  select max(event_id), 'note', case_id, 0, null
  from changed
  join app.case_note on case_note_id = entity_id
  where entity = 'case_note'
  group by case_id
  union all
  select event_id, 'register', entity_id, changed.version, concat_ws('/', teaching_assignment_id, day, period)
  from changed
  join app.register on register_id = entity_id
  where entity = 'register'
  union all
  select event_id, 'presence', case_id, 0, null
  from look, app.case_presence
  where event_id > after and (known is null or not pg_visible_in_snapshot(transaction_id, known))
    and user_id <> app.caller_id() and seen_at > now() - interval '10 minutes'
) visible
