-- A new user, made from the command line.
-- $1 school, its name or id. $2 e-mail. $3 name. $4 role.
insert into app.user_account (school_id, email, name, role)
select school_id, lower($2), $3, $4
from app.school
where name = $1 or school_id::text = $1
returning school_id, user_id
