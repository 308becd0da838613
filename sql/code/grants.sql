-- Who may run which command on which column. Row level security then says on which rows.
-- version, ids, school_id and timestamps are in no insert or update grant: only triggers write them.
revoke all on all tables in schema app, api, auth, audit, ops from public, school_support_api, school_support_jobs, school_support_dba;
revoke all on all routines in schema app, api, auth, audit, ops from public;
revoke all on all sequences in schema app, audit from public;

grant usage on schema app, api, auth, audit, ops to school_support_api, school_support_jobs, school_support_dba;

-- The workers.
grant select on all tables in schema api to school_support_api;
grant select on
  app.school, app.user_account, app.classroom, app.student, app.enrolment, app.teaching_assignment,
  app.alert, app.alert_transition, app.intervention_case, app.case_transition, app.case_note, app.case_task,
  app.school_year, app.term, app.calendar_day, app.lesson,
  app.register, app.attendance_mark, app.mark_correction, app.attendance_day,
  app.subject, app.grade, app.incident, app.indicator_rule, app.indicator_cut, app.default_cut, app.student_indicator,
  app.attendance_total, app.emergency_read, app.case_presence, app.import_batch, app.import_refusal, app.kept_reply, app.retention_policy, app.retention_hold, audit.event, ops.migration
  to school_support_api;
grant insert (email, name, role), update (email, name, role, active) on app.user_account to school_support_api;
grant insert (student_id, rule, risk_level, message, assigned_to), update (status, close_reason, assigned_to, snoozed_until, snooze_reason, claimed_by)
  on app.alert to school_support_api;
grant
  insert (student_id, alert_id, concern, assigned_to, follow_up_date, tier, goal, strategies, review_date),
  update (
    status, progress_status, follow_up_date, outcome_notes, resolution_notes, assigned_to, reason, voided,
    tier, goal, strategies, review_date, team, hand_over_to, hand_over_refused
  )
  on app.intervention_case to school_support_api;
grant insert (teaching_assignment_id, day, period), update (period) on app.register to school_support_api;
-- Classroom, teacher and day must be those of the register: a foreign key says so.
grant insert (register_id, student_id, classroom_id, teacher_id, day, mark), update (mark, reason)
  on app.attendance_mark to school_support_api;
grant insert (idempotency_key, request_hash), update (request_hash, created_id, created_version, body)
  on app.kept_reply to school_support_api;
grant insert (kind, file_name, options), update (state, accepts_many) on app.import_batch to school_support_api;
grant insert (import_batch_id, position, bytes) on app.import_chunk to school_support_api;
grant insert (rule) on app.indicator_rule to school_support_api;
grant insert (rule, band, measure, window_days, minimum_days, cut) on app.indicator_cut to school_support_api;
grant insert (case_id, title, assigned_to, due_date), update (title, assigned_to, due_date, done_on) on app.case_task
  to school_support_api;
grant insert (case_id), update (here) on app.case_presence to school_support_api;
grant insert (case_id, kind, outcome, body, occurred_at, progress, restricted, named_user_ids) on app.case_note to school_support_api;
grant execute on all functions in schema app to school_support_api, school_support_jobs, school_support_dba;
-- It acts as whoever the claims name, and those anybody may set.
revoke execute on function app.refuse_hand_over(bigint, bigint, text) from school_support_jobs, school_support_dba;
-- Triggers need no such grant, and nobody is to hang one on a table of their own.
do $$
declare
  routine record;
begin
  for routine in
    select oid::regprocedure as name from pg_proc where pronamespace = 'app'::regnamespace and prorettype = 'trigger'::regtype
  loop
    execute format('revoke execute on function %s from school_support_api, school_support_jobs, school_support_dba', routine.name);
  end loop;
end
$$;
grant execute on function
  auth.enter(bytea, text, text, app.user_role[], boolean),
  auth.begin_login(text, inet),
  auth.finish_login(bigint, text, text, bytea, interval, text, text, inet),
  auth.begin_second_step(bytea, inet),
  auth.finish_second_step(bytea, bigint, bigint, bytea, text, bytea, interval, text, text, inet),
  auth.logout(bytea), auth.touch_sessions(bytea[]), auth.own_sessions(bytea), auth.end_own_session(bigint),
  auth.end_other_sessions(bytea),
  auth.begin_check(), auth.change_own_password(bigint, text, text),
  auth.own_second_factor(), auth.start_second_factor(bigint, text, text),
  auth.confirm_second_factor(bigint, text, bigint, bytea[], bytea), auth.disable_second_factor(bigint, text, bigint, bytea),
  auth.request_password_reset(text, inet), auth.is_password_reset(bytea), auth.finish_password_reset(bytea, text, text, inet),
  auth.set_password_of_colleague(bigint, text),
  audit.record_client_event(text, jsonb, text), audit.record_views(jsonb), audit.record_export(text, bigint, text),
  audit.last_event(), audit.changes_after(bigint, pg_snapshot),
  audit.history_of_case(bigint), audit.restricted_notes_of_case(bigint), audit.read_note_in_emergency(bigint, text), audit.applied_by_this_request(text, bigint, bigint, jsonb, jsonb),
  ops.own_retention_plan()
  to school_support_api;

-- Imports and clean-up.
grant select on all tables in schema app, api to school_support_jobs;
grant select on ops.migration, ops.code to school_support_jobs;
grant select on audit.event, audit.client_action to school_support_jobs;
grant select on sequence audit.event_id to school_support_jobs;
grant insert, update on
  app.user_account, app.classroom, app.student, app.enrolment, app.teaching_assignment,
  app.school_year, app.term, app.calendar_day, app.lesson, app.register, app.attendance_mark,
  app.subject, app.grade, app.incident, app.attendance_total, app.import_batch, app.import_refusal
  to school_support_jobs;
grant delete on app.import_chunk, app.import_refusal to school_support_jobs;
grant insert, update (name, time_zone, second_factor_roles) on app.school to school_support_jobs;
grant execute on function
  auth.set_password(bigint, bigint, text), auth.remove_second_factor(bigint, bigint), auth.hand_out_password_reset(text, bytea),
  auth.next_password_reset(bytea), auth.password_reset_sent(bigint),
  audit.create_partitions(date, date),
  ops.evaluate_requested(), ops.refresh(bigint, bigint[], date), ops.batches_to_evaluate(bigint, date), ops.evaluation_lock(bigint), ops.last_evaluation(bigint),
  ops.schools_due(), ops.place_students(bigint, date), ops.end_day(bigint, date),
  ops.import_columns(app.import_kind), ops.stage_import(), ops.form_error(text, text), ops.take_out_refused(),
  ops.refuse_repeated(text[]), ops.refuse_unknown_students(bigint), ops.refuse_unknown_teachers(bigint), ops.add_classrooms(bigint),
  ops.check_import(bigint, app.import_kind), ops.apply_import(bigint, app.import_kind, boolean),
  ops.check_students(bigint), ops.apply_students(bigint, boolean), ops.check_enrolments(bigint), ops.apply_enrolments(bigint, boolean),
  ops.check_assignments(bigint), ops.apply_assignments(bigint, boolean), ops.check_calendar(bigint), ops.apply_calendar(bigint, boolean),
  ops.check_grades(bigint), ops.apply_grades(bigint, boolean), ops.check_incidents(bigint), ops.apply_incidents(bigint, boolean),
  ops.check_lessons(bigint), ops.apply_lessons(bigint, boolean),
  ops.check_attendance(bigint), ops.analyze_registers(), ops.apply_attendance(bigint, boolean), ops.check_users(bigint), ops.apply_users(bigint, boolean),
  ops.next_import(), ops.lock_import(bigint, bigint, app.import_state), ops.touched_by_import(bigint, app.import_kind), ops.begin_import(bigint, app.import_kind, text, jsonb), ops.enter_import(bigint, bigint),
  ops.finish_import(bigint, bigint, app.import_state, jsonb), ops.fail_import(bigint, bigint, text), ops.undo_import(bigint, bigint),
  ops.retention_plan(bigint), ops.apply_retention(text, integer), ops.note_retention(jsonb), ops.misplaced_events()
  to school_support_jobs;

-- People with psql.
grant execute on function
  ops.retention_plan(bigint), ops.audit_of(text, bigint), ops.told_change(text, jsonb), ops.told_value(jsonb), ops.slow_statements()
  to school_support_dba;
grant select on all tables in schema app, api, ops to school_support_dba;
grant select on audit.event, audit.client_action to school_support_dba;
grant select on auth.session, auth.login_attempt to school_support_dba;
grant select (school_id, user_id, version, created_at, updated_at) on auth.password to school_support_dba;
grant select (school_id, user_id, key_id, confirmed_at, last_step, created_at) on auth.second_factor to school_support_dba;
grant select (school_id, user_id, used_at, created_at) on auth.recovery_code to school_support_dba;
grant select (school_id, user_id, attempt_id, tries, created_at, expires_at) on auth.login_challenge to school_support_dba;
grant select (password_reset_id, requested_at, account_hash, client_address, failures, next_try_at, school_id, user_id, expires_at, used_at)
  on auth.password_reset to school_support_dba;
-- What was answered may hold the text of a restricted note.
revoke select on app.kept_reply from school_support_dba;
grant select (school_id, user_id, idempotency_key, request_hash, created_id, created_version, created_at) on app.kept_reply
  to school_support_dba;

-- A policy's name says what it lets in; as a comment it stands beside those of tables and functions.
do $$
declare
  policy record;
begin
  for policy in
    select polname, polrelid::regclass as relation from pg_policy
    join pg_class on pg_class.oid = polrelid
    where relnamespace in ('app'::regnamespace, 'auth'::regnamespace, 'audit'::regnamespace, 'ops'::regnamespace)
  loop
    execute format(
      'comment on policy %I on %s is %L', policy.polname, policy.relation,
      upper(left(policy.polname, 1)) || replace(substr(policy.polname, 2), '_', ' ') || '.');
  end loop;
end
$$;
