-- Loses data: the record of what was imported and so the way to undo it, totals of absences, failures of earlier years.
set role school_support_owner;

alter table app.retention_policy no force row level security;
delete from app.retention_policy where kind = 'import_file';
alter table app.retention_policy force row level security;
alter table app.retention_policy drop constraint kind_known;
alter table app.retention_policy add constraint kind_known
  check (kind in ('audit_event', 'client_event', 'session', 'login_attempt', 'closed_case', 'kept_reply'));
alter table app.student drop column past_failures;
drop table app.attendance_total;
drop table app.import_refusal;
drop table app.import_chunk;
drop table app.import_batch;
drop type app.import_state;
drop type app.import_kind;

reset role;
