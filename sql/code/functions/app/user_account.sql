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
language plpgsql as $$
begin
  new.email := lower(new.email);
  if tg_op = 'UPDATE' and new.user_id = app.caller_id() and (new.role <> old.role or not new.active) then
    perform app.refuse(case when new.active then 'role' else 'active' end, 'You cannot disable or demote yourself');
  end if;
  return new;
end
$$;
comment on function app.check_user_change() is 'Trigger: e-mail in lower case; a school''s last admin cannot lock themselves out.';
