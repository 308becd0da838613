-- Signing in takes two statements, because the password is checked between them, outside the database: begin_login notes the
-- attempt and answers the stored hash; finish_login makes the session, or for whoever has a second factor a challenge, which
-- is exchanged for a session in the same way (second_factor.sql).

create function auth.begin_login(
  email text, client_address inet,
  out attempt_id bigint, out password_hash text, out retry_after integer
) returns record
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  select noted.attempt_id, noted.retry_after into begin_login.attempt_id, begin_login.retry_after
  from auth.note_attempt(auth.account_hash(begin_login.email), begin_login.client_address) noted;
  if begin_login.retry_after is not null then
    return;
  end if;
  select password.hash into password_hash
  from app.user_account
  join auth.password using (school_id, user_id)
  where user_account.email = auth.normal_email(begin_login.email) and user_account.active;
end
$$;
comment on function auth.begin_login(text, inet) is
  'Notes an attempt. password_hash is null for an unknown or disabled user; retry_after (seconds) is set when throttled.';

create function auth.finish_login(
  attempt_id bigint, email text, checked_hash text, token_hash bytea, lifetime interval, device text, request_id text,
  client_address inet
) returns table (user_id bigint, expires_at timestamptz, body json)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
declare
  account app.user_account;
  version_of_password bigint;
begin
  -- The password may have been changed, or the user disabled, while the old one was being checked. Both rows are held until the
  -- session is there: whoever changes one of them now finds the session, and ends it.
  select user_account.* into account
  from app.user_account
  where user_account.email = auth.normal_email(finish_login.email) and user_account.active
  for share;
  select password.version into version_of_password
  from auth.password
  where password.school_id = account.school_id and password.user_id = account.user_id
    and password.hash = finish_login.checked_hash
  for share;
  if not found then
    raise exception 'no such account' using errcode = '28000';
  end if;

  if exists (
    select from auth.second_factor factor
    where factor.school_id = account.school_id and factor.user_id = account.user_id and factor.confirmed_at is not null
  ) then
    insert into auth.login_challenge (challenge_hash, school_id, user_id, attempt_id, password_version, expires_at)
    values (finish_login.token_hash, account.school_id, account.user_id, finish_login.attempt_id, version_of_password,
      now() + interval '5 minutes');
    return query select account.user_id, now() + interval '5 minutes', null::json;
    return;
  end if;

  update auth.login_attempt set succeeded = true where attempt_id = finish_login.attempt_id;
  return query
    select * from auth.start_session(
      account, finish_login.token_hash, lifetime, false, finish_login.device, finish_login.request_id, finish_login.client_address);
end
$$;
comment on function auth.finish_login(bigint, text, text, bytea, interval, text, text, inet) is
  'For a user whose password was found right against checked_hash: makes the session; without a body, a challenge that token_hash names instead. Raises 28000 when the password is no longer right.';

create function auth.start_session(
  account app.user_account, token_hash bytea, lifetime interval, second_factor boolean, device text, request_id text,
  client_address inet
) returns table (user_id bigint, expires_at timestamptz, body json)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
begin
  insert into auth.session (token_hash, school_id, user_id, expires_at, client_address, device, second_factor)
  values (start_session.token_hash, account.school_id, account.user_id, now() + lifetime, start_session.client_address,
    left(start_session.device, 200), start_session.second_factor);
  perform
    set_config('app.school_id', account.school_id::text, true),
    set_config('app.user_id', account.user_id::text, true),
    set_config('app.user_role', account.role::text, true),
    set_config('app.client_address', coalesce(host(start_session.client_address), ''), true),
    set_config('application_name', start_session.request_id, true);
  perform audit.record('LOGIN', 'user_account', account.user_id);
  return query
    select account.user_id, now() + lifetime, user_view.body
    from api.user_account user_view
    where user_view.user_id = account.user_id and user_view.school_id = account.school_id;
end
$$;
comment on function auth.start_session(app.user_account, bytea, interval, boolean, text, text, inet) is
  'Makes a session of a user who has shown who they are. Not for the API, which must show it first.';
