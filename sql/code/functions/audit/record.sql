-- The three ways into the trail. All run as the owner: nobody else may insert.

create function audit.record(
  action text, entity text default null, entity_id bigint default null, details jsonb default null,
  source audit.source default 'database'
) returns void
language sql security definer set search_path = pg_catalog, pg_temp
begin atomic
  insert into audit.event
    (school_id, source, action, entity, entity_id, changes, user_id, user_role, request_id, client_address)
  values (
    coalesce(app.caller_school_id(), 0), source, action, entity, entity_id, details,
    app.caller_id(), app.caller_role(),
    current_setting('application_name'), nullif(current_setting('app.client_address', true), '')::inet
  );
end;
comment on function audit.record(text, text, bigint, jsonb, audit.source) is 'Records a named event of the caller.';

create function audit.record_change() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  key_column text := tg_argv[0];
  hidden text[] := tg_argv[1:] || '{version,updated_at}';
  old_row jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end;
  new_row jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) end;
  any_row jsonb := coalesce(new_row, old_row);
  changed jsonb := '{}';
begin
  -- What retention removes does not live on in the trail.
  if current_setting('app.retention', true) is distinct from 'on' then
    -- The text of a field tells as well as its JSON whether it changed, and is cheaper to compare.
    select coalesce(jsonb_object_agg(key, jsonb_build_array(old_row -> key, new_row -> key)), '{}') into changed
    from jsonb_object_keys(any_row) key
    where old_row ->> key is distinct from new_row ->> key and key <> all (hidden);
  end if;
  if tg_op = 'UPDATE' and changed = '{}' and old_row -> 'version' is not distinct from new_row -> 'version' then
    return null;
  end if;

  insert into audit.event
    (school_id, action, entity, entity_id, version, changes, user_id, user_role, request_id, client_address)
  values (
    coalesce((any_row ->> 'school_id')::bigint, 0), tg_op, tg_table_name, (any_row ->> key_column)::bigint,
    (any_row ->> 'version')::bigint, changed, app.caller_id(), app.caller_role(),
    current_setting('application_name'), nullif(current_setting('app.client_address', true), '')::inet
  );
  return null;
end
$$;
comment on function audit.record_change() is
  'Trigger: {field: [old, new]} of a change. Arguments: the key column (bigint), then columns whose values stay out.';

create function audit.record_client_event(action text, details jsonb, client_session text) returns bigint
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  event bigint;
begin
  if app.caller_id() is null then
    raise exception 'nobody is signed in' using errcode = '28000';
  end if;
  if not exists (select from audit.client_action known where known.action = record_client_event.action) then
    perform app.refuse('action', 'Not an action that clients report', array(
      select known.action from audit.client_action known order by known.action
    ));
  end if;
  insert into audit.event
    (school_id, source, action, changes, user_id, user_role, request_id, client_address, client_session)
  values (
    app.caller_school_id(), 'client', record_client_event.action, details, app.caller_id(), app.caller_role(),
    current_setting('application_name'), nullif(current_setting('app.client_address', true), '')::inet, client_session
  )
  returning event_id into event;
  return event;
end
$$;
comment on function audit.record_client_event(text, jsonb, text) is
  'Records what a client reports. The actor is the signed-in user, whatever the client says.';

create function audit.record_views(views jsonb) returns void
language sql security definer set search_path = pg_catalog, pg_temp
begin atomic
  insert into audit.event
    (school_id, source, action, entity, entity_id, changes, occurred_at, user_id, user_role, request_id, client_address)
  select account.school_id, 'worker', case view.action when 'VERSION_CONFLICT' then 'VERSION_CONFLICT' else 'RECORD_VIEWED' end,
    view.entity, view.entity_id, view.changes, to_timestamp(view.viewed_at), account.user_id, account.role, view.request_id,
    view.client_address
  from jsonb_to_recordset(views) as view (
    action text, token_hash bytea, entity text, entity_id bigint, changes jsonb, viewed_at double precision, request_id text,
    client_address inet
  )
  join auth.session using (token_hash)
  join app.user_account account using (school_id, user_id);
end;
comment on function audit.record_views(jsonb) is
  'Records a batch of openings of records and of version conflicts, [{action, token_hash, entity, entity_id, changes, viewed_at (Unix s), request_id, client_address}]. The actor comes from the session.';

create function audit.record_export(what text, student bigint, why text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if app.caller_role() is distinct from 'admin' then
    raise exception 'only admins export' using errcode = '42501';
  end if;
  perform audit.record('DATA_EXPORTED', what, student, jsonb_build_object('purpose', why), 'worker');
end
$$;
comment on function audit.record_export(text, bigint, text) is 'Records that an admin takes data out of the system, and for what.';
