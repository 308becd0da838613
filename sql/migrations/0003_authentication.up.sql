-- Passwords, sessions and login attempts. The API role has no grant on any of them; functions in auth.* do the work.
set role school_support_owner;

create table auth.password (
  school_id bigint not null,
  user_id bigint not null,
  hash text not null,
  version bigint not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (school_id, user_id),
  foreign key (school_id, user_id) references app.user_account
);
comment on table auth.password is 'One password a user. A user without a row cannot sign in.';
comment on column auth.password.hash is 'PHC string of scrypt: $scrypt$ln=15,r=8,p=3$salt$hash, base64 without padding.';

create table auth.session (
  token_hash bytea primary key,
  school_id bigint not null,
  user_id bigint not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  last_used_at timestamptz not null default now(),
  ended_at timestamptz,
  client_address inet,
  foreign key (school_id, user_id) references app.user_account,
  constraint token_hash_length check (octet_length(token_hash) = 32)
);
comment on table auth.session is 'Who is signed in. Found by token alone, so its key does not lead with school_id.';
comment on column auth.session.token_hash is 'SHA-256 of the 256-bit token that only the client holds.';
comment on column auth.session.last_used_at is 'Noted at most once a minute.';
create index session_account on auth.session (school_id, user_id);
create index session_expires_at on auth.session (expires_at);

create table auth.login_attempt (
  attempt_id bigint generated always as identity primary key,
  attempted_at timestamptz not null default now(),
  account_hash bytea not null,
  client_address inet,
  succeeded boolean not null default false
);
comment on table auth.login_attempt is 'Every attempt to sign in. The e-mail may belong to nobody, so there is no school.';
comment on column auth.login_attempt.account_hash is 'SHA-256 of the lower case e-mail as typed.';
create index login_attempt_account on auth.login_attempt (account_hash, attempted_at);
create index login_attempt_address on auth.login_attempt (client_address, attempted_at);
create index login_attempt_attempted_at on auth.login_attempt (attempted_at);

alter table auth.password enable row level security, force row level security;
alter table auth.session enable row level security, force row level security;
alter table auth.login_attempt enable row level security, force row level security;

reset role;
