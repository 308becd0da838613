-- Loses data: second factors with their recovery codes, so that a password alone signs in again; sign-ins and resets under way.
set role school_support_owner;

alter table app.retention_policy no force row level security;
update app.retention_policy set description = 'Attempts to sign in' where kind = 'login_attempt';
alter table app.retention_policy force row level security;
alter table app.school drop column second_factor_roles;
comment on column auth.login_attempt.client_address is null;
drop index auth.login_attempt_success;
alter table auth.session
  drop column session_id,
  drop column device,
  drop column second_factor;
drop table auth.password_reset;
drop table auth.login_challenge;
drop table auth.recovery_code;
drop table auth.second_factor;

reset role;
