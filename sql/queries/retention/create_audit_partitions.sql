-- Makes this month's partitions of the trail and those of the next three, where they are missing.
select audit.create_partitions(current_date, (current_date + interval '3 months')::date)
