-- What happens when somebody uploads a file, confirms its plan, or wants it undone.

create function app.start_import() returns trigger
language plpgsql as $$
begin
  new.requested_by := coalesce(app.caller_id(), new.requested_by);
  return new;
end
$$;
comment on function app.start_import() is 'Trigger: who uploads a file.';

create function app.start_chunk() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if app.caller_id() is not null and not exists (
    select from app.import_batch batch
    where batch.school_id = new.school_id and batch.import_batch_id = new.import_batch_id
      and batch.state = 'uploading' and batch.requested_by = app.caller_id()
  ) then
    raise exception 'only who began an upload goes on with it' using errcode = '42501';
  end if;
  return new;
end
$$;
comment on function app.start_chunk() is 'Trigger: a piece of a file belongs to an upload of the caller''s that has not ended.';

create function app.check_import_change() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if new.state <> old.state then
    new.attempts := 0;
  end if;
  if new.state = old.state or app.caller_id() is null then
    return new;
  end if;
  if (old.state, new.state) not in (('uploading', 'uploaded'), ('planned', 'confirmed'), ('applied', 'undo_requested')) then
    perform app.refuse('state', format('An import that is %s cannot become %s', old.state, new.state));
  end if;
  if new.state = 'confirmed' and (old.counts ->> 'stopped')::boolean and not new.accepts_many then
    perform app.refuse('accept_many', 'More than a tenth of what is there would change or end: look at the plan, and confirm with accept_many');
  end if;
  if new.state = 'uploaded' then
    select coalesce(sum(octet_length(bytes)), 0) into new.size
    from app.import_chunk where import_chunk.school_id = new.school_id and import_chunk.import_batch_id = new.import_batch_id;
  end if;
  notify import;
  return new;
end
$$;
comment on function app.check_import_change() is 'Trigger: the steps that people take; the jobs process is told.';
