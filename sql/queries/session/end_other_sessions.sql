-- Ends the caller's sessions on all other devices; answers how many.
-- $1 token_hash of the session that asks.
select json_build_object('success', true, 'ended', auth.end_other_sessions($1)) as body
