-- Which roles of a school must have a second factor.
-- $1 school, its name or id. $2 roles, an array.
update app.school
set second_factor_roles = $2
where name = $1 or school_id::text = $1
returning school_id
