-- Who has a case open just now.
set role school_support_owner;

create table app.case_presence (
  school_id bigint not null references app.school,
  case_id bigint not null,
  user_id bigint not null,
  classroom_id bigint,
  assigned_to bigint not null,
  team bigint[] not null,
  hand_over_to bigint,
  here boolean not null default true,
  since timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  event_id bigint not null,
  primary key (school_id, case_id, user_id),
  foreign key (school_id, case_id) references app.intervention_case on delete cascade,
  foreign key (school_id, user_id) references app.user_account
) with (fillfactor = 50);
comment on table app.case_presence is
  'Who has a case open: a row a reader, which counts for 20 seconds after it was last seen. Not on record; gone after a day.';
comment on column app.case_presence.classroom_id is 'As in the case when it was last seen, so that policies need no join; also assigned_to, team, hand_over_to.';
comment on column app.case_presence.here is 'False once the reader has left the page.';
comment on column app.case_presence.since is 'When they came.';
comment on column app.case_presence.seen_at is 'When their page was last heard of.';
comment on column app.case_presence.event_id is 'Number of their coming or going among the events of the trail, so that open pages are told of it in order.';
-- seen_at has no index: being seen again rewrites none.
create index case_presence_user on app.case_presence (school_id, user_id);
create index case_presence_event on app.case_presence (school_id, event_id);

alter table app.retention_policy drop constraint kind_known;
alter table app.retention_policy add constraint kind_known check (kind in (
  'audit_event', 'client_event', 'session', 'login_attempt', 'closed_case', 'kept_reply', 'import_file', 'case_presence'));
-- Without policies, before the code is built, the owner writes so.
alter table app.retention_policy no force row level security;
insert into app.retention_policy (kind, keep, description) values ('case_presence', '1 day', 'Who had a case open, after they left it');
alter table app.retention_policy force row level security;

alter table app.case_presence enable row level security, force row level security;

reset role;
