-- ENABLE ALWAYS: also in psql sessions that set session_replication_role.
create trigger check_school before insert or update on app.school
  for each row execute function app.check_school();
create trigger next_version before update on app.school
  for each row execute function app.next_version();
create trigger record_change after insert or update or delete on app.school
  for each row execute function audit.record_change('school_id');
create trigger start_rules after insert on app.school
  for each row execute function app.start_rules();

alter table app.school
  enable always trigger check_school,
  enable always trigger next_version,
  enable always trigger record_change,
  enable always trigger start_rules;
