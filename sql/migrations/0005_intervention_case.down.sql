-- Loses data: intervention cases and their notes.
set role school_support_owner;

drop table app.case_note;
drop table app.case_transition;
drop table app.intervention_case;
drop type app.contact_outcome;
drop type app.note_kind;
drop type app.progress_status;
drop type app.case_status;
drop type app.concern;

reset role;
