-- Names are looked up by sub-selects: for one row that costs half of what a join does, whose policies are set up for a set.
create view api.intervention_case with (security_invoker) as
select school_id, case_id, student_id, classroom_id, status, progress_status, follow_up_date, assigned_to, voided, version,
  updated_at,
  app.may_act_on_case(school_id, assigned_to) as may_act,
  json_build_object(
    'case_id', case_id,
    'student', json_build_object(
      'student_id', student_id,
      'full_name', (
        select full_name from app.student
        where student.school_id = intervention_case.school_id and student.student_id = intervention_case.student_id
      ),
      'classroom', (
        select name from app.classroom
        where classroom.school_id = intervention_case.school_id and classroom.classroom_id = intervention_case.classroom_id
      )
    ),
    'alert_id', alert_id, 'concern', concern,
    'assigned_to', json_build_object(
      'user_id', assigned_to,
      'name', (
        select name from app.user_account
        where user_account.school_id = intervention_case.school_id and user_id = assigned_to
      )
    ),
    'status', status, 'progress_status', progress_status, 'follow_up_date', follow_up_date,
    'team', (
      select coalesce(json_agg(json_build_object('user_id', user_id, 'name', name) order by user_id), '[]')
      from app.user_account
      where user_account.school_id = intervention_case.school_id and user_id = any (team)
    ),
    'hand_over', case when hand_over_to is not null then json_build_object(
      'user_id', hand_over_to,
      'name', (
        select name from app.user_account
        where user_account.school_id = intervention_case.school_id and user_id = hand_over_to
      ),
      'refused', hand_over_refused
    ) end,
    'tier', tier, 'goal', goal, 'strategies', strategies, 'review_date', review_date,
    'attendance', json_build_object('at_opening', attendance_at_opening, 'at_closing', attendance_at_closing),
    'escalated_on', escalated_on, 'outcome_notes', outcome_notes, 'resolution_notes', resolution_notes, 'reason', reason, 'voided', voided,
    'version', version, 'created_at', created_at, 'updated_at', updated_at
  ) as body
from app.intervention_case;
comment on view api.intervention_case is 'Cases as the API shows them.';

-- What is restricted is read one by one, not in lists.
create view api.case_note with (security_invoker) as
select school_id, case_id, case_note_id, restricted,
  json_build_object(
    'case_note_id', case_note_id, 'case_id', case_id, 'kind', kind, 'outcome', outcome,
    'body', case when not restricted then body end, 'progress', progress, 'restricted', restricted,
    'author', json_build_object(
      'user_id', author_id,
      'name', (
        select name from app.user_account where user_account.school_id = case_note.school_id and user_id = author_id
      )
    ),
    'occurred_at', occurred_at, 'created_at', created_at
  ) as body,
  body as text
from app.case_note;
comment on view api.case_note is 'Notes of cases as the API shows them: body without the text of what is restricted, which stands in text.';
