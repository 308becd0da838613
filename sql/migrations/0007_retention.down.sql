-- Loses data: retention periods that were changed, holds.
set role school_support_owner;

drop table app.retention_hold;
drop table app.retention_policy;

reset role;
