-- Changes a user, if it is still the version that the change was based on.
-- $1 user_id. $2 version. $3 fields to set: any of name, role, active.
update app.user_account
set name = coalesce($3::jsonb ->> 'name', name),
  role = coalesce(($3::jsonb ->> 'role')::app.user_role, role),
  active = coalesce(($3::jsonb ->> 'active')::boolean, active)
where user_id = $1 and version = $2
returning version
