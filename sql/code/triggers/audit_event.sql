-- ENABLE ALWAYS: also in psql sessions that set session_replication_role.
create trigger refuse_change before update or delete on audit.event
  for each row execute function audit.refuse_change();
create trigger refuse_truncate before truncate on audit.event
  for each statement execute function audit.refuse_change();

alter table audit.event
  enable always trigger refuse_change,
  enable always trigger refuse_truncate;
