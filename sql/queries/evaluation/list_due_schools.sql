-- The schools that have not been evaluated on their day yet.
select ops.schools_due()
