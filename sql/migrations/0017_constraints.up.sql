-- What a check let through because it was null, and what consisted of blanks; how often an import was begun.
set role school_support_owner;

update app.intervention_case set reason = null where reason !~ '\S';
update app.intervention_case set reason = 'No reason was given' where voided and reason is null;
alter table app.intervention_case
  drop constraint reason_length,
  drop constraint reason_required,
  add constraint reason_length check (char_length(reason) between 1 and 2000 and reason ~ '\S'),
  add constraint reason_required check (not voided or reason is not null);

alter table app.import_batch add column attempts integer not null default 0;
comment on column app.import_batch.attempts is 'How often the jobs process has begun the step that waits; what ends it again and again is given up.';
comment on column app.case_note.assigned_to is
  'As in the case, kept by trigger so that policies need no join; of a restricted note its last owner who was no admin.';

reset role;
