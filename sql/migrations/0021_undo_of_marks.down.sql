-- Loses data: which marks imports added to registers that were there before, so that undoing those imports leaves the marks.
set role school_support_owner;

alter table app.attendance_mark drop column import_batch_id;

reset role;
