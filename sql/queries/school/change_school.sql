-- Changes a school.
-- $1 school, its name or id. $2 new name, or null. $3 time zone, or null.
update app.school
set name = coalesce($2, name), time_zone = coalesce($3, time_zone)
where name = $1 or school_id::text = $1
returning school_id
