-- Evaluates who has changed. How many requests were taken.
select ops.evaluate_requested()
