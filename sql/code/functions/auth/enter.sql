-- The first statement of every request: who is calling? Sets the claims for this transaction, or raises 28000 (no such
-- session), 42501 (a role that this request is not for) or SSF2A (the school asks for a second factor that this session
-- lacks), which aborts whatever stands behind it in the pipeline.
-- PL/pgSQL, because its plans are kept; it only reads.
create function auth.enter(
  token_hash bytea, request_id text, client_address text, allowed app.user_role[] default null,
  may_lack_second_factor boolean default false
) returns bigint
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  caller_school_id bigint;
  caller_id bigint;
  caller_role app.user_role;
  classroom_ids bigint[];
  led_classroom_ids bigint[];
  lacks_second_factor boolean;
begin
  select account.school_id, account.user_id, account.role,
    not session.second_factor and account.role = any (school.second_factor_roles)
  into caller_school_id, caller_id, caller_role, lacks_second_factor
  from auth.session
  join app.user_account account using (school_id, user_id)
  join app.school using (school_id)
  where session.token_hash = enter.token_hash
    and session.ended_at is null
    and session.expires_at > now()
    and session.last_used_at > now() - interval '4 hours'
    and account.active;
  if not found then
    raise exception 'no such session' using errcode = '28000';
  end if;
  if lacks_second_factor and not may_lack_second_factor then
    raise exception 'a second factor is required' using errcode = 'SSF2A';
  end if;

  if caller_role = 'form_master' then
    led_classroom_ids := array(
      select classroom_id from app.classroom
      where school_id = caller_school_id and form_master_id = caller_id
    );
  end if;
  if caller_role <> 'admin' then
    classroom_ids := led_classroom_ids || array(
      select distinct classroom_id from app.teaching_assignment
      where school_id = caller_school_id and user_id = caller_id and classroom_id <> all (coalesce(led_classroom_ids, '{}'))
    );
  end if;
  perform
    set_config('app.school_id', caller_school_id::text, true),
    set_config('app.user_id', caller_id::text, true),
    set_config('app.user_role', caller_role::text, true),
    set_config('app.classroom_ids', coalesce(classroom_ids::text, ''), true),
    set_config('app.led_classroom_ids', coalesce(led_classroom_ids::text, ''), true),
    set_config('app.client_address', client_address, true),
    set_config('application_name', request_id, true);
  if caller_role <> all (allowed) then
    raise exception 'not for this role' using errcode = '42501';
  end if;
  return caller_id;
end
$$;
comment on function auth.enter(bytea, text, text, app.user_role[], boolean) is
  'Signs a request in by the SHA-256 of its session token. Returns the user_id; raises 28000, 42501 or SSF2A.';
