-- Edits that were refused because somebody else had been faster. A refusal changes no row; the workers put it on record.
create view ops.conflicts with (security_invoker) as
select conflict.occurred_at,
  school.name as school,
  conflict.changes ->> 'of' as kind,
  conflict.entity as table_name,
  conflict.entity_id as record_id,
  account.name as refused_user,
  conflict.user_role as refused_role,
  (conflict.changes #>> '{version,0}')::bigint as based_on_version,
  (conflict.changes #>> '{version,1}')::bigint as current_version,
  coalesce(faster_account.name, faster.database_user) as changed_by,
  faster.occurred_at as changed_at,
  conflict.client_address,
  conflict.request_id
from app.school
cross join lateral (
  select * from audit.event
  where event.school_id = school.school_id and action = 'VERSION_CONFLICT' and source = 'worker'
) conflict
left join app.user_account account on account.school_id = conflict.school_id and account.user_id = conflict.user_id
left join lateral (
  select event.user_id, event.database_user, event.occurred_at from audit.event
  where event.school_id = conflict.school_id
    and event.entity = conflict.entity
    and event.entity_id = conflict.entity_id
    and event.version = (conflict.changes #>> '{version,1}')::bigint
    and event.source = 'database'
    -- The versions of a class's registers are not those of the class.
    and conflict.entity <> 'teaching_assignment'
  limit 1
) faster on true
left join app.user_account faster_account on faster_account.school_id = conflict.school_id and faster_account.user_id = faster.user_id;
comment on view ops.conflicts is
  'Edits that were answered 409 or 412 because they were based on an old version: who, when, of what, and who had been faster. As long as audit.event keeps them.';
comment on column ops.conflicts.occurred_at is 'When it was refused; written down at most a second later.';
comment on column ops.conflicts.school is 'Name of the school.';
comment on column ops.conflicts.kind is 'What people call the record, such as Case.';
comment on column ops.conflicts.table_name is 'Table of schema app; of a register its class, teaching_assignment.';
comment on column ops.conflicts.record_id is 'Its id; null for rules, which have a name.';
comment on column ops.conflicts.refused_user is 'Whose edit was refused.';
comment on column ops.conflicts.refused_role is 'As what they were signed in.';
comment on column ops.conflicts.based_on_version is 'What they had read.';
comment on column ops.conflicts.current_version is 'What was in force.';
comment on column ops.conflicts.changed_by is 'Who had made that version, or the login of psql or a job; null for registers and rules.';
comment on column ops.conflicts.changed_at is 'When.';
comment on column ops.conflicts.client_address is 'Where the refused edit came from.';
comment on column ops.conflicts.request_id is 'The refused request, as in the logs.';
