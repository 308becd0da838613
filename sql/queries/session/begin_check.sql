-- Notes a guess of the signed-in user and answers what to check their password and code with.
select attempt_id, retry_after, password_hash, school_id, user_id, email, sealed_secret, last_step, is_confirmed
from auth.begin_check()
