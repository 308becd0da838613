-- Who may do what with which row: every table x command x role x relation. A table without its lines here fails the run.
begin;
set local client_min_messages = warning;

-- Four of each kind: 1 is the caller's own, 2 of another classroom of the school, 3 of another school, 4 of a classroom of the
-- school that somebody else leads and in which the form master of 1 teaches.
create temporary table id (position integer primary key, school bigint, form_master bigint, classroom bigint, student bigint,
  alert bigint, intervention_case bigint, class bigint, teacher bigint, register bigint, empty_register bigint, import_batch bigint);
insert into id (position) values (1), (2), (3), (4);

insert into app.school (name) values ('Matrix 1'), ('Matrix 2');
update id set school = school_id from app.school where name = 'Matrix ' || (case position when 3 then 2 else 1 end);
insert into app.user_account (school_id, email, name, role)
select school, 'fm' || position || '@matrix', 'M', 'form_master'::app.user_role from id
union all select school, 'teacher@matrix', 'M', 'teacher' from id where position = 1
union all select school, 'admin@matrix', 'M', 'admin' from id where position = 1;
update id set form_master = user_id from app.user_account where email = 'fm' || position || '@matrix';
insert into app.classroom (school_id, name, form_master_id) select school, 'M' || position, form_master from id;
update id set classroom = classroom_id from app.classroom where form_master_id = form_master;
insert into app.student (school_id, full_name, external_id) select school, 'M', 'M' || position from id;
update id set student = student_id from app.student where school_id = school and external_id = 'M' || position;
insert into app.enrolment (school_id, student_id, classroom_id, starts_on) select school, student, classroom, '2020-01-01' from id;
insert into app.teaching_assignment (school_id, classroom_id, user_id, subject)
select school, classroom, (select user_id from app.user_account where email = 'teacher@matrix'), 'M' from id where position = 1
union all select school, classroom, form_master, 'M' from id where position in (2, 3)
union all select other.school, other.classroom, own.form_master, 'M' from id own, id other where own.position = 1 and other.position = 4;
update id set class = teaching_assignment_id, teacher = user_id
from app.teaching_assignment where teaching_assignment.classroom_id = classroom;
insert into app.school_year (school_id, name, first_day, last_day) select distinct school, 'M', date '2020-01-01', date '2020-03-01' from id;
insert into app.term (school_id, school_year_id, name, first_day, last_day)
select school_id, school_year_id, name, first_day, last_day from app.school_year where name = 'M';
insert into app.lesson (school_id, teaching_assignment_id, weekday, period) select school, class, 1, 1 from id;
insert into app.register (school_id, teaching_assignment_id, day, period)
select school, class, date '2020-01-06', period from id, generate_series(1, 2) period;
update id set register = register_id from app.register where teaching_assignment_id = class and period = 1;
update id set empty_register = register_id from app.register where teaching_assignment_id = class and period = 2;
insert into app.attendance_mark (school_id, register_id, student_id, classroom_id, teacher_id, day, mark)
select school, register, student, classroom, teacher, date '2020-01-06', 'present' from id;
update app.attendance_mark set mark = 'absent' from id where register_id = register;
insert into app.subject (school_id, name, pass_points, near_points) select distinct school, 'M', 10, 11 from id;
insert into app.grade (school_id, student_id, subject_id, day, title, points)
select school, student, subject_id, date '2020-01-06', 'M', 5 from id join app.subject on school_id = school;
insert into app.incident (school_id, student_id, day, kind) select school, student, date '2020-01-06', 'minor' from id;
do $$ begin perform ops.evaluate(school, array[student], '2020-01-06') from id; end $$;
insert into app.alert (school_id, student_id, risk_level, message, assigned_to)
select school, student, 'low', 'M',
  case position when 1 then (select user_id from app.user_account where email = 'teacher@matrix') end
from id;
update id set alert = alert_id from app.alert where alert.student_id = student;
insert into app.intervention_case (school_id, student_id, assigned_to) select school, student, form_master from id;
update id set intervention_case = case_id from app.intervention_case record where record.student_id = student;
insert into app.case_note (school_id, case_id, author_id, body) select school, intervention_case, form_master, 'M' from id;
insert into app.case_presence (school_id, case_id, user_id) select school, intervention_case, form_master from id;
insert into app.case_task (school_id, case_id, title) select school, intervention_case, 'M' from id;
insert into app.emergency_read (school_id, case_note_id, case_id, owner_id, read_by, reason)
select school, case_note_id, intervention_case, form_master, form_master, 'an emergency' from id join app.case_note on case_note.case_id = intervention_case;
insert into app.retention_hold (school_id, entity, reason) select distinct school, 'school', 'M' from id;
insert into app.kept_reply (school_id, user_id, idempotency_key, request_hash)
select school, user_id, 'matrix' || position, 'M' from id join app.user_account on school_id = school
where email = 'fm' || position || '@matrix' or (position = 1 and role <> 'form_master');
insert into app.import_batch (school_id, kind, file_name, requested_by)
select school, 'students', 'M', user_id from id join app.user_account on school_id = school
where position in (1, 3) and (role = 'admin' or position = 3);
update id set import_batch = import_batch_id from app.import_batch where school_id = school and file_name = 'M';
insert into app.import_chunk (school_id, import_batch_id, position, bytes)
select school_id, import_batch_id, 0, 'M' from app.import_batch where file_name = 'M';
insert into app.import_refusal (school_id, import_batch_id, line, field, reason)
select school_id, import_batch_id, 2, 'M', 'M' from app.import_batch where file_name = 'M';
insert into app.attendance_total (school_id, student_id, day, absent_days, school_days)
select school, student, date '2020-01-06', 1, 2 from id;
insert into auth.password (school_id, user_id, hash) select school, form_master, 'M' from id;
insert into auth.session (token_hash, school_id, user_id, expires_at)
select sha256(form_master::text::bytea), school, form_master, now() + interval '1 hour' from id;
insert into auth.login_attempt (account_hash) values ('matrix');
insert into auth.second_factor (school_id, user_id, sealed_secret) select school, form_master, 'k.M' from id;
insert into auth.recovery_code (school_id, user_id, code_hash) select school, form_master, sha256('M') from id;
insert into auth.login_challenge (challenge_hash, school_id, user_id, attempt_id, password_version, expires_at)
select sha256(form_master::text::bytea), school, form_master, 1, 1, now() + interval '5 minutes' from id;
insert into auth.password_reset (account_hash, school_id, user_id) select 'matrix', school, form_master from id;

-- How to find a row of each table, how to change it, how to add one as the API and as maintenance.
create temporary table subject (name text primary key, found text, change text, added text, maintained text);
insert into subject values
  ('app.school', 'school_id = {school}', 'name = name', '(name) values (''x'')', '(name) values (''x'')'),
  ('app.user_account', 'user_id = {form_master}', 'name = name',
    '(email, name, role{column}) values (''x@matrix'', ''x'', ''teacher''{value})',
    '(school_id, email, name, role) values ({school}, ''x@matrix'', ''x'', ''teacher'')'),
  ('app.classroom', 'classroom_id = {classroom}', 'name = name', '(name) values (''x'')', '(school_id, name) values ({school}, ''x'')'),
  ('app.student', 'student_id = {student}', 'full_name = full_name', '(full_name) values (''x'')',
    '(school_id, full_name) values ({school}, ''x'')'),
  ('app.enrolment', 'student_id = {student}', 'starts_on = starts_on',
    '(student_id, classroom_id, starts_on) values ({student}, {classroom}, ''2019-01-01'')',
    '(school_id, student_id, classroom_id, starts_on, ends_on) values ({school}, {student}, {classroom}, ''2019-01-01'', ''2019-02-01'')'),
  ('app.teaching_assignment', 'classroom_id = {classroom}', 'subject = subject',
    '(classroom_id, user_id, subject) values ({classroom}, {form_master}, ''x'')',
    '(school_id, classroom_id, user_id, subject) values ({school}, {classroom}, {form_master}, ''x'')'),
  ('app.alert', 'alert_id = {alert}', 'status = status',
    '(student_id, rule, risk_level, message) values ({student}, ''matrix'', ''low'', ''x'')',
    '(school_id, student_id, rule, risk_level, message) values ({school}, {student}, ''matrix'', ''low'', ''x'')'),
  ('app.alert_transition', 'true', 'admin_only = admin_only', '(from_status, to_status) values (''active'', ''active'')',
    '(from_status, to_status) values (''active'', ''active'')'),
  ('app.intervention_case', 'case_id = {intervention_case}', 'status = status',
    '(student_id, concern) values ({student}, ''wellbeing'')',
    '(school_id, student_id, concern) values ({school}, {student}, ''wellbeing'')'),
  ('app.case_transition', 'true', 'admin_only = admin_only', '(from_status, to_status) values (''open'', ''open'')',
    '(from_status, to_status) values (''open'', ''open'')'),
  ('app.case_note', 'case_id = {intervention_case}', 'body = body', '(case_id, body) values ({intervention_case}, ''x'')',
    '(school_id, case_id, author_id, body) values ({school}, {intervention_case}, {form_master}, ''x'')'),
  ('app.case_presence', 'case_id = {intervention_case}', 'here = here',
    '(case_id) values ({intervention_case}) on conflict (school_id, case_id, user_id) do update set here = true',
    '(school_id, case_id, user_id) values ({school}, {intervention_case}, {teacher})'),
  ('app.school_year', 'school_id = {school}', 'name = name',
    '(name, first_day, last_day) values (''x'', ''2001-01-01'', ''2001-02-01'')',
    '(school_id, name, first_day, last_day) values ({school}, ''x'', ''2001-01-01'', ''2001-02-01'')'),
  ('app.term', 'school_id = {school}', 'name = name', '(name) values (''x'')',
    '(school_id, school_year_id, name, first_day, last_day)
      select school_id, school_year_id, ''x'', ''2020-04-01'', ''2020-04-02'' from app.school_year where school_id = {school}'),
  ('app.calendar_day', 'school_id = {school}', 'label = label', '(day) values (''2020-04-01'')',
    '(school_id, day, school_year_id, is_school_day)
      select school_id, ''2020-04-01'', school_year_id, false from app.school_year where school_id = {school}'),
  ('app.lesson', 'teaching_assignment_id = {class}', 'period = period', '(weekday) values (1)',
    '(school_id, teaching_assignment_id, weekday, period) values ({school}, {class}, 1, 7)'),
  ('app.register', 'register_id = {register}', 'period = period',
    '(teaching_assignment_id, day, period{column}) values ({class}, ''2020-01-06'', 7{value})',
    '(school_id, teaching_assignment_id, day, period) values ({school}, {class}, ''2020-01-06'', 7)'),
  ('app.attendance_mark', 'register_id = {register}', 'reason = reason',
    '(register_id, student_id, classroom_id, teacher_id, day, mark{column})
      values ({empty_register}, {student}, {classroom}, {teacher}, ''2020-01-06'', ''absent''{value})',
    '(school_id, register_id, student_id, classroom_id, teacher_id, day, mark)
      values ({school}, {empty_register}, {student}, {classroom}, {teacher}, ''2020-01-06'', ''absent'')'),
  ('app.mark_correction', 'register_id = {register}', 'mark = mark', '(mark) values (''absent'')', '(mark) values (''absent'')'),
  ('app.attendance_day', 'student_id = {student}', 'absent = absent', '(day) values (''2020-01-07'')', '(day) values (''2020-01-07'')'),
  ('app.subject', 'school_id = {school}', 'name = name', '(name, pass_points, near_points) values (''x'', 1, 1)',
    '(school_id, name, pass_points, near_points) values ({school}, ''x'', 1, 1)'),
  ('app.grade', 'student_id = {student}', 'points = points', '(points) values (1)',
    '(school_id, student_id, subject_id, day, title, points)
      select school_id, {student}, subject_id, ''2020-01-07'', ''x'', 1 from app.subject where school_id = {school}'),
  ('app.incident', 'student_id = {student}', 'kind = kind', '(kind) values (''minor'')',
    '(school_id, student_id, day, kind) values ({school}, {student}, ''2020-01-07'', ''minor'')'),
  ('app.indicator_rule', 'school_id = {school}', 'effective_from = effective_from', '(rule{column}) values (''absence_rate''{value})',
    '(school_id, rule, version, effective_from) values ({school}, ''absence_rate'', 2, ''2026-01-01'')'),
  ('app.indicator_cut', 'school_id = {school}', 'cut = cut', '(rule) values (''absence_rate'')',
    '(school_id, rule, version, band, measure, window_days, cut) values ({school}, ''absence_rate'', 1, ''watch'', ''absent_days'', 5, 1)'),
  ('app.default_cut', 'true', 'cut = cut', '(rule) values (''absence_rate'')', '(rule) values (''absence_rate'')'),
  ('app.student_indicator', 'student_id = {student}', 'cut = cut', '(rule) values (''absence_rate'')', '(rule) values (''absence_rate'')'),
  ('app.evaluation_request', 'student_id = {student}', 'student_id = student_id', '(student_id) values (1)', '(student_id) values (1)'),
  ('app.case_task', 'case_id = {intervention_case}', 'title = title', '(case_id, title{column}) values ({intervention_case}, ''x''{value})',
    '(school_id, case_id, title) values ({school}, {intervention_case}, ''x'')'),
  ('app.emergency_read', 'case_id = {intervention_case}', 'reason = reason', '(reason) values (''an emergency'')',
    '(school_id, case_note_id, case_id, owner_id, read_by, reason)
      select school_id, case_note_id, case_id, owner_id, read_by, ''another emergency'' from app.emergency_read where case_id = {intervention_case}'),
  ('app.import_batch', 'school_id = {school} and file_name = ''M''', 'accepts_many = accepts_many',
    '(kind, file_name{column}) values (''students'', ''x''{value})',
    '(school_id, kind, file_name) values ({school}, ''students'', ''x'')'),
  ('app.import_chunk', 'school_id = {school}', 'bytes = bytes', '(import_batch_id, position, bytes{column}) values ({import_batch}, 1, ''x''{value})',
    '(school_id, import_batch_id, position, bytes) values ({school}, {import_batch}, 1, ''x'')'),
  ('app.import_refusal', 'school_id = {school}', 'reason = reason', '(line) values (1)',
    '(school_id, import_batch_id, line, field, reason) values ({school}, {import_batch}, 1, ''x'', ''x'')'),
  ('app.attendance_total', 'student_id = {student}', 'absent_days = absent_days', '(day) values (''2020-01-07'')',
    '(school_id, student_id, day, absent_days, school_days) values ({school}, {student}, ''2020-01-07'', 1, 2)'),
  ('app.kept_reply', 'idempotency_key = ''matrix{position}''', 'body = body',
    '(idempotency_key, request_hash{column}) values (''x'', ''x''{value})',
    '(school_id, user_id, idempotency_key, request_hash) values ({school}, {form_master}, ''x'', ''x'')'),
  ('app.retention_policy', 'true', 'keep = keep', '(kind, keep, description) values (''session'', ''1 day'', ''x'')',
    '(kind, keep, description) values (''session'', ''1 day'', ''x'')'),
  ('app.retention_hold', 'school_id = {school}', 'reason = reason', '(entity, reason) values (''school'', ''x'')',
    '(school_id, entity, reason) values ({school}, ''school'', ''x'')'),
  ('auth.password', 'user_id = {form_master}', 'hash = hash', '(hash) values (''x'')', '(hash) values (''x'')'),
  ('auth.session', 'user_id = {form_master}', 'ended_at = null', '(user_id) values (1)', '(user_id) values (1)'),
  ('auth.login_attempt', 'account_hash = ''matrix''', 'succeeded = true', '(account_hash) values (''x'')', '(account_hash) values (''x'')'),
  ('auth.second_factor', 'user_id = {form_master}', 'last_step = 0', '(user_id) values (1)', '(user_id) values (1)'),
  ('auth.recovery_code', 'user_id = {form_master}', 'used_at = null', '(user_id) values (1)', '(user_id) values (1)'),
  ('auth.login_challenge', 'user_id = {form_master}', 'tries = 0', '(user_id) values (1)', '(user_id) values (1)'),
  ('auth.password_reset', 'user_id = {form_master}', 'used_at = null', '(account_hash) values (''x'')', '(account_hash) values (''x'')'),
  ('audit.event', 'school_id = {school} and entity = ''student'' and entity_id = {student}', 'action = action',
    '(school_id, action) values ({school}, ''X_Y'')', '(school_id, action) values ({school}, ''X_Y'')'),
  ('audit.client_action', 'true', 'description = description', '(action, description) values (''X_Y'', ''x'')',
    '(action, description) values (''X_Y'', ''x'')');

-- Five letters a command: own, other classroom, other school, no context, forged context.
-- y: rows are seen or changed. n: nothing is there to see. x: refused.
-- Transitions and retention periods are the same for all schools: whoever has a role sees them, whatever school they claim.
create temporary table expected (name text, role text, "select" text, "insert" text, "update" text, "delete" text, primary key (name, role));
insert into expected values
  ('app.school', 'teacher', 'yynnn', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.school', 'form_master', 'yynnn', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.school', 'admin', 'yynnn', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.school', 'jobs', 'yyyyy', 'yyyyy', 'yyyyy', 'xxxxx'),
  ('app.school', 'dba', 'yyyyy', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.user_account', 'teacher', 'yynnn', 'xxxxx', 'nnnnn', 'xxxxx'),
  ('app.user_account', 'form_master', 'yynnn', 'xxxxx', 'nnnnn', 'xxxxx'),
  ('app.user_account', 'admin', 'yynnn', 'yyxxx', 'yynnn', 'xxxxx'),
  ('app.user_account', 'jobs', 'yyyyy', 'yyyyy', 'yyyyy', 'xxxxx'),
  ('app.user_account', 'dba', 'yyyyy', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.classroom', 'teacher', 'yynnn', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.classroom', 'form_master', 'yynnn', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.classroom', 'admin', 'yynnn', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.classroom', 'jobs', 'yyyyy', 'yyyyy', 'yyyyy', 'xxxxx'),
  ('app.classroom', 'dba', 'yyyyy', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.student', 'teacher', 'ynnnn', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.student', 'form_master', 'ynnnn', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.student', 'admin', 'yynnn', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.student', 'jobs', 'yyyyy', 'yyyyy', 'yyyyy', 'xxxxx'),
  ('app.student', 'dba', 'yyyyy', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.enrolment', 'teacher', 'ynnnn', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.enrolment', 'form_master', 'ynnnn', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.enrolment', 'admin', 'yynnn', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.enrolment', 'jobs', 'yyyyy', 'yyyyy', 'yyyyy', 'xxxxx'),
  ('app.enrolment', 'dba', 'yyyyy', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.teaching_assignment', 'teacher', 'ynnnn', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.teaching_assignment', 'form_master', 'ynnnn', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.teaching_assignment', 'admin', 'yynnn', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.teaching_assignment', 'jobs', 'yyyyy', 'yyyyy', 'yyyyy', 'xxxxx'),
  ('app.teaching_assignment', 'dba', 'yyyyy', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.alert', 'teacher', 'ynnnn', 'xxxxx', 'ynnnn', 'xxxxx'),
  ('app.alert', 'form_master', 'ynnnn', 'yxxxx', 'ynnnn', 'xxxxx'),
  ('app.alert', 'admin', 'yynnn', 'yyxxx', 'yynnn', 'xxxxx'),
  ('app.alert', 'jobs', 'yyyyy', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.alert', 'dba', 'yyyyy', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.alert_transition', 'teacher', 'yyyny', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.alert_transition', 'form_master', 'yyyny', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.alert_transition', 'admin', 'yyyny', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.alert_transition', 'jobs', 'yyyyy', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.alert_transition', 'dba', 'yyyyy', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.intervention_case', 'teacher', 'nnnnn', 'xxxxx', 'nnnnn', 'xxxxx'),
  ('app.intervention_case', 'form_master', 'ynnnn', 'yxxxx', 'ynnnn', 'xxxxx'),
  ('app.intervention_case', 'admin', 'yynnn', 'yyxxx', 'yynnn', 'xxxxx'),
  ('app.intervention_case', 'jobs', 'yyyyy', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.intervention_case', 'dba', 'yyyyy', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.case_transition', 'teacher', 'yyyny', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.case_transition', 'form_master', 'yyyny', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.case_transition', 'admin', 'yyyny', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.case_transition', 'jobs', 'yyyyy', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.case_transition', 'dba', 'yyyyy', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.case_note', 'teacher', 'nnnnn', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.case_note', 'form_master', 'ynnnn', 'yxxxx', 'xxxxx', 'xxxxx'),
  ('app.case_note', 'admin', 'yynnn', 'yyxxx', 'xxxxx', 'xxxxx'),
  ('app.case_note', 'jobs', 'yyyyy', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.case_note', 'dba', 'yyyyy', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.case_presence', 'teacher', 'nnnnn', 'xxxxx', 'nnnnn', 'xxxxx'),
  ('app.case_presence', 'form_master', 'ynnnn', 'yxxxx', 'ynnnn', 'xxxxx'),
  ('app.case_presence', 'admin', 'yynnn', 'yyxxx', 'nnnnn', 'xxxxx'),
  ('app.case_presence', 'jobs', 'yyyyy', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.case_presence', 'dba', 'yyyyy', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.school_year', 'teacher', 'yynnn', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.school_year', 'form_master', 'yynnn', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.school_year', 'admin', 'yynnn', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.school_year', 'jobs', 'yyyyy', 'yyyyy', 'yyyyy', 'xxxxx'),
  ('app.school_year', 'dba', 'yyyyy', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.term', 'teacher', 'yynnn', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.term', 'form_master', 'yynnn', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.term', 'admin', 'yynnn', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.term', 'jobs', 'yyyyy', 'yyyyy', 'yyyyy', 'xxxxx'),
  ('app.term', 'dba', 'yyyyy', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.calendar_day', 'teacher', 'yynnn', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.calendar_day', 'form_master', 'yynnn', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.calendar_day', 'admin', 'yynnn', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.calendar_day', 'jobs', 'yyyyy', 'yyyyy', 'yyyyy', 'xxxxx'),
  ('app.calendar_day', 'dba', 'yyyyy', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.lesson', 'teacher', 'yynnn', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.lesson', 'form_master', 'yynnn', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.lesson', 'admin', 'yynnn', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.lesson', 'jobs', 'yyyyy', 'yyyyy', 'yyyyy', 'xxxxx'),
  ('app.lesson', 'dba', 'yyyyy', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.register', 'teacher', 'ynnnn', 'yxxxx', 'ynnnn', 'xxxxx'),
  ('app.register', 'form_master', 'ynnnn', 'xxxxx', 'nnnnn', 'xxxxx'),
  ('app.register', 'admin', 'yynnn', 'yyxxx', 'yynnn', 'xxxxx'),
  ('app.register', 'jobs', 'yyyyy', 'yyyyy', 'yyyyy', 'xxxxx'),
  ('app.register', 'dba', 'yyyyy', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.attendance_mark', 'teacher', 'ynnnn', 'yxxxx', 'ynnnn', 'xxxxx'),
  ('app.attendance_mark', 'form_master', 'ynnnn', 'xxxxx', 'nnnnn', 'xxxxx'),
  ('app.attendance_mark', 'admin', 'yynnn', 'yyxxx', 'yynnn', 'xxxxx'),
  ('app.attendance_mark', 'jobs', 'yyyyy', 'yyyyy', 'yyyyy', 'xxxxx'),
  ('app.attendance_mark', 'dba', 'yyyyy', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.mark_correction', 'teacher', 'ynnnn', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.mark_correction', 'form_master', 'ynnnn', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.mark_correction', 'admin', 'yynnn', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.mark_correction', 'jobs', 'yyyyy', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.mark_correction', 'dba', 'yyyyy', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.attendance_day', 'teacher', 'ynnnn', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.attendance_day', 'form_master', 'ynnnn', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.attendance_day', 'admin', 'yynnn', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.attendance_day', 'jobs', 'yyyyy', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.attendance_day', 'dba', 'yyyyy', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.subject', 'teacher', 'yynnn', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.subject', 'form_master', 'yynnn', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.subject', 'admin', 'yynnn', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.subject', 'jobs', 'yyyyy', 'yyyyy', 'yyyyy', 'xxxxx'),
  ('app.subject', 'dba', 'yyyyy', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.grade', 'teacher', 'ynnnn', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.grade', 'form_master', 'ynnnn', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.grade', 'admin', 'yynnn', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.grade', 'jobs', 'yyyyy', 'yyyyy', 'yyyyy', 'xxxxx'),
  ('app.grade', 'dba', 'yyyyy', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.incident', 'teacher', 'ynnnn', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.incident', 'form_master', 'ynnnn', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.incident', 'admin', 'yynnn', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.incident', 'jobs', 'yyyyy', 'yyyyy', 'yyyyy', 'xxxxx'),
  ('app.incident', 'dba', 'yyyyy', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.indicator_rule', 'teacher', 'yynnn', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.indicator_rule', 'form_master', 'yynnn', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.indicator_rule', 'admin', 'yynnn', 'yyxxx', 'xxxxx', 'xxxxx'),
  ('app.indicator_rule', 'jobs', 'yyyyy', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.indicator_rule', 'dba', 'yyyyy', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.indicator_cut', 'teacher', 'yynnn', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.indicator_cut', 'form_master', 'yynnn', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.indicator_cut', 'admin', 'yynnn', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.indicator_cut', 'jobs', 'yyyyy', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.indicator_cut', 'dba', 'yyyyy', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.default_cut', 'teacher', 'yyyny', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.default_cut', 'form_master', 'yyyny', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.default_cut', 'admin', 'yyyny', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.default_cut', 'jobs', 'yyyyy', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.default_cut', 'dba', 'yyyyy', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.student_indicator', 'teacher', 'ynnnn', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.student_indicator', 'form_master', 'ynnnn', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.student_indicator', 'admin', 'yynnn', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.student_indicator', 'jobs', 'yyyyy', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.student_indicator', 'dba', 'yyyyy', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.evaluation_request', 'teacher', 'xxxxx', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.evaluation_request', 'form_master', 'xxxxx', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.evaluation_request', 'admin', 'xxxxx', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.evaluation_request', 'jobs', 'yyyyy', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.evaluation_request', 'dba', 'yyyyy', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.case_task', 'teacher', 'nnnnn', 'xxxxx', 'nnnnn', 'xxxxx'),
  ('app.case_task', 'form_master', 'ynnnn', 'yxxxx', 'ynnnn', 'xxxxx'),
  ('app.case_task', 'admin', 'yynnn', 'yyxxx', 'yynnn', 'xxxxx'),
  ('app.case_task', 'jobs', 'yyyyy', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.case_task', 'dba', 'yyyyy', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.emergency_read', 'teacher', 'nnnnn', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.emergency_read', 'form_master', 'ynnnn', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.emergency_read', 'admin', 'yynnn', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.emergency_read', 'jobs', 'yyyyy', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.emergency_read', 'dba', 'yyyyy', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.import_batch', 'teacher', 'nnnnn', 'xxxxx', 'nnnnn', 'xxxxx'),
  ('app.import_batch', 'form_master', 'nnnnn', 'xxxxx', 'nnnnn', 'xxxxx'),
  ('app.import_batch', 'admin', 'yynnn', 'yyxxx', 'yynnn', 'xxxxx'),
  ('app.import_batch', 'jobs', 'yyyyy', 'yyyyy', 'yyyyy', 'xxxxx'),
  ('app.import_batch', 'dba', 'yyyyy', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.import_chunk', 'teacher', 'xxxxx', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.import_chunk', 'form_master', 'xxxxx', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.import_chunk', 'admin', 'xxxxx', 'yyxxx', 'xxxxx', 'xxxxx'),
  ('app.import_chunk', 'jobs', 'yyyyy', 'xxxxx', 'xxxxx', 'yyyyy'),
  ('app.import_chunk', 'dba', 'yyyyy', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.import_refusal', 'teacher', 'nnnnn', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.import_refusal', 'form_master', 'nnnnn', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.import_refusal', 'admin', 'yynnn', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.import_refusal', 'jobs', 'yyyyy', 'yyyyy', 'yyyyy', 'yyyyy'),
  ('app.import_refusal', 'dba', 'yyyyy', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.attendance_total', 'teacher', 'ynnnn', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.attendance_total', 'form_master', 'ynnnn', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.attendance_total', 'admin', 'yynnn', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.attendance_total', 'jobs', 'yyyyy', 'yyyyy', 'yyyyy', 'xxxxx'),
  ('app.attendance_total', 'dba', 'yyyyy', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.kept_reply', 'teacher', 'ynnnn', 'yyxxx', 'ynnnn', 'xxxxx'),
  ('app.kept_reply', 'form_master', 'ynnnn', 'yyxxx', 'ynnnn', 'xxxxx'),
  ('app.kept_reply', 'admin', 'ynnnn', 'yyxxx', 'ynnnn', 'xxxxx'),
  ('app.kept_reply', 'jobs', 'yyyyy', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.kept_reply', 'dba', 'yyyyy', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.retention_policy', 'teacher', 'nnnnn', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.retention_policy', 'form_master', 'nnnnn', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.retention_policy', 'admin', 'yyyny', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.retention_policy', 'jobs', 'yyyyy', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.retention_policy', 'dba', 'yyyyy', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.retention_hold', 'teacher', 'nnnnn', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.retention_hold', 'form_master', 'nnnnn', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.retention_hold', 'admin', 'yynnn', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.retention_hold', 'jobs', 'yyyyy', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('app.retention_hold', 'dba', 'yyyyy', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('auth.password', 'teacher', 'xxxxx', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('auth.password', 'form_master', 'xxxxx', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('auth.password', 'admin', 'xxxxx', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('auth.password', 'jobs', 'xxxxx', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('auth.password', 'dba', 'yyyyy', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('auth.session', 'teacher', 'xxxxx', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('auth.session', 'form_master', 'xxxxx', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('auth.session', 'admin', 'xxxxx', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('auth.session', 'jobs', 'xxxxx', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('auth.session', 'dba', 'yyyyy', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('auth.login_attempt', 'teacher', 'xxxxx', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('auth.login_attempt', 'form_master', 'xxxxx', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('auth.login_attempt', 'admin', 'xxxxx', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('auth.login_attempt', 'jobs', 'xxxxx', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('auth.login_attempt', 'dba', 'yyyyy', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('auth.second_factor', 'teacher', 'xxxxx', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('auth.second_factor', 'form_master', 'xxxxx', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('auth.second_factor', 'admin', 'xxxxx', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('auth.second_factor', 'jobs', 'xxxxx', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('auth.second_factor', 'dba', 'yyyyy', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('auth.recovery_code', 'teacher', 'xxxxx', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('auth.recovery_code', 'form_master', 'xxxxx', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('auth.recovery_code', 'admin', 'xxxxx', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('auth.recovery_code', 'jobs', 'xxxxx', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('auth.recovery_code', 'dba', 'yyyyy', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('auth.login_challenge', 'teacher', 'xxxxx', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('auth.login_challenge', 'form_master', 'xxxxx', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('auth.login_challenge', 'admin', 'xxxxx', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('auth.login_challenge', 'jobs', 'xxxxx', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('auth.login_challenge', 'dba', 'yyyyy', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('auth.password_reset', 'teacher', 'xxxxx', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('auth.password_reset', 'form_master', 'xxxxx', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('auth.password_reset', 'admin', 'xxxxx', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('auth.password_reset', 'jobs', 'xxxxx', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('auth.password_reset', 'dba', 'yyyyy', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('audit.event', 'teacher', 'nnnnn', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('audit.event', 'form_master', 'nnnnn', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('audit.event', 'admin', 'yynnn', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('audit.event', 'jobs', 'yyyyy', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('audit.event', 'dba', 'yyyyy', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('audit.client_action', 'teacher', 'xxxxx', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('audit.client_action', 'form_master', 'xxxxx', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('audit.client_action', 'admin', 'xxxxx', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('audit.client_action', 'jobs', 'nnnnn', 'xxxxx', 'xxxxx', 'xxxxx'),
  ('audit.client_action', 'dba', 'yyyyy', 'xxxxx', 'xxxxx', 'xxxxx');

-- The claims of a role in the school of position 1, as auth.enter would set them.
create function pg_temp.claims(role text) returns jsonb language sql as $$
  select jsonb_build_object(
    'school_id', id.school, 'user_role', role,
    'user_id', case role when 'form_master' then id.form_master
      else (select user_id from app.user_account where email = claims.role || '@matrix') end,
    'classroom_ids', case when role <> 'admin' then array[id.classroom]::text end,
    'led_classroom_ids', case when role = 'form_master' then array[id.classroom]::text end)
  from id where position = 1 and role in ('teacher', 'form_master', 'admin')
$$;

-- Claims that auth.enter never makes.
create function pg_temp.forged(role text) returns setof jsonb language sql as $$
  select pg_temp.claims(role) || '{"user_role": "superuser"}'
  union all select pg_temp.claims(role) - 'user_role'
  union all select pg_temp.claims(role) - 'school_id'
  union all select pg_temp.claims(role) || '{"school_id": "-1"}'
$$;

-- Tries a statement as a role with claims, and undoes it.
create function pg_temp.attempt(role text, claims jsonb, statement text) returns text language plpgsql as $$
declare
  claim record;
  rows bigint;
begin
  for claim in select key, value from jsonb_each_text(claims) where value is not null loop
    perform set_config('app.' || claim.key, claim.value, true);
  end loop;
  execute format('set local role %I', case when role in ('jobs', 'dba') then 'school_support_' || role else 'school_support_api' end);
  execute statement;
  get diagnostics rows = row_count;
  raise exception using errcode = 'UNDO0', message = rows::text;
exception
  when sqlstate 'UNDO0' then return case when sqlerrm::bigint > 0 then 'y' else 'n' end;
  when insufficient_privilege or integrity_constraint_violation or sqlstate 'SS422' then return 'x';
end
$$;

create function pg_temp.statement(subject subject, command text, place integer, role text) returns text language plpgsql as $$
declare
  statement text := case command
    when 'select' then format('select from %s where %s', subject.name, subject.found)
    when 'update' then format('update %s set %s where %s', subject.name, subject.change, subject.found)
    when 'delete' then format('delete from %s where %s', subject.name, subject.found)
    else format('insert into %s %s', subject.name, case when role in ('jobs', 'dba') then subject.maintained else subject.added end)
  end;
  placeholder record;
begin
  for placeholder in select key, value from id, jsonb_each_text(to_jsonb(id)) where id.position = place loop
    statement := replace(statement, '{' || placeholder.key || '}', coalesce(placeholder.value, 'null'));
  end loop;
  -- Only who writes into another school needs to say so.
  statement := replace(statement, '{column}', case when place = 3 then ', school_id' else '' end);
  return replace(statement, '{value}', case when place = 3 then ', ' || (select school from id where position = place) else '' end);
end
$$;

create function pg_temp.outcome(subject subject, command text, role text) returns text language sql as $$
  select string_agg(pg_temp.attempt(role, pg_temp.claims(role), pg_temp.statement(subject, command, position, role)), '' order by position)
    || pg_temp.attempt(role, '{}', pg_temp.statement(subject, command, 1, role))
    || coalesce(
      (select case when 'y' = any (seen) then 'y' when 'n' = any (seen) then 'n' else 'x' end
        from (select array_agg(pg_temp.attempt(role, forged, pg_temp.statement(subject, command, 1, role))) as seen
          from pg_temp.forged(role) forged) tried
        where seen is not null),
      pg_temp.attempt(role, '{}', pg_temp.statement(subject, command, 1, role)))
  from id
  where position <= 3
$$;

-- What a form master has in a classroom in which they teach and which somebody else leads, beyond what they have in any other.
create temporary table taught (name text, command text, outcome text, primary key (name, command));
insert into taught values
  ('app.student', 'select', 'y'), ('app.enrolment', 'select', 'y'), ('app.teaching_assignment', 'select', 'y'),
  ('app.register', 'select', 'y'), ('app.register', 'insert', 'y'), ('app.register', 'update', 'y'),
  ('app.attendance_mark', 'select', 'y'), ('app.attendance_mark', 'insert', 'y'), ('app.attendance_mark', 'update', 'y'),
  ('app.mark_correction', 'select', 'y'), ('app.attendance_day', 'select', 'y'), ('app.attendance_total', 'select', 'y'),
  ('app.grade', 'select', 'y'), ('app.incident', 'select', 'y'), ('app.student_indicator', 'select', 'y');

select no_plan();

select is(
  pg_temp.outcome(subject, command, role),
  case command when 'select' then expected."select" when 'insert' then expected."insert"
    when 'update' then expected."update" else expected."delete" end,
  format('%s: %s as %s (own, other classroom, other school, no context, forged)', name, command, role))
from expected
join subject using (name)
cross join unnest('{select,insert,update,delete}'::text[]) command
order by name, role, command;

select is(
  pg_temp.attempt('form_master', pg_temp.claims('form_master') || jsonb_build_object('classroom_ids', array[own.classroom, other.classroom]::text),
    pg_temp.statement(subject, command, 4, 'form_master')),
  coalesce(taught.outcome, substr(case command when 'select' then expected."select" when 'insert' then expected."insert"
    when 'update' then expected."update" else expected."delete" end, 2, 1)),
  format('%s: %s as form master who teaches in another classroom', name, command))
from expected
join subject using (name)
cross join unnest('{select,insert,update,delete}'::text[]) command
left join taught using (name, command)
join id own on own.position = 1
join id other on other.position = 4
where role = 'form_master'
order by name, command;

select is_empty($$
  select relation.oid::regclass::text, role
  from pg_class relation
  cross join unnest('{teacher,form_master,admin,jobs,dba}'::text[]) role
  where relkind in ('r', 'p') and not relispartition and relnamespace in ('app'::regnamespace, 'auth'::regnamespace, 'audit'::regnamespace)
    and not exists (select from expected join subject using (name)
      where expected.name = relation.oid::regclass::text and expected.role = role.role)
$$, 'every table has its lines in the matrix for every role');

-- Ids of another school are worth nothing under one's own school.
select is(
  pg_temp.attempt(role, jsonb_build_object('school_id', own.school, 'user_role', role, 'user_id', other.form_master,
    'classroom_ids', array[other.classroom]::text, 'led_classroom_ids', array[other.classroom]::text), format('select from %s', name)),
  'n', format('%s: another school''s user and classrooms under one''s own school see nothing as %s', name, role))
from (values ('app.student'), ('app.enrolment'), ('app.alert'), ('app.intervention_case'), ('app.case_note')) as tables (name)
cross join unnest('{teacher,form_master}'::text[]) role
cross join (select * from id where position = 1) own
cross join (select * from id where position = 3) other;

select * from finish();
rollback;
