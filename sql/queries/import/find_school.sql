-- A school by its name; the only one there is, if no name is given.
-- $1 name, or null.
select school_id, name from app.school
where name = $1 or ($1 is null and (select count(*) from app.school) = 1)
