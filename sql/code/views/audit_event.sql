create view api.audit_event with (security_invoker) as
select school_id, event_id, occurred_at, source, user_id, action, entity, entity_id,
  json_build_object(
    'event_id', event_id, 'occurred_at', occurred_at, 'source', source, 'action', action,
    'entity', entity, 'entity_id', entity_id, 'version', event.version, 'changes', changes,
    'user', case when user_id is not null
      then json_build_object('user_id', user_id, 'name', actor.name, 'role', user_role) end,
    'database_user', database_user, 'request_id', request_id, 'client_address', host(client_address),
    'session_id', client_session
  ) as body
from audit.event
left join app.user_account actor using (school_id, user_id);
comment on view api.audit_event is 'The audit trail as the API shows it.';
