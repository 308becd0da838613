-- What of the caller's school goes with the next clean-up, what comes next, and the holds that keep records past their time.
select json_build_object(
  'results', ops.own_retention_plan(),
  'holds', (
    select coalesce(json_agg(json_build_object(
        'retention_hold_id', retention_hold_id, 'entity', entity, 'entity_id', entity_id, 'reason', reason, 'created_at', created_at
      ) order by retention_hold_id), '[]')
    from app.retention_hold
    where released_at is null
  )) as body
