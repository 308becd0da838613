-- The second factor, sign-ins that wait for it, password resets; sessions that their owner can tell apart.
set role school_support_owner;

create table auth.second_factor (
  school_id bigint not null,
  user_id bigint not null,
  sealed_secret text not null,
  key_id text generated always as (split_part(sealed_secret, '.', 1)) stored,
  confirmed_at timestamptz,
  last_step bigint not null default 0,
  created_at timestamptz not null default now(),
  primary key (school_id, user_id),
  foreign key (school_id, user_id) references app.user_account
);
comment on table auth.second_factor is 'One-time passwords (RFC 6238) of a user. In force once confirmed.';
comment on column auth.second_factor.sealed_secret is
  'Key id, a point, and the secret under AES-256-GCM in base64, bound to the school and user. The keys are the server''s, not the database''s.';
comment on column auth.second_factor.key_id is 'Which of the server''s keys sealed it, to see when an old key is no longer needed.';
comment on column auth.second_factor.last_step is 'The 30 s of the code that was used last, since 1970: no code is used twice, nor an older one afterwards.';

create table auth.recovery_code (
  school_id bigint not null,
  user_id bigint not null,
  code_hash bytea not null,
  used_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (school_id, user_id, code_hash),
  foreign key (school_id, user_id) references auth.second_factor on delete cascade,
  constraint code_hash_length check (octet_length(code_hash) = 32)
);
comment on table auth.recovery_code is 'Codes for who has lost their device, each good for once.';
comment on column auth.recovery_code.code_hash is 'SHA-256 of 120 random bits, which no longer hash would make safer.';

create table auth.login_challenge (
  challenge_hash bytea primary key,
  school_id bigint not null,
  user_id bigint not null,
  attempt_id bigint not null,
  password_version bigint not null,
  tries integer not null default 0,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  foreign key (school_id, user_id) references app.user_account,
  constraint challenge_hash_length check (octet_length(challenge_hash) = 32)
);
comment on table auth.login_challenge is
  'Who has given the right password and owes the second factor. Found by its secret alone, so its key does not lead with school_id.';
comment on column auth.login_challenge.challenge_hash is 'SHA-256 of the 256 bits that only the client holds. It is no session.';
comment on column auth.login_challenge.password_version is 'Of auth.password: a password that was changed since then counts no more.';
comment on column auth.login_challenge.tries is 'Codes tried, at most 5.';
create index login_challenge_account on auth.login_challenge (school_id, user_id);
create index login_challenge_expires_at on auth.login_challenge (expires_at);

create table auth.password_reset (
  password_reset_id bigint generated always as identity primary key,
  requested_at timestamptz not null default now(),
  account_hash bytea not null,
  client_address inet,
  email text,
  failures integer not null default 0,
  next_try_at timestamptz not null default now(),
  school_id bigint,
  user_id bigint,
  token_hash bytea,
  expires_at timestamptz,
  used_at timestamptz,
  foreign key (school_id, user_id) references app.user_account,
  constraint token_hash_length check (octet_length(token_hash) = 32)
);
comment on table auth.password_reset is
  'Every request to reset a password. The e-mail may belong to nobody: the jobs process finds out, makes the token, mails it and forgets it.';
comment on column auth.password_reset.account_hash is 'As in auth.login_attempt.';
comment on column auth.password_reset.email is 'Where to mail to; null when that is done, or given up.';
comment on column auth.password_reset.token_hash is 'SHA-256 of the 256-bit token of the last mail. The token itself is nowhere but in that mail.';
create unique index password_reset_token on auth.password_reset (token_hash);
create index password_reset_account on auth.password_reset (account_hash, requested_at);
create index password_reset_address on auth.password_reset (client_address, requested_at);
create index password_reset_user on auth.password_reset (school_id, user_id);
create index password_reset_requested_at on auth.password_reset (requested_at);
create index password_reset_waiting on auth.password_reset (next_try_at) where email is not null;

alter table auth.session
  add column session_id bigint generated always as identity,
  add column device text,
  add column second_factor boolean not null default false,
  add constraint device_length check (char_length(device) <= 200);
comment on column auth.session.session_id is 'What the owner calls it by, because the token is secret.';
comment on column auth.session.device is 'What the client calls itself (User-Agent), for its owner to recognise.';
comment on column auth.session.second_factor is 'Whether a second factor was given, or enrolled, in it.';
create unique index session_id on auth.session (session_id);

create index login_attempt_success on auth.login_attempt (account_hash, client_address, attempted_at) where succeeded;
comment on column auth.login_attempt.client_address is 'Of IPv6 the first 64 bits: a single host has all the rest.';

alter table app.school add column second_factor_roles app.user_role[] not null default '{}';
comment on column app.school.second_factor_roles is
  'Whoever has one of these roles reaches nothing but their second factor until they have signed in with it.';

-- Without policies, before the code is built, the owner writes so.
alter table app.retention_policy no force row level security;
update app.retention_policy set description = 'Attempts to sign in, and to reset a password' where kind = 'login_attempt';
alter table app.retention_policy force row level security;

alter table auth.second_factor enable row level security, force row level security;
alter table auth.recovery_code enable row level security, force row level security;
alter table auth.login_challenge enable row level security, force row level security;
alter table auth.password_reset enable row level security, force row level security;

reset role;
