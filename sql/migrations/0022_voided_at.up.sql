-- When a case was voided, so that one that was voided while it was open is not kept for ever.
set role school_support_owner;

alter table app.intervention_case add column voided_at timestamptz;
comment on column app.intervention_case.voided_at is 'When it was voided, by trigger; retention counts from here if it was never closed.';
-- Nobody changes a voided case; only its student may have moved since.
alter table app.intervention_case no force row level security;
update app.intervention_case set voided_at = updated_at where voided;
alter table app.intervention_case force row level security;

drop index app.intervention_case_closed_at;
create index intervention_case_over_at on app.intervention_case (coalesce(closed_at, voided_at))
  where coalesce(closed_at, voided_at) is not null;

alter table app.retention_policy no force row level security;
update app.retention_policy set description = 'Closed cases with their notes, after they were closed; voided ones likewise'
where kind = 'closed_case';
alter table app.retention_policy force row level security;

reset role;
