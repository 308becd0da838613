-- A new school; no row if there is one of this name.
-- $1 name. $2 time zone, or null.
insert into app.school (name, time_zone)
select $1, coalesce($2, 'UTC')
where not exists (select from app.school where name = $1)
returning school_id, name
