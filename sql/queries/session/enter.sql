-- Who is calling? The first statement of every request of a signed-in user.
-- $1 token_hash: SHA-256 of the session's token. $2 request_id. $3 client_address. $4 roles allowed, null: all.
-- $5 whether the request is also for who lacks a second factor that their school asks for.
select auth.enter($1, $2, $3, $4, $5)
