-- What the trail says of one record, for those who may not read the trail.

create function audit.history_of_case(id bigint) returns setof audit.event
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  -- As the owner this function sees every case, so it asks for itself whether the caller may.
  perform from app.intervention_case
  where school_id = app.caller_school_id() and case_id = id and app.may_see_case(
      school_id, classroom_id, assigned_to, team, app.still_asked(hand_over_to, hand_over_refused));
  if not found then
    return;
  end if;
  return query
    select * from audit.event
    where school_id = app.caller_school_id() and entity = 'intervention_case' and entity_id = id
      and source = 'database';
end
$$;
comment on function audit.history_of_case(bigint) is 'The changes of a case, for whoever may see the case.';

create function audit.applied_by_this_request(
  entity text, id bigint, sent_version bigint, patch jsonb, current_row jsonb
) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
  select exists (
    select from audit.event
    where event.school_id = app.caller_school_id()
      and event.entity = applied_by_this_request.entity
      and event.entity_id = id
      and event.version = sent_version + 1
      and event.source = 'database'
      and event.occurred_at > now() - interval '1 day'
      and event.user_id = app.caller_id()
      and event.request_id = current_setting('application_name')
      and not exists (
        select from jsonb_each(patch) wanted
        where wanted.value is distinct from coalesce(event.changes -> wanted.key -> 1, current_row -> wanted.key)
      )
  );
end;
comment on function audit.applied_by_this_request(text, bigint, bigint, jsonb, jsonb) is
  'Whether the very request that is being answered has been applied before: a proxy or client sent it twice.';

create function audit.refuse_change() returns trigger
language plpgsql as $$
begin
  raise exception 'audit.event is append-only' using errcode = '42501';
end
$$;
comment on function audit.refuse_change() is 'Trigger: the trail is append-only.';

create function audit.restricted_notes_of_case(id bigint) returns table (case_note_id bigint, created_at timestamptz)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  if app.caller_role() is distinct from 'admin' then
    raise exception 'only admins read in an emergency' using errcode = '42501';
  end if;
  return query
    select note.case_note_id, note.created_at from app.case_note note
    where note.school_id = app.caller_school_id() and note.case_id = id and note.restricted
      and not app.may_read_note(note.school_id, note.classroom_id, note.assigned_to, note.team, true, note.author_id, note.named_user_ids);
end
$$;
comment on function audit.restricted_notes_of_case(bigint) is
  'That there are restricted notes which the admin who asks may read in an emergency only, and when they were written; nothing else of them.';

create function audit.read_note_in_emergency(note bigint, why text) returns json
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  asked app.case_note;
begin
  if app.caller_role() is distinct from 'admin' then
    raise exception 'only admins read in an emergency' using errcode = '42501';
  end if;
  select * into asked from app.case_note
  where school_id = app.caller_school_id() and case_note_id = note and restricted;
  if not found then
    return null;
  end if;
  insert into app.emergency_read (school_id, case_note_id, case_id, owner_id, read_by, reason)
  values (asked.school_id, note, asked.case_id, asked.assigned_to, app.caller_id(), why);
  perform audit.record('EMERGENCY_READ', 'case_note', note, jsonb_build_object('reason', why));
  return (
    select (body::jsonb || jsonb_build_object('body', text))::json from api.case_note
    where school_id = asked.school_id and case_note_id = note
  );
end
$$;
comment on function audit.read_note_in_emergency(bigint, text) is
  'A restricted note for an admin who says why: it is put on record, and the owner of the case is told. Null: no such note.';
