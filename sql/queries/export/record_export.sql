-- Puts on record that data leaves the system, and why.
-- $1 what. $2 student_id, or null. $3 purpose.
select audit.record_export($1, $2, $3)
