-- A request with an Idempotency-Key has one effect, however often it comes.

create function app.start_reply() returns trigger
language plpgsql as $$
begin
  new.user_id := coalesce(app.caller_id(), new.user_id);
  return new;
end
$$;
comment on function app.start_reply() is 'Trigger: keys are the caller''s own.';

create function app.begin_reply(key text, hash bytea) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  -- Whoever comes while the first is at work waits here for its end. A request that created nothing leaves its key free.
  insert into app.kept_reply as known (idempotency_key, request_hash) values (key, hash)
  on conflict (school_id, user_id, idempotency_key) do update set request_hash = excluded.request_hash
  where known.body is null;
  if not found then
    raise exception 'this key has a reply' using errcode = 'SSREP';
  end if;
  perform set_config('app.idempotency_key', key, true);
end
$$;
comment on function app.begin_reply(text, bytea) is
  'Begins a request with an Idempotency-Key. Raises SSREP if the key has a reply, so that nothing behind it is done.';

create function app.keep_reply(id bigint, version bigint, body json) returns json
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if nullif(current_setting('app.idempotency_key', true), '') is not null then
    update app.kept_reply
    set created_id = keep_reply.id, created_version = keep_reply.version, body = keep_reply.body
    where idempotency_key = current_setting('app.idempotency_key');
  end if;
  return body;
end
$$;
comment on function app.keep_reply(bigint, bigint, json) is
  'The reply to the request that has begun, kept if it has an Idempotency-Key. Returns it.';
