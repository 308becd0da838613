-- Alerts that rules raise: when they rise, rest, are taken, are handed up, and clear themselves.
set role school_support_owner;

alter table app.alert
  add column raised_on date,
  add column closed_on date,
  add column cleared boolean not null default false,
  add column snoozed_until date,
  add column snooze_reason text,
  add column claimed_by bigint,
  add column case_id bigint,
  add column touched_on date,
  add column escalated_on date;
alter table app.alert
  -- Before it had a day of its own, an alert rose on the day it was written. A change of type writes it without a trigger.
  alter column raised_on type date using (created_at at time zone 'UTC')::date,
  alter column closed_on type date
    using case when status in ('resolved', 'dismissed') then (updated_at at time zone 'UTC')::date end,
  alter column raised_on set not null,
  add foreign key (school_id, claimed_by) references app.user_account,
  add foreign key (school_id, case_id) references app.intervention_case on delete set null (case_id),
  drop constraint close_reason_required,
  add constraint close_reason_required
    check ((status in ('resolved', 'dismissed')) = (close_reason is not null or cleared)),
  add constraint closed_on_required check ((status in ('resolved', 'dismissed')) = (closed_on is not null)),
  add constraint snooze_reason_required check (snoozed_until is null or (snooze_reason is not null and snooze_reason ~ '\S')),
  add constraint snooze_reason_length check (char_length(snooze_reason) between 1 and 2000);

comment on column app.alert.raised_on is 'The school''s day on which it rose; for a rule, the day as of which the rule was evaluated.';
comment on column app.alert.closed_on is 'The school''s day on which it was closed or cleared itself, kept by trigger.';
comment on column app.alert.cleared is 'Its cause has gone: it was resolved without anybody closing it, so there is no close_reason.';
comment on column app.alert.snoozed_until is 'Rests until this day, which it is awake on again; wakes earlier if it becomes worse.';
comment on column app.alert.claimed_by is 'Who said first that they look after it.';
comment on column app.alert.case_id is 'The case that covers it.';
comment on column app.alert.touched_on is 'The day on which a person last did something with it, kept by trigger.';
comment on column app.alert.escalated_on is 'When it went to the admins because nobody had touched it. Once.';
create index alert_claimed_by on app.alert (school_id, claimed_by);
create index alert_case on app.alert (school_id, case_id);

create table ops.daily_evaluation (
  school_id bigint primary key references app.school,
  day date not null
);
comment on table ops.daily_evaluation is 'The school''s day for which all of its students were last evaluated.';

reset role;
