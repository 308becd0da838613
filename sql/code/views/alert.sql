create view api.alert with (security_invoker) as
select school_id, alert_id, student_id, classroom_id, status, risk_level, assigned_to, claimed_by, version,
  app.may_act_on_alert(school_id, classroom_id, assigned_to) as may_act,
  json_build_object(
    'alert_id', alert_id,
    'student', json_build_object(
      'student_id', student_id,
      'full_name', (
        select full_name from app.student
        where student.school_id = alert.school_id and student.student_id = alert.student_id
      ),
      'classroom', (
        select name from app.classroom
        where classroom.school_id = alert.school_id and classroom.classroom_id = alert.classroom_id
      )
    ),
    'rule', rule, 'risk_level', risk_level, 'message', message, 'evidence', evidence,
    'status', status, 'close_reason', close_reason, 'cleared', cleared,
    'raised_on', raised_on, 'closed_on', closed_on, 'escalated_on', escalated_on,
    'snoozed_until', snoozed_until, 'snooze_reason', snooze_reason, 'case_id', case_id,
    'claimed_by', case when claimed_by is not null then json_build_object(
      'user_id', claimed_by,
      'name', (select name from app.user_account where user_account.school_id = alert.school_id and user_id = claimed_by)
    ) end,
    'assigned_to', case when assigned_to is not null then json_build_object(
      'user_id', assigned_to,
      'name', (select name from app.user_account where user_account.school_id = alert.school_id and user_id = assigned_to)
    ) end,
    'version', version, 'created_at', created_at, 'updated_at', updated_at
  ) as body
from app.alert;
comment on view api.alert is 'Alerts as the API shows them.';
