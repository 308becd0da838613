-- Which import added a mark to a register that was there before, so that undoing the import takes the mark away.
set role school_support_owner;

alter table app.attendance_mark add column import_batch_id bigint;
comment on column app.attendance_mark.import_batch_id is
  'The import that added it to a register that was there before, as a number: a million keys would be checked. Null: it came with its register.';

reset role;
