-- Loses data: passwords, sessions, login attempts.
set role school_support_owner;

drop table auth.login_attempt;
drop table auth.session;
drop table auth.password;

reset role;
