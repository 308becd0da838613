-- Begins a request with an Idempotency-Key; nothing behind it is done if the key has a reply.
-- $1 key. $2 SHA-256 of the request.
select app.begin_reply($1, $2)
