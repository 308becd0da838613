-- The schools that have not been evaluated on their day yet, and that day.
select school_id, day from ops.schools_due()
