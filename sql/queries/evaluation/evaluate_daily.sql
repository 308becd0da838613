-- Evaluates the schools on whose day nobody has been evaluated yet. How many indicators changed.
select ops.evaluate_daily()
