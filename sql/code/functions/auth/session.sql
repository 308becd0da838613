create function auth.logout(token_hash bytea) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update auth.session set ended_at = now()
  where session.token_hash = logout.token_hash and school_id = app.caller_school_id() and user_id = app.caller_id();
  perform audit.record('LOGOUT', 'user_account', app.caller_id());
end
$$;
comment on function auth.logout(bytea) is 'Ends the caller''s session.';

create function auth.touch_sessions(token_hashes bytea[]) returns void
language sql security definer set search_path = pg_catalog, pg_temp
begin atomic
  update auth.session set last_used_at = now()
  where token_hash = any (token_hashes) and last_used_at < now() - interval '1 minute';
end;
comment on function auth.touch_sessions(bytea[]) is 'Notes that sessions were used, at most once a minute each.';
