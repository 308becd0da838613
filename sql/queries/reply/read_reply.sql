-- The reply that a key has.
-- $1 key. $2 SHA-256 of the request.
select created_id as id, created_version as version, body, request_hash = $2 as is_same
from app.kept_reply
where idempotency_key = $1 and body is not null
