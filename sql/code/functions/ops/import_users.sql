create function ops.check_users(of_school bigint) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  update import_row set email = lower(email);
  perform ops.refuse_repeated('{email}');
  insert into import_refusal
  select line, 'email', 'is no e-mail address' from import_row where email !~ '^[^@\s]+@[^@\s]+$';
  insert into import_refusal
  select line, 'email', 'belongs to somebody of another school' from import_row
  where exists (select from app.user_account where user_account.email = import_row.email and school_id <> of_school);
  insert into import_refusal
  select line, 'role', 'must stay admin: the school would have none'
  from import_row
  join app.user_account on user_account.school_id = of_school and user_account.email = import_row.email
  where user_account.active and user_account.role = 'admin' and import_row.role <> 'admin'
    and not exists (
      select from app.user_account other
      where other.school_id = of_school and other.active and other.role = 'admin'
        and not exists (select from import_row demoted where demoted.email = other.email and demoted.role <> 'admin')
    );
end
$$;
comment on function ops.check_users(bigint) is 'Refuses what is no address, users of other schools, and to leave a school without an admin.';

create function ops.apply_users(of_school bigint, end_missing boolean,
  out new bigint, out changed bigint, out unchanged bigint, out missing bigint)
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  select count(*) filter (where user_account.user_id is null),
    count(*) filter (where (user_account.name, user_account.role) <> (import_row.name, import_row.role::app.user_role)), count(*)
  into new, changed, unchanged
  from import_row
  left join app.user_account on user_account.school_id = of_school and user_account.email = import_row.email;
  unchanged := unchanged - new - changed;
  select count(*) into missing
  from app.user_account
  where user_account.school_id = of_school and active
    and not exists (select from import_row where import_row.email = user_account.email);

  insert into app.user_account as known (school_id, email, name, role)
  select of_school, email, name, role::app.user_role from import_row
  on conflict (email) do update set name = excluded.name, role = excluded.role
  where known.school_id = of_school and (known.name, known.role) <> (excluded.name, excluded.role);
  perform from app.user_account join import_row using (email) where user_account.school_id <> of_school;
  if found then
    -- Nobody had the address when it was checked. Done again, the import refuses the row.
    raise exception 'another school was given one of these addresses at this moment: import the file again' using errcode = '40001';
  end if;
end
$$;
comment on function ops.apply_users(bigint, boolean) is
  'Staff by e-mail, without a password: an admin gives them one. Who is not in the file stays; an admin disables them.';
