-- A forgotten password. Whoever asks learns nothing and costs the same, whether there is such an account or not: the request is
-- only noted. The jobs process finds the account, makes the token, commits its hash and mails it.

create function auth.request_password_reset(email text, client_address inet) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  account bytea := auth.account_hash(request_password_reset.email);
  place inet := auth.place(request_password_reset.client_address);
begin
  perform pg_advisory_xact_lock(hashtextextended('reset' || encode(account, 'hex'), 0));
  -- Three mails an hour are enough; all of their links work, so that asking too often locks nobody out.
  if (select count(*) from auth.password_reset
      where account_hash = account and requested_at > now() - interval '1 hour') >= 3
    or (select count(*) from auth.password_reset
      where password_reset.client_address = place and requested_at > now() - interval '1 hour') >= 50
  then
    return;
  end if;
  insert into auth.password_reset (account_hash, client_address, email)
  values (account, place, auth.normal_email(request_password_reset.email));
  notify password_reset;
end
$$;
comment on function auth.request_password_reset(text, inet) is
  'Notes that somebody forgot a password: 3 an hour of an account, 50 of an address; more are dropped without a word.';

create function auth.next_password_reset(token_hash bytea)
returns table (password_reset_id bigint, email text, name text)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
declare
  request auth.password_reset;
  account app.user_account;
begin
  select * into request
  from auth.password_reset
  where email is not null and next_try_at <= now()
  order by next_try_at limit 1
  for update skip locked;
  if not found then
    return;
  end if;
  select * into account from app.user_account where user_account.email = request.email and active;
  if not found or request.requested_at < now() - interval '1 hour' or request.failures >= 5 then
    update auth.password_reset set email = null where password_reset_id = request.password_reset_id;
    return query select request.password_reset_id, null::text, null::text;
    return;
  end if;
  update auth.password_reset reset
  set token_hash = next_password_reset.token_hash, expires_at = now() + interval '1 hour',
    school_id = account.school_id, user_id = account.user_id,
    failures = failures + 1, next_try_at = now() + (interval '1 minute' * 2 ^ failures)
  where reset.password_reset_id = request.password_reset_id;
  return query select request.password_reset_id, account.email, account.name;
end
$$;
comment on function auth.next_password_reset(bytea) is
  'Takes the request that has waited longest and gives it this token, good for an hour. Without an e-mail: it belongs to nobody, or is given up, and is done. No row: none waits.';

create function auth.password_reset_sent(id bigint) returns void
language sql security definer set search_path = pg_catalog, pg_temp
begin atomic
  update auth.password_reset set email = null where password_reset_id = id;
end;
comment on function auth.password_reset_sent(bigint) is 'The mail is on its way; where to is forgotten.';

create function auth.hand_out_password_reset(email text, token_hash bytea) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into auth.password_reset (account_hash, school_id, user_id, token_hash, expires_at)
  select auth.account_hash(account.email), account.school_id, account.user_id, hand_out_password_reset.token_hash,
    now() + interval '1 hour'
  from app.user_account account
  where account.email = auth.normal_email(hand_out_password_reset.email) and account.active;
  return found;
end
$$;
comment on function auth.hand_out_password_reset(text, bytea) is
  'Makes a token good that an administrator hands to the user. False if there is no such user. For maintenance.';

create function auth.is_password_reset(token_hash bytea) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
  select exists (
    select from auth.password_reset reset
    join app.user_account account using (school_id, user_id)
    where reset.token_hash = is_password_reset.token_hash and reset.used_at is null and reset.expires_at > now()
      and account.active
  );
end;
comment on function auth.is_password_reset(bytea) is 'Whether a token would do, before a password is hashed for it.';

create function auth.finish_password_reset(token_hash bytea, new_hash text, request_id text, client_address inet) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  account app.user_account;
begin
  update auth.password_reset reset set used_at = now()
  from app.user_account
  where reset.token_hash = finish_password_reset.token_hash and reset.used_at is null and reset.expires_at > now()
    and user_account.school_id = reset.school_id and user_account.user_id = reset.user_id and user_account.active
  returning user_account.* into account;
  if not found then
    return false;
  end if;
  perform
    set_config('app.school_id', account.school_id::text, true),
    set_config('app.user_id', account.user_id::text, true),
    set_config('app.user_role', account.role::text, true),
    set_config('app.client_address', coalesce(host(finish_password_reset.client_address), ''), true),
    set_config('application_name', finish_password_reset.request_id, true);
  perform auth.set_password(account.school_id, account.user_id, new_hash);
  perform audit.record('PASSWORD_RESET', 'user_account', account.user_id);
  return true;
end
$$;
comment on function auth.finish_password_reset(bytea, text, text, inet) is
  'Uses a token up: sets the password and ends all sessions. The second factor stays. False for a token that will not do.';
