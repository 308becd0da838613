-- Takes a user's second factor away and ends their sessions; false if they have none.
-- $1 e-mail.
select auth.remove_second_factor(school_id, user_id)
from app.user_account
where email = lower($1)
