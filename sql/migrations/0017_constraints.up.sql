-- What a check let through because it was null, and what consisted of blanks.
set role school_support_owner;

update app.intervention_case set reason = null where reason !~ '\S';
update app.intervention_case set reason = 'No reason was given' where voided and reason is null;
alter table app.intervention_case
  drop constraint reason_length,
  drop constraint reason_required,
  add constraint reason_length check (char_length(reason) between 1 and 2000 and reason ~ '\S'),
  add constraint reason_required check (not voided or reason is not null);

reset role;
