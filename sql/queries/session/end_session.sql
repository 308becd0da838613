-- Ends one of the caller's sessions; false if it is none of theirs, or over.
-- $1 session_id.
select auth.end_own_session($1)
