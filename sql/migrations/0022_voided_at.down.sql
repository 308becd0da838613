-- Loses data: when cases were voided, so that open ones that were are kept for ever.
set role school_support_owner;

alter table app.retention_policy no force row level security;
update app.retention_policy set description = 'Closed cases with their notes, after they were closed' where kind = 'closed_case';
alter table app.retention_policy force row level security;
create index intervention_case_closed_at on app.intervention_case (closed_at) where closed_at is not null;
drop index app.intervention_case_over_at;
alter table app.intervention_case drop column voided_at;

reset role;
