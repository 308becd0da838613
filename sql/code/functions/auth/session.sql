create function auth.logout(token_hash bytea) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update auth.session set ended_at = now()
  where session.token_hash = logout.token_hash and school_id = app.caller_school_id() and user_id = app.caller_id();
  perform audit.record('LOGOUT', 'user_account', app.caller_id());
end
$$;
comment on function auth.logout(bytea) is 'Ends the caller''s session.';

create function auth.own_sessions(own_hash bytea)
returns table (session_id bigint, body json)
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
  select session.session_id, json_build_object(
    'session_id', session.session_id, 'current', token_hash = own_hash, 'device', device, 'client_address', host(client_address),
    'second_factor', second_factor, 'created_at', created_at, 'last_used_at', last_used_at, 'expires_at', expires_at
  )
  from auth.session
  where school_id = app.caller_school_id() and user_id = app.caller_id() and ended_at is null and expires_at > now()
    and last_used_at > now() - interval '4 hours';
end;
comment on function auth.own_sessions(bytea) is 'Where the caller is signed in now; own_hash is the token of the session that asks.';

create function auth.end_own_session(id bigint) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update auth.session set ended_at = now()
  where session_id = id and school_id = app.caller_school_id() and user_id = app.caller_id()
    and ended_at is null and expires_at > now();
  if not found then
    return false;
  end if;
  perform audit.record('SESSION_ENDED', 'user_account', app.caller_id(), jsonb_build_object('session_id', id));
  return true;
end
$$;
comment on function auth.end_own_session(bigint) is 'Ends one of the caller''s sessions. False if it is none of theirs, or over.';

create function auth.end_other_sessions(own_hash bytea) returns bigint
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  ended bigint;
begin
  update auth.session set ended_at = now()
  where school_id = app.caller_school_id() and user_id = app.caller_id() and token_hash <> own_hash
    and ended_at is null and expires_at > now();
  get diagnostics ended = row_count;
  if ended > 0 then
    perform audit.record('SESSION_ENDED', 'user_account', app.caller_id(), jsonb_build_object('sessions', ended));
  end if;
  return ended;
end
$$;
comment on function auth.end_other_sessions(bytea) is
  'Ends all sessions of the caller but the one that asks, whose token this is. Returns how many.';

create function auth.touch_sessions(token_hashes bytea[]) returns void
language sql security definer set search_path = pg_catalog, pg_temp
begin atomic
  update auth.session set last_used_at = now()
  where token_hash = any (token_hashes) and last_used_at < now() - interval '1 minute';
end;
comment on function auth.touch_sessions(bytea[]) is 'Notes that sessions were used, at most once a minute each.';
