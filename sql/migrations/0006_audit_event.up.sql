-- The audit trail: partitioned by where an event comes from, then by month, so that what expired is dropped whole.
set role school_support_owner;

create type audit.source as enum ('database', 'worker', 'system', 'client');

create domain audit.action as text constraint action_form check (value ~ '^[A-Z][A-Z0-9_]{0,49}$');
comment on domain audit.action is 'INSERT, UPDATE, DELETE of a row, or a named event such as LOGIN, RECORD_VIEWED.';

create sequence audit.event_id as bigint;

create table audit.event (
  school_id bigint not null,
  event_id bigint not null default nextval('audit.event_id'),
  occurred_at timestamptz not null default now(),
  source audit.source not null default 'database',
  action audit.action not null,
  entity text,
  entity_id bigint,
  version bigint,
  changes jsonb,
  user_id bigint,
  user_role text,
  database_user text not null default session_user,
  request_id text,
  client_address inet,
  client_session text,
  transaction_id xid8 not null default pg_current_xact_id(),
  row_hash bytea,
  primary key (school_id, event_id, occurred_at, source)
) partition by list (source);
alter sequence audit.event_id owned by audit.event.event_id;

comment on table audit.event is 'What happened, append-only. Written by triggers in the transaction of the change itself.';
comment on column audit.event.school_id is '0 for events of the installation itself.';
comment on column audit.event.source is 'database: a trigger; worker: reported by the server; system: maintenance; client: reported by a browser.';
comment on column audit.event.entity is 'Name of the table, without its schema.';
comment on column audit.event.version is 'The row''s version after the change.';
comment on column audit.event.changes is '{field: [old, new]} of the fields that changed; details of a named event. Never secrets.';
comment on column audit.event.user_id is 'The signed-in user; null in psql and for jobs, see database_user.';
comment on column audit.event.client_session is 'What a client calls its session, as it told; client events only.';
comment on column audit.event.transaction_id is 'Orders events by transaction and lets a later job seal them.';
comment on column audit.event.row_hash is 'Reserved for sealing; null until then.';

create index event_entity on audit.event (school_id, entity, entity_id, event_id);

create table audit.server_event partition of audit.event
  for values in ('database', 'worker', 'system') partition by range (occurred_at);
create table audit.client_event partition of audit.event
  for values in ('client') partition by range (occurred_at);
create table audit.server_event_default partition of audit.server_event default;
create table audit.client_event_default partition of audit.client_event default;
comment on table audit.server_event is 'Events that the server vouches for, by month.';
comment on table audit.client_event is 'Events that clients report, by month; kept apart and for a shorter time.';
comment on table audit.server_event_default is 'Empty unless the partitions were not made in time: then nothing is lost, and cleanup says so.';
comment on table audit.client_event_default is 'Empty unless the partitions were not made in time: then nothing is lost, and cleanup says so.';

create table audit.client_action (
  action audit.action primary key,
  description text not null
);
comment on table audit.client_action is 'What a client may report by POST /api/audit/. The same for every school.';
insert into audit.client_action (action, description) values
  ('PAGE_VIEWED', 'A page was opened'),
  ('CASE_OPENED', 'A case was opened for reading'),
  ('CASE_EDIT_STARTED', 'Somebody began to edit a case'),
  ('CASE_EDIT_ABANDONED', 'An edit was given up'),
  ('CONFLICT_SHOWN', 'The page showed that somebody else had changed the record'),
  ('CONFLICT_RESOLVED', 'The two versions were merged'),
  ('DRAFT_RESTORED', 'Text kept in the browser was brought back'),
  ('EXPORT_REQUESTED', 'An export was asked for'),
  ('CLIENT_ERROR', 'The page met an error');

alter table audit.client_action enable row level security, force row level security;
alter table audit.event enable row level security, force row level security;
alter table audit.server_event enable row level security, force row level security;
alter table audit.client_event enable row level security, force row level security;
alter table audit.server_event_default enable row level security, force row level security;
alter table audit.client_event_default enable row level security, force row level security;

reset role;
