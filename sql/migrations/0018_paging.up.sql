-- Indexes that give lists in the order in which they are paged; no tables of the API's own; comments that were missing.
do $$
begin
  -- A trigger on a table of one's own runs functions of others.
  execute format('revoke temporary on database %I from public', current_database());
  execute format(
    'grant temporary on database %I to school_support_owner, school_support_jobs, school_support_dba', current_database());
end
$$;

set role school_support_owner;

comment on column ops.migration.number is 'As in the name of its file.';
comment on column ops.migration.name is 'As in the name of its file.';
comment on column ops.migration.up_sha256 is 'Of the file that was run; a file that differs is refused.';
comment on column ops.migration.down_sha256 is 'Of the way back, as it was then.';
comment on column ops.migration.applied_by is 'The login that ran it.';
comment on column ops.migration.applied_at is 'When it was run.';
comment on column ops.migration.duration_ms is 'How long it took.';
comment on column ops.code.only_row is 'There is one row.';
comment on column ops.code.sha256 is 'Of all files in sql/code, when they were built last.';
comment on column ops.code.built_by is 'The login that built them.';
comment on column ops.code.built_at is 'When they were built.';

create index alert_student_page on app.alert (school_id, student_id, alert_id);
create index alert_classroom_page on app.alert (school_id, classroom_id, alert_id);
create index alert_assigned_to_page on app.alert (school_id, assigned_to, alert_id);
drop index app.alert_student;
drop index app.alert_classroom;
drop index app.alert_assigned_to;

create index intervention_case_student_page on app.intervention_case (school_id, student_id, case_id);
create index intervention_case_classroom_page on app.intervention_case (school_id, classroom_id, case_id);
create index intervention_case_assigned_to_page on app.intervention_case (school_id, assigned_to, case_id);
create index intervention_case_team_page on app.intervention_case (school_id, case_id) where team <> '{}';
drop index app.intervention_case_student;
drop index app.intervention_case_classroom;
drop index app.intervention_case_assigned_to;

create index event_user on audit.event (school_id, user_id, event_id) where user_id is not null;
create index event_action on audit.event (school_id, action, event_id) where action not in ('INSERT', 'UPDATE');
create index event_entity_page on audit.event (school_id, entity, event_id) where entity is not null;

comment on index app.enrolment_student is
  'One student''s enrolments, also for foreign keys. The index of enrolment_overlap begins with the same columns, but is GiST, which costs more to read.';

reset role;
