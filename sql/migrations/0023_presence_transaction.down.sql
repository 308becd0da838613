set role school_support_owner;

alter table app.case_presence drop column transaction_id;

reset role;
