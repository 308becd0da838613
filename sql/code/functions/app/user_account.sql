create function app.end_sessions_of_disabled_user() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update auth.session set ended_at = now()
  where school_id = new.school_id and user_id = new.user_id and ended_at is null;
  return null;
end
$$;
comment on function app.end_sessions_of_disabled_user() is 'Trigger: who is disabled is signed out, and stays so when enabled again.';

create function app.check_user_change() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  new.email := lower(new.email);
  if new.email !~ '^[^@\s]+@[^@\s]+$' then
    perform app.refuse('email', 'This is no e-mail address');
  end if;
  if tg_op = 'UPDATE' and new.user_id = app.caller_id() and (new.role <> old.role or not new.active) then
    perform app.refuse(case when new.active then 'role' else 'active' end, 'You cannot disable or demote yourself');
  end if;
  if tg_op = 'UPDATE' and old.active and old.role = 'admin' and not (new.active and new.role = 'admin') then
    -- One at a time: two admins could each take the other for the one who is left.
    perform pg_advisory_xact_lock(hashtextextended('app.last_admin', new.school_id));
    perform from app.user_account
    where school_id = new.school_id and user_id <> new.user_id and active and role = 'admin'
    for update;
    if not found then
      perform app.refuse(case when new.active then 'role' else 'active' end, 'A school must have an admin');
    end if;
  end if;
  return new;
end
$$;
comment on function app.check_user_change() is
  'Trigger: e-mail in lower case; nobody disables or demotes themselves, or the last admin of a school.';
