create function app.check_assignee(school bigint, assignee bigint, roles app.user_role[]) returns void
language plpgsql stable as $$
begin
  perform from app.user_account
  where school_id = school and user_id = assignee and active and (roles is null or role = any (roles));
  if not found then
    perform app.refuse(
      'assigned_to',
      case when roles is null then 'Not an active user of this school'
        else format('Not an active user of this school with the role %s', array_to_string(roles, ' or ')) end
    );
  end if;
end
$$;
comment on function app.check_assignee(bigint, bigint, app.user_role[]) is
  'Refuses an assignee who is of another school, disabled, or has none of the roles (null: any).';
