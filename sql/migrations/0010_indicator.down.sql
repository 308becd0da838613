-- Loses data: grades, incidents, rules and what they gave.
set role school_support_owner;

drop table app.evaluation_request;
drop table app.student_indicator;
drop table app.default_cut;
drop table app.indicator_cut;
drop table app.indicator_rule;
drop table app.incident;
drop table app.grade;
drop table app.subject;
drop type app.indicator_state;
drop type app.band;
drop type app.measure;
drop type app.rule;
drop type app.incident_kind;

reset role;
