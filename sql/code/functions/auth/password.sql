create function auth.own_password_hash() returns text
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
  select hash from auth.password where school_id = app.caller_school_id() and user_id = app.caller_id();
end;
comment on function auth.own_password_hash() is 'The caller''s stored hash, to check the current password before a change.';

create function auth.change_own_password(old_hash text, new_hash text) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update auth.password set hash = new_hash
  where school_id = app.caller_school_id() and user_id = app.caller_id() and hash = old_hash;
  if not found then
    return false;
  end if;
  update auth.session set ended_at = now()
  where school_id = app.caller_school_id() and user_id = app.caller_id() and ended_at is null;
  return true;
end
$$;
comment on function auth.change_own_password(text, text) is
  'Replaces the caller''s password and ends all of their sessions. False when it is no longer the one that was checked.';

create function auth.set_password(school bigint, account bigint, new_hash text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into auth.password (school_id, user_id, hash) values (school, account, new_hash)
  on conflict (school_id, user_id) do update set hash = excluded.hash;
  update auth.session set ended_at = now() where school_id = school and user_id = account and ended_at is null;
end
$$;
comment on function auth.set_password(bigint, bigint, text) is 'Gives a user a password and ends their sessions. For maintenance.';

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
