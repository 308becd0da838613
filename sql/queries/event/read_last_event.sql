-- The newest event of the trail, in whatever school: whether it is worth while to ask for changes.
select audit.last_event()
