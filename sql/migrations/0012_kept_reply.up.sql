-- Replies to requests that may come again.
set role school_support_owner;

create table app.kept_reply (
  school_id bigint not null references app.school,
  user_id bigint not null,
  idempotency_key text not null,
  request_hash bytea not null,
  created_id bigint,
  created_version bigint,
  body json,
  created_at timestamptz not null default now(),
  primary key (school_id, user_id, idempotency_key),
  foreign key (school_id, user_id) references app.user_account,
  constraint idempotency_key_length check (char_length(idempotency_key) between 1 and 255)
);
comment on table app.kept_reply is
  'What was answered to a request with an Idempotency-Key: written in its transaction, given again when it comes again.';
comment on column app.kept_reply.request_hash is 'SHA-256 of method, path and body: another request under the same key is refused.';
comment on column app.kept_reply.body is 'Null: nothing was created, and the key is free again.';
create index kept_reply_created_at on app.kept_reply (created_at);

alter table app.retention_policy drop constraint kind_known;
alter table app.retention_policy add constraint kind_known
  check (kind in ('audit_event', 'client_event', 'session', 'login_attempt', 'closed_case', 'kept_reply'));
-- Without policies, before the code is built, the owner writes so.
alter table app.retention_policy no force row level security;
insert into app.retention_policy (kind, keep, description) values
  ('kept_reply', '7 days', 'Replies to requests with an Idempotency-Key');
alter table app.retention_policy force row level security;

alter table app.kept_reply enable row level security, force row level security;

reset role;
