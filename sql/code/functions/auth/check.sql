-- A signed-in user shows again who they are, before they change how they sign in. Guesses count as those at signing in do.

create function auth.begin_check(
  out attempt_id bigint, out retry_after integer, out password_hash text, out school_id bigint, out user_id bigint,
  out email text, out sealed_secret text, out last_step bigint, out is_confirmed boolean
) returns record
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  school_id := app.caller_school_id();
  user_id := app.caller_id();
  select account.email into begin_check.email
  from app.user_account account
  where account.school_id = begin_check.school_id and account.user_id = begin_check.user_id;
  select noted.attempt_id, noted.retry_after into begin_check.attempt_id, begin_check.retry_after
  from auth.note_attempt(auth.account_hash(begin_check.email), nullif(current_setting('app.client_address', true), '')::inet) noted;
  if begin_check.retry_after is not null then
    return;
  end if;
  select password.hash into password_hash
  from auth.password
  where password.school_id = begin_check.school_id and password.user_id = begin_check.user_id;
  select factor.sealed_secret, factor.last_step, factor.confirmed_at is not null
  into begin_check.sealed_secret, begin_check.last_step, is_confirmed
  from auth.second_factor factor
  where factor.school_id = begin_check.school_id and factor.user_id = begin_check.user_id
    -- What nobody confirmed in time is none.
    and (factor.confirmed_at is not null or factor.created_at > now() - interval '10 minutes');
end
$$;
comment on function auth.begin_check() is 'Notes a guess of the caller and answers what to check their password and code with, or retry_after (seconds).';

create function auth.confirm_check(attempt_id bigint, checked_hash text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform from auth.password
  where school_id = app.caller_school_id() and user_id = app.caller_id() and hash = checked_hash
  for share;
  if not found then
    raise exception 'the password was changed' using errcode = '28000';
  end if;
  update auth.login_attempt set succeeded = true where login_attempt.attempt_id = confirm_check.attempt_id;
end
$$;
comment on function auth.confirm_check(bigint, text) is
  'Takes the guess back, because it was right against checked_hash. Raises 28000 if that is no longer the caller''s.';
