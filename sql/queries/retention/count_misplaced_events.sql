-- Events that lie in a default partition.
select ops.misplaced_events()
