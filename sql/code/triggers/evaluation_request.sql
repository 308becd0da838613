-- ENABLE ALWAYS: also in psql sessions that set session_replication_role.
create trigger tell_of_requests after insert on app.evaluation_request
  referencing new table as new_row
  for each statement execute function app.tell_of_requests();

alter table app.evaluation_request
  enable always trigger tell_of_requests;
