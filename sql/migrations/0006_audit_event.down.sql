-- Loses data: the audit trail.
set role school_support_owner;

drop table audit.client_action;
drop table audit.event;
drop domain audit.action;
drop type audit.source;

reset role;
