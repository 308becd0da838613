-- What grants and policies say together: who may run which command on which rows of which table.
create view ops.row_security with (security_invoker) as
select relation.oid::regclass::text as table_name,
  role.rolname as role,
  command.name as command,
  case
    when has_table_privilege(role.oid, relation.oid, command.name) then 'all columns'
    when command.name <> 'delete' and has_any_column_privilege(role.oid, relation.oid, command.name) then (
      select string_agg(attname, ', ' order by attnum) from pg_attribute
      where attrelid = relation.oid and attnum > 0 and not attisdropped
        and has_column_privilege(role.oid, relation.oid, attnum, command.name)
    )
    else 'none: not granted'
  end as columns,
  case pg_get_expr(policy.polqual, policy.polrelid) when 'true' then 'all' else pg_get_expr(policy.polqual, policy.polrelid) end
    as rows_when,
  case pg_get_expr(policy.polwithcheck, policy.polrelid) when 'true' then 'all' else pg_get_expr(policy.polwithcheck, policy.polrelid) end
    as new_rows_when,
  obj_description(policy.oid, 'pg_policy') as policy
from pg_policy policy
join pg_class relation on relation.oid = policy.polrelid
cross join lateral unnest(policy.polroles) as granted (role_oid)
join pg_roles role on role.oid = granted.role_oid
join lateral (values ('r', 'select'), ('a', 'insert'), ('w', 'update'), ('d', 'delete')) as command (letter, name)
  on policy.polcmd in (command.letter::"char", '*')
where relation.relnamespace in ('app'::regnamespace, 'auth'::regnamespace, 'audit'::regnamespace)
  and not relation.relispartition;
comment on view ops.row_security is
  'Who sees and changes what: one row for each table, role, command and policy. What has no row here is refused. Several policies of one command: any of them lets in.';
comment on column ops.row_security.table_name is 'With its schema.';
comment on column ops.row_security.role is 'The database role.';
comment on column ops.row_security.command is 'select, insert, update or delete.';
comment on column ops.row_security.columns is 'Which columns are granted for it; without a grant the policy lets nobody in.';
comment on column ops.row_security.rows_when is 'Which rows are seen, changed or deleted; app.caller_… are the claims of the signed-in user. Null for insert.';
comment on column ops.row_security.new_rows_when is 'What a new or changed row must be; null means as rows_when.';
comment on column ops.row_security.policy is 'The policy, in words.';
