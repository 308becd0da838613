-- How often somebody may guess. A place is an address. Nobody is kept out of a place where they have signed in before by what
-- is tried elsewhere, and even there others can only make them wait a minute.

create function auth.seconds_to_wait(account bytea, place inet) returns integer
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  last_success_here timestamptz;
  failures integer;
  newest timestamptz;
  waits_until timestamptz;
begin
  select max(attempted_at) into last_success_here
  from auth.login_attempt where account_hash = account and client_address = place and succeeded;

  -- Ten wrong ones of an account at a place.
  select count(*), max(attempted_at) into failures, newest
  from auth.login_attempt
  where account_hash = account and client_address = place and not succeeded
    and attempted_at > greatest(now() - interval '15 minutes', last_success_here);
  if last_success_here is not null then
    if failures >= 10 then
      waits_until := newest + least(2 ^ least(failures - 10, 6), 60) * interval '1 second';
    end if;
    return nullif(greatest(0, ceil(extract(epoch from waits_until - now()))), 0);
  end if;
  if failures >= 10 then
    select attempted_at + interval '15 minutes' into waits_until
    from auth.login_attempt
    where account_hash = account and client_address = place and not succeeded
    order by attempted_at desc offset 9 limit 1;
  end if;

  -- A hundred wrong ones at a place, of whatever accounts.
  select greatest(waits_until, attempted_at + interval '15 minutes') into waits_until
  from (values (true)) always
  left join lateral (
    select attempted_at from auth.login_attempt
    where client_address = place and not succeeded and attempted_at > now() - interval '15 minutes'
    order by attempted_at desc offset 99 limit 1
  ) hundredth on true;

  -- Twenty wrong ones of an account from everywhere: each further one waits longer.
  select count(*), max(attempted_at) into failures, newest
  from auth.login_attempt
  where account_hash = account and not succeeded
    and attempted_at > greatest(now() - interval '1 day',
      (select max(attempted_at) from auth.login_attempt where account_hash = account and succeeded));
  if failures >= 20 then
    waits_until := greatest(waits_until, newest + least(2 ^ least(failures - 20, 9), 300) * interval '1 second');
  end if;
  return nullif(greatest(0, ceil(extract(epoch from waits_until - now()))), 0);
end
$$;
comment on function auth.seconds_to_wait(bytea, inet) is
  'Until the next guess: 10 wrong ones of an account at a place or 100 at a place in 15 minutes, or ever longer after 20 of an account in a day. Where the account has signed in before: at most 60 s. Null: no wait.';

create function auth.note_attempt(account bytea, client_address inet, out attempt_id bigint, out retry_after integer)
returns record
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  place inet := auth.place(note_attempt.client_address);
begin
  -- Attempts on one account wait for each other, so that many at once cannot all pass the count.
  perform pg_advisory_xact_lock(hashtextextended(encode(account, 'hex'), 0));
  retry_after := auth.seconds_to_wait(account, place);
  if retry_after is null then
    -- It has failed until it turns out otherwise.
    insert into auth.login_attempt (account_hash, client_address) values (account, place)
    returning login_attempt.attempt_id into note_attempt.attempt_id;
  end if;
end
$$;
comment on function auth.note_attempt(bytea, inet) is 'Notes a guess at a password or code, or answers how many seconds to wait.';
