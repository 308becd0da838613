create function auth.change_own_password(attempt_id bigint, checked_hash text, new_hash text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform auth.confirm_check(change_own_password.attempt_id, checked_hash);
  perform auth.set_password(app.caller_school_id(), app.caller_id(), new_hash);
end
$$;
comment on function auth.change_own_password(bigint, text, text) is
  'Replaces the caller''s password and ends all of their sessions. Raises 28000 when it is no longer the one that was checked.';

create function auth.set_password(school bigint, account bigint, new_hash text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into auth.password (school_id, user_id, hash) values (school, account, new_hash)
  on conflict (school_id, user_id) do update set hash = excluded.hash;
  update auth.session set ended_at = now() where school_id = school and user_id = account and ended_at is null;
  -- Links that were mailed for the password before open nothing any more.
  update auth.password_reset set used_at = now()
  where school_id = school and user_id = account and token_hash is not null and used_at is null;
end
$$;
comment on function auth.set_password(bigint, bigint, text) is
  'Gives a user a password, ends their sessions, and makes all reset tokens worthless. For maintenance.';

create function auth.set_password_of_colleague(account bigint, new_hash text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if app.caller_role() is distinct from 'admin' then
    raise exception 'only an admin sets a password' using errcode = '42501';
  end if;
  perform auth.set_password(app.caller_school_id(), account, new_hash);
end
$$;
comment on function auth.set_password_of_colleague(bigint, text) is 'As auth.set_password, for an admin within their own school.';
