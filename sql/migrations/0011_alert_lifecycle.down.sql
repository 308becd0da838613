-- Loses data: snoozes, claims and what tells that an alert cleared itself.
set role school_support_owner;

drop table ops.daily_evaluation;
alter table app.alert drop constraint close_reason_required;
alter table app.alert
  -- What cleared itself needs a reason again.
  alter column close_reason type app.close_reason using case when cleared then coalesce(close_reason, 'handled') else close_reason end;
alter table app.alert
  drop column raised_on,
  drop column closed_on,
  drop column cleared,
  drop column snoozed_until,
  drop column snooze_reason,
  drop column claimed_by,
  drop column case_id,
  drop column touched_on,
  drop column escalated_on,
  add constraint close_reason_required check ((status in ('resolved', 'dismissed')) = (close_reason is not null));

reset role;
