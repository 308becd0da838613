-- The trail of one record, for people who read.

create function ops.told_value(value jsonb) returns text
language sql immutable
begin atomic
  select case
    when value = 'null' or value = '""' then '(none)'
    when char_length(value #>> '{}') > 200 then left(value #>> '{}', 200) || '...'
    else value #>> '{}'
  end;
end;
comment on function ops.told_value(jsonb) is 'A value of the trail as text, the first 200 characters of it.';

create function ops.told_change(field text, change jsonb) returns text
language sql immutable
begin atomic
  select format('%s: %s', field, case
    when jsonb_typeof(change) <> 'array' or jsonb_array_length(change) <> 2 then ops.told_value(change)
    when change -> 0 = 'null' then ops.told_value(change -> 1)
    else format('%s -> %s', ops.told_value(change -> 0), ops.told_value(change -> 1))
  end);
end;
comment on function ops.told_change(text, jsonb) is 'One field of audit.event.changes as a line of text.';

create function ops.audit_of(kind text, id bigint)
returns table (occurred_at timestamptz, who text, action text, version bigint, changes text, request_id text)
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
begin
  if coalesce(to_regclass('app.' || quote_ident(kind)), to_regclass('auth.' || quote_ident(kind))) is null then
    raise exception 'There is no kind of record %', kind
      using hint = 'It is a table, without its schema, such as intervention_case: \dt app.*';
  end if;
  return query
    select event.occurred_at,
      coalesce(account.name || ', ' || event.user_role, event.database_user::text),
      event.action::text,
      event.version,
      (select string_agg(ops.told_change(field, change), e'\n' order by field) from jsonb_each(event.changes) as changed (field, change)),
      event.request_id
    from app.school
    join audit.event on event.school_id = school.school_id and event.entity = kind and event.entity_id = id
    left join app.user_account account on account.school_id = event.school_id and account.user_id = event.user_id
    order by event.event_id;
end
$$;
comment on function ops.audit_of(text, bigint) is
  'What happened to one record of a table, oldest first: select * from ops.audit_of(''intervention_case'', 17).';
