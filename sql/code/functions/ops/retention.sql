-- What is past its time, and how it goes. The plan and the removal ask the same functions, so that they agree.

create function ops.is_held(school bigint, record_entity text, record_id bigint) returns boolean
language sql stable
begin atomic
  select exists (
    select from app.retention_hold hold
    where hold.school_id = school and hold.released_at is null
      and (
        hold.entity = 'school'
        or (hold.entity = record_entity and hold.entity_id = record_id)
        or (record_entity = 'intervention_case' and hold.entity = 'student' and exists (
          select from app.intervention_case record
          where record.school_id = school and record.case_id = record_id and record.student_id = hold.entity_id))
        or (record_entity = 'alert' and hold.entity = 'student' and exists (
          select from app.alert record
          where record.school_id = school and record.alert_id = record_id and record.student_id = hold.entity_id))
        or (record_entity = 'case_note' and exists (
          select from app.case_note note
          join app.intervention_case record using (school_id, case_id)
          where note.school_id = school and note.case_note_id = record_id
            and ((hold.entity = 'intervention_case' and record.case_id = hold.entity_id)
              or (hold.entity = 'student' and record.student_id = hold.entity_id))))
        or (record_entity = 'case_task' and exists (
          select from app.case_task task
          join app.intervention_case record using (school_id, case_id)
          where task.school_id = school and task.case_task_id = record_id
            and ((hold.entity = 'intervention_case' and record.case_id = hold.entity_id)
              or (hold.entity = 'student' and record.student_id = hold.entity_id))))
        or (hold.entity = 'student' and case record_entity
          when 'enrolment' then exists (
            select from app.enrolment where school_id = school and enrolment_id = record_id and student_id = hold.entity_id)
          when 'grade' then exists (select from app.grade where school_id = school and grade_id = record_id and student_id = hold.entity_id)
          when 'incident' then exists (
            select from app.incident where school_id = school and incident_id = record_id and student_id = hold.entity_id)
          when 'attendance_total' then exists (
            select from app.attendance_total
            where school_id = school and attendance_total_id = record_id and student_id = hold.entity_id)
          when 'register' then exists (
            select from app.attendance_mark where school_id = school and register_id = record_id and student_id = hold.entity_id)
        end)
      )
  );
end;
comment on function ops.is_held(bigint, text, bigint) is 'Whether a hold in force keeps this record, by itself, its case, its student or its school.';

create function app.check_hold() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if new.entity <> 'school' and not (case new.entity
    when 'student' then exists (select from app.student where school_id = new.school_id and student_id = new.entity_id)
    else exists (select from app.intervention_case where school_id = new.school_id and case_id = new.entity_id)
  end) then
    perform app.refuse('entity_id', format('There is no %s %s in this school', new.entity, new.entity_id));
  end if;
  return new;
end
$$;
comment on function app.check_hold() is 'Trigger: a hold is of a record that is there. One that is released may outlive it.';

create function ops.retention_cutoff(retention_kind text) returns timestamptz
language sql stable
begin atomic
  select now() - keep from app.retention_policy where kind = retention_kind;
end;
comment on function ops.retention_cutoff(text) is 'What is older than this has passed its time.';

create function ops.partitions(retention_kind text) returns table (partition regclass, month date)
language sql stable
begin atomic
  select relation.oid::regclass, to_date(right(relation.relname, 7), 'YYYY_MM')
  from pg_inherits
  join pg_class relation on relation.oid = inhrelid
  where inhparent = to_regclass(
      case retention_kind when 'audit_event' then 'audit.server_event' when 'client_event' then 'audit.client_event' end)
    and relation.relname ~ '_\d{4}_\d{2}$';
end;
comment on function ops.partitions(text) is 'The monthly partitions of a kind of event.';

create function ops.expired_partitions(retention_kind text) returns table (partition regclass, month date)
language sql stable
begin atomic
  select partition, month
  from ops.partitions(retention_kind)
  where (month + interval '1 month') at time zone 'UTC' <= ops.retention_cutoff(retention_kind)
  order by 2;
end;
comment on function ops.expired_partitions(text) is 'Monthly partitions of which every event has passed its time.';

create function ops.retention_plan(of_school bigint default null)
returns table (kind text, keep interval, cutoff timestamptz, expired bigint, held bigint, next_at timestamptz)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
declare
  part regclass;
  part_expired bigint;
  part_held bigint;
begin
  for kind, keep in select policy.kind, policy.keep from app.retention_policy policy order by policy.kind loop
    cutoff := ops.retention_cutoff(kind);
    held := 0;
    next_at := null;
    case kind
      when 'session' then
        select count(*) filter (where least(expires_at, ended_at) < cutoff),
          min(least(expires_at, ended_at)) filter (where least(expires_at, ended_at) >= cutoff) + keep
        into expired, next_at
        from auth.session where of_school is null or school_id = of_school;
      when 'login_attempt' then
        -- They belong to an e-mail, not to a school.
        continue when of_school is not null;
        select (select count(*) from auth.login_attempt where attempted_at < cutoff)
          + (select count(*) from auth.login_challenge where created_at < cutoff)
          + (select count(*) from auth.password_reset where requested_at < cutoff) into expired;
      when 'kept_reply' then
        select count(*) filter (where created_at < cutoff), min(created_at) filter (where created_at >= cutoff) + keep
        into expired, next_at
        from app.kept_reply where of_school is null or school_id = of_school;
      when 'case_presence' then
        select count(*) filter (where seen_at < cutoff), min(seen_at) filter (where seen_at >= cutoff) + keep
        into expired, next_at
        from app.case_presence where of_school is null or school_id = of_school;
      when 'import_file' then
        select count(*) filter (where greatest(created_at, updated_at) < cutoff),
          min(greatest(created_at, updated_at)) filter (where greatest(created_at, updated_at) >= cutoff) + keep
        into expired, next_at
        from app.import_batch batch
        where (of_school is null or school_id = of_school) and exists (
          select from app.import_chunk where school_id = batch.school_id and import_batch_id = batch.import_batch_id);
      when 'closed_case' then
        select count(*) filter (where not ops.is_held(school_id, 'intervention_case', case_id)),
          count(*) filter (where ops.is_held(school_id, 'intervention_case', case_id))
        into expired, held
        from app.intervention_case where coalesce(closed_at, voided_at) < cutoff and (of_school is null or school_id = of_school);
        select min(coalesce(closed_at, voided_at)) + keep into next_at
        from app.intervention_case where coalesce(closed_at, voided_at) >= cutoff and (of_school is null or school_id = of_school);
      else
        expired := 0;
        for part in select partition from ops.expired_partitions(kind) loop
          execute format(
            'select coalesce(sum(events) filter (where not keeps), 0), coalesce(sum(events) filter (where keeps), 0)
             from (
               select ops.is_held(school_id, entity, entity_id) as keeps, events
               from (
                 select school_id, entity, entity_id, count(*) as events
                 from %s
                 where $1 is null or school_id = $1
                 group by 1, 2, 3
               ) record
             ) event', part)
          into part_expired, part_held using of_school;
          expired := expired + part_expired;
          held := held + part_held;
        end loop;
        select (min(month) + interval '1 month') at time zone 'UTC' + keep into next_at
        from ops.partitions(kind) where partition not in (select partition from ops.expired_partitions(kind));
    end case;
    return next;
  end loop;
end
$$;
comment on function ops.retention_plan(bigint) is
  'What apply_retention would remove now (expired), what holds keep (held), and when the next passes its time, by kind; of one school, or of all.';

create function ops.own_retention_plan() returns json
language plpgsql stable security definer set search_path = pg_catalog, pg_temp set intervalstyle = iso_8601 as $$
begin
  if app.caller_role() is distinct from 'admin' then
    raise exception 'only admins see what goes' using errcode = '42501';
  end if;
  return (
    select json_agg(json_build_object(
        'kind', kind, 'keep', keep::text, 'expired', expired, 'held', held, 'next_at', next_at
      ) order by kind)
    from ops.retention_plan(app.caller_school_id())
  );
end
$$;
comment on function ops.own_retention_plan() is 'The plan of the school of the admin who asks.';

create function ops.apply_retention(retention_kind text, batch integer) returns bigint
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  cutoff timestamptz := ops.retention_cutoff(retention_kind);
  removed bigint;
begin
  -- A hold that somebody is about to set counts: wait for it, and let none come in between.
  lock table app.retention_hold in share mode;
  -- The trail says that a record went, not what stood in it.
  perform set_config('app.retention', 'on', true);
  -- What may be taken up again is locked as it is chosen: somebody at it comes first, and then its time counts anew.
  case retention_kind
    when 'session' then
      delete from auth.session where token_hash in (
        select token_hash from auth.session where least(expires_at, ended_at) < cutoff limit batch);
    when 'login_attempt' then
      with attempts as (
        delete from auth.login_attempt where attempt_id in (
          select attempt_id from auth.login_attempt where attempted_at < cutoff order by attempted_at limit batch) returning 1
      ), challenges as (
        delete from auth.login_challenge where challenge_hash in (
          select challenge_hash from auth.login_challenge where created_at < cutoff limit batch) returning 1
      ), resets as (
        delete from auth.password_reset where password_reset_id in (
          select password_reset_id from auth.password_reset where requested_at < cutoff order by requested_at limit batch) returning 1
      )
      select (select count(*) from attempts) + (select count(*) from challenges) + (select count(*) from resets) into removed;
      return removed;
    when 'kept_reply' then
      delete from app.kept_reply where (school_id, user_id, idempotency_key) in (
        select school_id, user_id, idempotency_key from app.kept_reply where created_at < cutoff order by created_at limit batch);
    when 'case_presence' then
      with past as (
        select school_id, case_id, user_id from app.case_presence where seen_at < cutoff limit batch for update skip locked
      )
      delete from app.case_presence where (school_id, case_id, user_id) in (select school_id, case_id, user_id from past);
    when 'import_file' then
      with past as (
        select school_id, import_batch_id from app.import_batch old
        where old.created_at < cutoff and old.updated_at < cutoff and exists (
          select from app.import_chunk where school_id = old.school_id and import_batch_id = old.import_batch_id)
        order by created_at limit batch
        for update skip locked
      ), emptied as (
        delete from app.import_chunk where (school_id, import_batch_id) in (select school_id, import_batch_id from past)
      )
      update app.import_batch set state = 'failed', message = 'Nobody confirmed it in time; the file is gone'
      where (school_id, import_batch_id) in (select school_id, import_batch_id from past);
    when 'closed_case' then
      with past as (
        select school_id, case_id from app.intervention_case
        where coalesce(closed_at, voided_at) < cutoff and not ops.is_held(school_id, 'intervention_case', case_id)
        order by coalesce(closed_at, voided_at) limit batch
        for update skip locked
      )
      delete from app.intervention_case where (school_id, case_id) in (select school_id, case_id from past);
    else
      return ops.remove_partition(retention_kind);
  end case;
  get diagnostics removed = row_count;
  return removed;
end
$$;
comment on function ops.apply_retention(text, integer) is
  'Removes one batch of what has passed its time, or one partition of the trail. Returns how many went; 0 when nothing is left.';

create function ops.remove_partition(retention_kind text) returns bigint
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  expired record;
  parent text := case retention_kind when 'audit_event' then 'server_event' else 'client_event' end;
  name text;
  removed bigint;
begin
  for expired in select * from ops.expired_partitions(retention_kind) loop
    execute format('select count(*) from %s where not ops.is_held(school_id, entity, entity_id)', expired.partition)
      into removed;
    if removed = 0 and exists (select from app.retention_hold where released_at is null) then
      execute format('select count(*) from %s', expired.partition) into removed;
      continue when removed > 0; -- only held events are left in it
    end if;
    name := parent || to_char(expired.month, '_YYYY_MM');
    execute format('alter table audit.%I detach partition %s', parent, expired.partition);
    execute format('alter table %s rename to %I', expired.partition, name || '_expired');
    execute format('create table audit.%I (like audit.event including all)', name);
    perform audit.protect_partition(format('audit.%I', name)::regclass);
    execute format(
      'insert into audit.%I select * from audit.%I where ops.is_held(school_id, entity, entity_id)', name, name || '_expired');
    execute format('drop table audit.%I', name || '_expired');
    perform audit.attach_or_drop(parent, name, expired.month);
    if removed > 0 then
      return removed;
    end if;
  end loop;
  return 0;
end
$$;
comment on function ops.remove_partition(text) is
  'Drops the oldest expired partition of the trail; events under a hold are carried over into a new one in its place.';

create function audit.attach_or_drop(parent text, name text, month date) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  is_empty boolean;
begin
  execute format('select not exists (select from audit.%I)', name) into is_empty;
  if is_empty then
    execute format('drop table audit.%I', name);
    return;
  end if;
  execute format(
    'alter table audit.%I attach partition audit.%I for values from (%L) to (%L)',
    parent, name, month::timestamp at time zone 'UTC', (month + interval '1 month')::timestamp at time zone 'UTC'
  );
end
$$;
comment on function audit.attach_or_drop(text, text, date) is 'Puts what holds kept of a month in its place, if anything was kept.';

create function ops.note_retention(details jsonb) returns void
language sql security definer set search_path = pg_catalog, pg_temp
begin atomic
  select audit.record('RETENTION_APPLIED', null, null, details, 'system');
end;
comment on function ops.note_retention(jsonb) is 'Records in the trail what a run of the clean-up removed.';

create function ops.misplaced_events() returns bigint
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return (select count(*) from audit.server_event_default) + (select count(*) from audit.client_event_default);
end
$$;
comment on function ops.misplaced_events() is 'Events in the default partitions: there because the month''s partition was not made in time.';
