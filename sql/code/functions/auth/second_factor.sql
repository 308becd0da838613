-- One-time passwords. The server alone can open the secrets and tell which step a code belongs to; the database says whether
-- that step, or a recovery code, may still be used.

create function auth.use_code(school bigint, account bigint, step bigint, recovery_hash bytea) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if step is not null then
    update auth.second_factor set last_step = step
    where school_id = school and user_id = account and confirmed_at is not null and last_step < step;
  else
    update auth.recovery_code set used_at = now()
    where school_id = school and user_id = account and code_hash = recovery_hash and used_at is null;
  end if;
  return found;
end
$$;
comment on function auth.use_code(bigint, bigint, bigint, bytea) is
  'Uses a code up: that of a step, or a recovery code. False if it was used before, or is none.';

create function auth.begin_second_step(
  challenge_hash bytea, client_address inet,
  out attempt_id bigint, out retry_after integer, out school_id bigint, out user_id bigint, out sealed_secret text, out last_step bigint
) returns record
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  account bytea;
begin
  update auth.login_challenge challenge set tries = tries + 1
  from app.user_account, auth.password, auth.second_factor factor
  where challenge.challenge_hash = begin_second_step.challenge_hash
    and challenge.expires_at > now() and challenge.tries < 5
    and user_account.school_id = challenge.school_id and user_account.user_id = challenge.user_id and user_account.active
    and password.school_id = challenge.school_id and password.user_id = challenge.user_id
    and password.version = challenge.password_version
    and factor.school_id = challenge.school_id and factor.user_id = challenge.user_id and factor.confirmed_at is not null
  returning challenge.school_id, challenge.user_id, factor.sealed_secret, factor.last_step, auth.account_hash(user_account.email)
  into begin_second_step.school_id, begin_second_step.user_id, begin_second_step.sealed_secret, begin_second_step.last_step, account;
  if not found then
    raise exception 'no such challenge' using errcode = '28000';
  end if;
  select noted.attempt_id, noted.retry_after into begin_second_step.attempt_id, begin_second_step.retry_after
  from auth.note_attempt(account, begin_second_step.client_address) noted;
  if begin_second_step.retry_after is not null then
    update auth.login_challenge challenge set tries = tries - 1
    where challenge.challenge_hash = begin_second_step.challenge_hash;
  end if;
end
$$;
comment on function auth.begin_second_step(bytea, inet) is
  'Notes a try at the second factor of a challenge and answers what to check it with. Raises 28000 for a challenge that is over: used, 5 minutes old, tried 5 times, or the password was changed.';

create function auth.finish_second_step(
  challenge_hash bytea, attempt_id bigint, step bigint, recovery_hash bytea, resealed_secret text,
  token_hash bytea, lifetime interval, device text, request_id text, client_address inet
) returns table (user_id bigint, expires_at timestamptz, body json)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
declare
  challenge auth.login_challenge;
  account app.user_account;
begin
  -- Whoever comes second finds nothing to take.
  delete from auth.login_challenge
  where login_challenge.challenge_hash = finish_second_step.challenge_hash
    and login_challenge.expires_at > now() and login_challenge.tries <= 5
  returning * into challenge;
  select user_account.* into account
  from app.user_account
  join auth.password using (school_id, user_id)
  where user_account.school_id = challenge.school_id and user_account.user_id = challenge.user_id and user_account.active
    and password.version = challenge.password_version
  for share;
  if not found or not auth.use_code(account.school_id, account.user_id, step, recovery_hash) then
    raise exception 'no such challenge or code' using errcode = '28000';
  end if;
  update auth.second_factor factor set sealed_secret = resealed_secret
  where factor.school_id = account.school_id and factor.user_id = account.user_id and resealed_secret is not null;
  update auth.login_attempt set succeeded = true
  where login_attempt.attempt_id in (challenge.attempt_id, finish_second_step.attempt_id);
  return query
    select * from auth.start_session(
      account, finish_second_step.token_hash, lifetime, true, finish_second_step.device, finish_second_step.request_id,
      finish_second_step.client_address);
end
$$;
comment on function auth.finish_second_step(bytea, bigint, bigint, bytea, text, bytea, interval, text, text, inet) is
  'Uses the challenge and the code up and makes the session. Raises 28000 if either is used already, and then leaves both as they are.';

create function auth.start_second_factor(attempt_id bigint, checked_hash text, sealed_secret text) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform auth.confirm_check(start_second_factor.attempt_id, checked_hash);
  insert into auth.second_factor (school_id, user_id, sealed_secret)
  values (app.caller_school_id(), app.caller_id(), start_second_factor.sealed_secret)
  on conflict (school_id, user_id) do update
    set sealed_secret = excluded.sealed_secret, created_at = now()
    where second_factor.confirmed_at is null;
  return found;
end
$$;
comment on function auth.start_second_factor(bigint, text, text) is
  'Keeps the secret that the caller''s device is to learn, until it is confirmed. False if there is a second factor in force.';

create function auth.confirm_second_factor(
  attempt_id bigint, checked_secret text, step bigint, recovery_hashes bytea[], token_hash bytea
) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update auth.second_factor factor set confirmed_at = now(), last_step = step
  where factor.school_id = app.caller_school_id() and factor.user_id = app.caller_id()
    and factor.confirmed_at is null and factor.sealed_secret = checked_secret;
  if not found then
    return false;
  end if;
  insert into auth.recovery_code (school_id, user_id, code_hash)
  select app.caller_school_id(), app.caller_id(), unnest(recovery_hashes);
  update auth.session set second_factor = true
  where session.token_hash = confirm_second_factor.token_hash and school_id = app.caller_school_id() and user_id = app.caller_id();
  update auth.session set ended_at = now()
  where session.token_hash <> confirm_second_factor.token_hash and ended_at is null
    and school_id = app.caller_school_id() and user_id = app.caller_id();
  update auth.login_attempt set succeeded = true where login_attempt.attempt_id = confirm_second_factor.attempt_id;
  return true;
end
$$;
comment on function auth.confirm_second_factor(bigint, text, bigint, bytea[], bytea) is
  'Puts the caller''s second factor in force, whose secret and code were checked, and ends their other sessions. False if another one came between.';

create function auth.disable_second_factor(attempt_id bigint, checked_hash text, step bigint, recovery_hash bytea) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not auth.use_code(app.caller_school_id(), app.caller_id(), step, recovery_hash) then
    return false;
  end if;
  perform auth.confirm_check(disable_second_factor.attempt_id, checked_hash);
  perform auth.remove_second_factor(app.caller_school_id(), app.caller_id());
  return true;
end
$$;
comment on function auth.disable_second_factor(bigint, text, bigint, bytea) is
  'Removes the caller''s second factor and ends their sessions. False if the code was used before, or is none.';

create function auth.remove_second_factor(school bigint, account bigint) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  had_one boolean;
begin
  delete from auth.second_factor where school_id = school and user_id = account;
  had_one := found;
  update auth.session set ended_at = now() where school_id = school and user_id = account and ended_at is null;
  return had_one;
end
$$;
comment on function auth.remove_second_factor(bigint, bigint) is
  'Takes a user''s second factor away and ends their sessions. For maintenance: the device and the recovery codes are lost.';

create function auth.own_second_factor() returns json
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
  select json_build_object(
    'enabled', factor.confirmed_at is not null,
    'enabled_at', factor.confirmed_at,
    'required', app.caller_role() = any (school.second_factor_roles::text[]),
    'recovery_codes_left', (
      select count(*) from auth.recovery_code code
      where code.school_id = factor.school_id and code.user_id = factor.user_id and code.used_at is null
    )
  )
  from app.school
  left join auth.second_factor factor on factor.school_id = school.school_id and factor.user_id = app.caller_id()
  where school.school_id = app.caller_school_id();
end;
comment on function auth.own_second_factor() is 'What the caller''s second factor is like.';
