-- Evaluates some of those who have changed. How many requests were taken.
select ops.evaluate_requested()
