-- Loses data: alerts.
set role school_support_owner;

drop table app.alert_transition;
drop table app.alert;
drop type app.close_reason;
drop type app.alert_status;
drop type app.risk_level;

reset role;
