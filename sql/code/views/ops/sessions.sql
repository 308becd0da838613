-- Who is signed in: the sessions that auth.enter would let in.
create view ops.sessions with (security_invoker) as
select session.session_id,
  school.name as school,
  account.name as user_name,
  account.email,
  account.role,
  session.created_at as since,
  session.last_used_at as last_used,
  least(session.expires_at, session.last_used_at + interval '4 hours') as ends_at,
  session.second_factor,
  session.client_address,
  session.device
from auth.session
join app.user_account account using (school_id, user_id)
join app.school using (school_id)
where session.ended_at is null
  and session.expires_at > now()
  and session.last_used_at > now() - interval '4 hours'
  and account.active;
comment on view ops.sessions is 'Who is signed in now. Nothing in it lets anybody in.';
comment on column ops.sessions.session_id is 'In auth.session; set ended_at there, as the owner, to sign it out.';
comment on column ops.sessions.school is 'Name of the school.';
comment on column ops.sessions.user_name is 'Who.';
comment on column ops.sessions.email is 'What they sign in with.';
comment on column ops.sessions.role is 'Of this moment: a changed role counts from the next request on.';
comment on column ops.sessions.since is 'When they signed in.';
comment on column ops.sessions.last_used is 'Noted at most once a minute.';
comment on column ops.sessions.ends_at is 'When it ends if it is not used again.';
comment on column ops.sessions.second_factor is 'Whether a second factor was given.';
comment on column ops.sessions.client_address is 'Where they signed in from.';
comment on column ops.sessions.device is 'What their browser or program calls itself.';
