-- A new school.
-- $1 name.
insert into app.school (name) values ($1) returning school_id, name
