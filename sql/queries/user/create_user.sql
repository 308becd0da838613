-- A new user of the caller's school.
-- $1 fields: {email, name, role}.
insert into app.user_account (email, name, role)
select lower($1::jsonb ->> 'email'), $1::jsonb ->> 'name', ($1::jsonb ->> 'role')::app.user_role
returning user_id, version
