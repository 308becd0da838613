set role school_support_owner;

alter table app.intervention_case
  drop constraint reason_length,
  drop constraint reason_required,
  add constraint reason_length check (char_length(reason) between 1 and 2000),
  add constraint reason_required check (not voided or reason ~ '\S');

alter table app.import_batch drop column attempts;
comment on column app.case_note.assigned_to is 'As in the case, kept by trigger so that policies need no join.';

reset role;
