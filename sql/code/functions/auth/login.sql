-- Signing in takes two statements, because the password is checked between them, outside the database:
-- begin_login notes the attempt and answers the stored hash, finish_login makes the session.

create function auth.begin_login(
  email text, client_address inet,
  out attempt_id bigint, out password_hash text, out retry_after integer
) returns record
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  account bytea := sha256(convert_to(lower(begin_login.email), 'UTF8'));
  window_start timestamptz := now() - interval '15 minutes';
  failures_of_account integer;
  failures_of_address integer;
begin
  -- Attempts on one account wait for each other, so that many at once cannot all pass the count.
  perform pg_advisory_xact_lock(hashtextextended(encode(account, 'hex'), 0));

  select count(*) into failures_of_account
  from auth.login_attempt attempt
  where attempt.account_hash = account and attempt.attempted_at > window_start and not attempt.succeeded;

  select count(*) into failures_of_address
  from auth.login_attempt attempt
  where attempt.client_address = begin_login.client_address
    and attempt.attempted_at > window_start and not attempt.succeeded;

  if failures_of_account >= 10 or failures_of_address >= 100 then
    select greatest(1, ceil(extract(epoch from min(attempted_at) - window_start)))::integer into retry_after
    from (
      select attempt.attempted_at from auth.login_attempt attempt
      where (
          (failures_of_account >= 10 and attempt.account_hash = account)
          or (failures_of_account < 10 and attempt.client_address = begin_login.client_address)
        )
        and attempt.attempted_at > window_start and not attempt.succeeded
      order by attempt.attempted_at desc
      limit case when failures_of_account >= 10 then 10 else 100 end
    ) newest;
    return;
  end if;

  insert into auth.login_attempt (account_hash, client_address)
  values (account, begin_login.client_address)
  returning login_attempt.attempt_id into begin_login.attempt_id;

  select password.hash into password_hash
  from app.user_account
  join auth.password using (school_id, user_id)
  where user_account.email = lower(begin_login.email) and user_account.active;
end
$$;
comment on function auth.begin_login(text, inet) is
  'Notes an attempt. password_hash is null for an unknown or disabled user; retry_after (seconds) is set when throttled: 10 failures of an account or 100 of an address in 15 minutes.';

create function auth.finish_login(
  attempt_id bigint, email text, checked_hash text, token_hash bytea, lifetime interval, request_id text, client_address inet
) returns table (user_id bigint, expires_at timestamptz, body json)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
declare
  account app.user_account;
begin
  -- The password may have been changed, or the user disabled, while the old one was being checked.
  select user_account.* into account
  from app.user_account
  join auth.password using (school_id, user_id)
  where user_account.email = lower(finish_login.email) and user_account.active
    and password.hash = finish_login.checked_hash
  for share of password;
  if not found then
    raise exception 'no such account' using errcode = '28000';
  end if;

  update auth.login_attempt set succeeded = true where attempt_id = finish_login.attempt_id;
  insert into auth.session (token_hash, school_id, user_id, expires_at, client_address)
  values (finish_login.token_hash, account.school_id, account.user_id, now() + lifetime, finish_login.client_address);

  perform
    set_config('app.school_id', account.school_id::text, true),
    set_config('app.user_id', account.user_id::text, true),
    set_config('app.user_role', account.role::text, true),
    set_config('app.client_address', coalesce(host(finish_login.client_address), ''), true),
    set_config('application_name', finish_login.request_id, true);
  perform audit.record('LOGIN', 'user_account', account.user_id);

  return query
    select account.user_id, now() + lifetime, user_view.body
    from api.user_account user_view
    where user_view.user_id = account.user_id and user_view.school_id = account.school_id;
end
$$;
comment on function auth.finish_login(bigint, text, text, bytea, interval, text, inet) is
  'Makes the session of a user whose password was found right against checked_hash. Raises 28000 when that is no longer so.';
