-- Which transaction brought somebody to a case or took them away, so that open pages are told of each exactly once.
set role school_support_owner;

alter table app.case_presence add column transaction_id xid8 not null default pg_current_xact_id();
comment on column app.case_presence.transaction_id is 'Of their coming or going.';

reset role;
