-- The record of an import, and its way back.

create function ops.next_import()
returns table (
  school_id bigint, import_batch_id bigint, kind app.import_kind, state app.import_state, options jsonb, attempts integer, school text
)
language sql volatile
begin atomic
  update app.import_batch batch
  set attempts = batch.attempts + 1
  from app.school
  where school.school_id = batch.school_id and (batch.school_id, batch.import_batch_id) = (
    select waiting.school_id, waiting.import_batch_id
    from app.import_batch waiting
    where waiting.state in ('uploaded', 'confirmed', 'undo_requested')
    order by waiting.updated_at
    limit 1
    for update skip locked
  )
  returning batch.school_id, batch.import_batch_id, batch.kind, batch.state, batch.options, batch.attempts, school.name;
end;
comment on function ops.next_import() is
  'The batch that has waited longest for the jobs process. That it begins is counted, and moves it behind the others that wait.';

create function ops.lock_import(of_school bigint, batch bigint, seen app.import_state) returns boolean
language sql volatile
begin atomic
  select state = seen from app.import_batch where school_id = of_school and import_batch_id = batch for update;
end;
comment on function ops.lock_import(bigint, bigint, app.import_state) is
  'Locks a batch until the end of the transaction. False: another jobs process has done this step meanwhile.';

create function ops.begin_import(of_school bigint, of_kind app.import_kind, file text, with_options jsonb) returns bigint
language sql volatile
begin atomic
  insert into app.import_batch (school_id, kind, file_name, options, state)
  values (of_school, of_kind, file, with_options, 'confirmed')
  returning import_batch_id;
end;
comment on function ops.begin_import(bigint, app.import_kind, text, jsonb) is 'The batch of a file that is imported at once, without a plan to confirm.';

create function ops.enter_import(of_school bigint, batch bigint) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  perform set_config('application_name', 'import-' || batch, true);
  update app.import_batch
  set first_event_id = (select coalesce(max(event_id), 0) from audit.event where school_id = of_school)
  where school_id = of_school and import_batch_id = batch;
end
$$;
comment on function ops.enter_import(bigint, bigint) is 'What follows in this transaction stands in the trail as this import''s.';

create function ops.touched_by_import(of_school bigint, of_kind app.import_kind, out touched bigint, out standing bigint)
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  batch bigint := substr(current_setting('application_name'), length('import-') + 1);
  changed_ids bigint[];
begin
  select array_agg(distinct entity_id) into changed_ids
  from audit.event
  where event.school_id = of_school and request_id = 'import-' || batch and action = 'UPDATE'
    and event_id > (select first_event_id from app.import_batch where school_id = of_school and import_batch_id = batch)
    and case of_kind when 'enrolments' then entity = 'enrolment' when 'calendar' then entity = 'calendar_day' and changes ? 'is_school_day' end;
  -- What the file itself made is not something that was there.
  if of_kind = 'enrolments' then
    select count(*) filter (where enrolment_id = any (changed_ids)), count(*) into touched, standing
    from app.enrolment
    where school_id = of_school and created_at < now() and (ends_on is null or enrolment_id = any (changed_ids));
  else
    select count(*) filter (where calendar_day_id = any (changed_ids)), count(*) into touched, standing
    from app.calendar_day
    where school_id = of_school and created_at < now();
  end if;
end
$$;
comment on function ops.touched_by_import(bigint, app.import_kind) is
  'What a row of a file does to others that are there: enrolments that it ends, days that it makes free. How many, and of how many.';

create function ops.finish_import(of_school bigint, batch bigint, reached app.import_state, counted jsonb) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  update app.import_batch
  set state = reached, counts = counted, message = null,
    applied_at = case when reached = 'applied' then now() end,
    last_event_id = case when reached = 'applied' then (select max(event_id) from audit.event where school_id = of_school) end
  where school_id = of_school and import_batch_id = batch;
  delete from app.import_refusal where school_id = of_school and import_batch_id = batch;
  insert into app.import_refusal (school_id, import_batch_id, line, field, reason)
  select of_school, batch, line, field, string_agg(distinct reason, '; ') from pg_temp.import_refusal group by line, field;
  if reached = 'applied' then
    delete from app.import_chunk where school_id = of_school and import_batch_id = batch;
  end if;
end
$$;
comment on function ops.finish_import(bigint, bigint, app.import_state, jsonb) is 'Writes down what a plan or an import came to, with what it refused.';

create function ops.fail_import(of_school bigint, batch bigint, why text) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  update app.import_batch
  set state = case state when 'undo_requested' then 'applied' else 'failed' end::app.import_state, message = left(why, 2000)
  where school_id = of_school and import_batch_id = batch;
  delete from app.import_chunk where school_id = of_school and import_batch_id = batch;
end
$$;
comment on function ops.fail_import(bigint, bigint, text) is 'Writes down why a file cannot be imported, or an import not be undone.';

create function ops.undoable_entities(of_kind app.import_kind)
returns table (entity text, key_column text, columns text[], kept_when text)
language sql immutable
begin atomic
  select known.entity, known.key_column, known.columns, known.kept_when
  from (
    values
      ('grades'::app.import_kind, 1, 'grade', 'grade_id', '{points}'::text[], null),
      ('grades', 2, 'subject', 'subject_id', '{is_core,pass_points,near_points}',
        'exists (select from app.grade used where used.school_id = known.school_id and used.subject_id = known.subject_id)'),
      ('incidents', 1, 'incident', 'incident_id', '{student_id,day,kind,description}', null),
      ('attendance', 1, 'register', 'register_id', '{}', null),
      ('attendance', 2, 'attendance_total', 'attendance_total_id', '{absent_days,school_days}', null),
      ('enrolments', 1, 'enrolment', 'enrolment_id', '{classroom_id,ends_on}', null),
      ('students', 1, 'enrolment', 'enrolment_id', '{classroom_id,ends_on}', null),
      ('students', 2, 'student', 'student_id', '{full_name,past_failures}', null),
      ('assignments', 1, 'teaching_assignment', 'teaching_assignment_id', '{}', null),
      ('lessons', 1, 'lesson', 'lesson_id', '{starts_on,ends_on}', null),
      ('calendar', 1, 'term', 'term_id', '{first_day,last_day}', null),
      ('calendar', 2, 'calendar_day', 'calendar_day_id', '{is_school_day,label}', null),
      ('calendar', 3, 'school_year', 'school_year_id', '{first_day,last_day,weekdays}', null),
      ('users', 1, 'user_account', 'user_id', '{name,role}', null),
      ('enrolments', 9, 'classroom', 'classroom_id', '{form_master_id}', 'exists (select from app.enrolment used where used.school_id = known.school_id and used.classroom_id = known.classroom_id)'),
      ('students', 9, 'classroom', 'classroom_id', '{form_master_id}', 'exists (select from app.enrolment used where used.school_id = known.school_id and used.classroom_id = known.classroom_id)'),
      ('assignments', 9, 'classroom', 'classroom_id', '{form_master_id}',
        'exists (select from app.enrolment used where used.school_id = known.school_id and used.classroom_id = known.classroom_id)')
  ) known (kind, position, entity, key_column, columns, kept_when)
  where known.kind = of_kind
  order by known.position;
end;
comment on function ops.undoable_entities(app.import_kind) is
  'The tables that a kind of file writes, in the order in which they are undone; what else may use a row that was made on the way.';

create function ops.undo_import(of_school bigint, batch bigint) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  undone app.import_batch;
  part record;
  found_obstacles jsonb := '[]';
  more jsonb;
  failed_table text;
begin
  select * into strict undone from app.import_batch where school_id = of_school and import_batch_id = batch for update;
  create temporary table undone_row on commit drop as
  select entity, entity_id, max(version) as version, bool_or(action = 'INSERT') as is_new,
    (select jsonb_object_agg(key, value -> 0 order by change.event_id desc)
      from unnest(array_agg(event.event_id), array_agg(event.changes)) change (event_id, changes), jsonb_each(change.changes)
      where value -> 0 is not null) as before
  from audit.event
  where school_id = of_school and event_id > undone.first_event_id and event_id <= undone.last_event_id
    and request_id = 'import-' || batch and source = 'database'
  group by entity, entity_id;
  for part in select * from ops.undoable_entities(undone.kind) loop
    -- First whoever is at an edit of these rows comes to an end, and nobody begins one; then they are compared.
    execute format(
      $query$
        select from app.%1$I known
        where known.school_id = $1 and known.%2$I in (select entity_id from undone_row where entity = %1$L)
        order by known.%2$I
        for update
      $query$, part.entity, part.key_column) using of_school;
    execute format(
      $query$
        select coalesce(jsonb_agg(jsonb_build_object('entity', entity, 'id', entity_id, 'reason',
          case when known.version is null then 'is gone' else 'was changed since' end) order by entity_id), '[]')
        from undone_row left join app.%1$I known on known.school_id = $1 and known.%2$I = entity_id
        where entity = %1$L and known.version is distinct from undone_row.version
      $query$, part.entity, part.key_column) into more using of_school;
    found_obstacles := found_obstacles || more;
  end loop;
  if found_obstacles = '[]' then
    begin
      perform set_config('application_name', 'undo-import-' || batch, true);
      perform ops.undo_rows(of_school, undone);
    exception
      when foreign_key_violation then
        get stacked diagnostics failed_table = table_name;
        found_obstacles := jsonb_build_array(jsonb_build_object('entity', failed_table, 'id', null, 'reason',
          format('rows of %s refer to what this import brought', failed_table)));
      when exclusion_violation or unique_violation then
        get stacked diagnostics failed_table = table_name;
        found_obstacles := jsonb_build_array(jsonb_build_object('entity', failed_table, 'id', null, 'reason',
          format('newer rows of %s have taken the place of what was there', failed_table)));
    end;
  end if;
  drop table undone_row;
  update app.import_batch
  set state = case when found_obstacles = '[]' then 'undone' else 'applied' end::app.import_state, obstacles = nullif(found_obstacles, '[]')
  where school_id = of_school and import_batch_id = batch;
  return found_obstacles;
end
$$;
comment on function ops.undo_import(bigint, bigint) is
  'Takes back what an import did, from the trail, if nobody has changed its rows since. Returns what stands in the way, [{entity, id, reason}].';

create function ops.undo_rows(of_school bigint, undone app.import_batch) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  part record;
  assignments text;
begin
  for part in select * from ops.undoable_entities(undone.kind) loop
    perform ops.undo_derived(undone, part.entity);
    -- First what came goes, so that what was there finds its room again.
    execute format('delete from app.%1$I known using undone_row
      where known.school_id = $1 and entity = %1$L and known.%2$I = entity_id and is_new and not %3$s',
      part.entity, part.key_column, coalesce(part.kept_when, 'false')) using of_school;
    select string_agg(format('%1$I = case when before ? %1$L then (jsonb_populate_record(null::app.%2$I, before)).%1$I else known.%1$I end',
      name, part.entity), ', ')
    into assignments from unnest(part.columns) name;
    if assignments is not null then
      execute format('update app.%1$I known set %2$s from undone_row
        where known.school_id = $1 and entity = %1$L and known.%3$I = entity_id and not is_new and before ?| $2',
        part.entity, assignments, part.key_column) using of_school, part.columns;
    end if;
  end loop;
end
$$;
comment on function ops.undo_rows(bigint, app.import_batch) is 'Removes the rows that an import made, and gives those that it changed their former values.';

create function ops.undo_derived(undone app.import_batch, of_entity text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  of_school bigint := undone.school_id;
begin
  case of_entity
    when 'student' then
      delete from app.student_indicator using undone_row
      where school_id = of_school and entity = 'student' and is_new and student_id = entity_id;
      delete from app.attendance_day using undone_row
      where school_id = of_school and entity = 'student' and is_new and student_id = entity_id and marks = 0;
    when 'school_year' then
      delete from app.calendar_day using undone_row
      where school_id = of_school and entity = 'school_year' and is_new and school_year_id = entity_id;
    when 'register' then
      delete from app.attendance_mark mark using undone_row
      where entity = 'register' and not is_new
        and mark.school_id = of_school and mark.register_id = entity_id and mark.import_batch_id = undone.import_batch_id;
      update app.attendance_mark mark set mark = former.former_mark, reason = 'import undone'
      from app.mark_correction former
      join undone_row on entity = 'register' and entity_id = former.register_id and not is_new
      where former.school_id = of_school and former.created_at = undone.applied_at
        and mark.school_id = of_school and mark.register_id = former.register_id and mark.student_id = former.student_id;
      update app.register set period = period
      from undone_row
      where school_id = of_school and entity = 'register' and not is_new and register_id = entity_id;
    else null;
  end case;
end
$$;
comment on function ops.undo_derived(app.import_batch, text) is 'What hangs on rows that go, or stands beside rows that have no columns of their own to restore.';
