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

create function app.import_goes_on(was app.import_state, wanted app.import_state) returns boolean
language plpgsql immutable as $$
begin
  if was <> wanted and (was, wanted) not in (('uploading', 'uploaded'), ('planned', 'confirmed'), ('applied', 'undo_requested')) then
    perform app.refuse('state', format('An import that is %s cannot become %s', was, wanted));
  end if;
  return was <> wanted;
end
$$;
comment on function app.import_goes_on(app.import_state, app.import_state) is
  'Whether a step that somebody asks for is still to be taken; one that is none is refused. Asked of a row before it is locked: the jobs process holds it for as long as it works on the file.';

create function app.check_import_change() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if new.state <> old.state then
    new.attempts := 0;
  end if;
  if new.state = old.state or app.caller_id() is null then
    return new;
  end if;
  perform app.import_goes_on(old.state, new.state);
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
