-- Loses nothing.
do $$
begin
  execute format('grant temporary on database %I to public', current_database());
  execute format(
    'revoke temporary on database %I from school_support_owner, school_support_jobs, school_support_dba', current_database());
end
$$;

set role school_support_owner;

comment on column ops.migration.number is null;
comment on column ops.migration.name is null;
comment on column ops.migration.up_sha256 is null;
comment on column ops.migration.down_sha256 is null;
comment on column ops.migration.applied_by is null;
comment on column ops.migration.applied_at is null;
comment on column ops.migration.duration_ms is null;
comment on column ops.code.only_row is null;
comment on column ops.code.sha256 is null;
comment on column ops.code.built_by is null;
comment on column ops.code.built_at is null;

comment on index app.enrolment_student is null;

drop index audit.event_entity_page;
drop index audit.event_action;
drop index audit.event_user;

create index intervention_case_student on app.intervention_case (school_id, student_id);
create index intervention_case_classroom on app.intervention_case (school_id, classroom_id);
create index intervention_case_assigned_to on app.intervention_case (school_id, assigned_to);
drop index app.intervention_case_team_page;
drop index app.intervention_case_assigned_to_page;
drop index app.intervention_case_classroom_page;
drop index app.intervention_case_student_page;

create index alert_student on app.alert (school_id, student_id);
create index alert_classroom on app.alert (school_id, classroom_id);
create index alert_assigned_to on app.alert (school_id, assigned_to);
drop index app.alert_assigned_to_page;
drop index app.alert_classroom_page;
drop index app.alert_student_page;

reset role;
