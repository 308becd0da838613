-- ENABLE ALWAYS: also in psql sessions that set session_replication_role.
create trigger a_start_row before insert on app.indicator_rule
  for each row execute function app.start_row();
create trigger start_rule before insert on app.indicator_rule
  for each row execute function app.start_rule();
create trigger evaluate_school after insert on app.indicator_rule
  for each row execute function app.request_evaluation_of_school();
create trigger record_change after insert or update or delete on app.indicator_rule
  for each row execute function audit.record_change();

alter table app.indicator_rule
  enable always trigger a_start_row,
  enable always trigger start_rule,
  enable always trigger evaluate_school,
  enable always trigger record_change;
