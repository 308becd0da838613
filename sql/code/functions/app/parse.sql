-- What stands in files, as values. Null for what cannot be one.

create function app.parse_date(text text) returns date
language sql immutable parallel safe
return case
  when text !~ '^(19|20)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$' then null
  when substr(text, 9)::integer > extract(
    day from make_date(substr(text, 1, 4)::integer, substr(text, 6, 2)::integer, 1) + interval '1 month - 1 day') then null
  else text::date
end;
comment on function app.parse_date(text) is 'A date as YYYY-MM-DD.';

create function app.parse_number(text text) returns numeric
language sql immutable parallel safe
return case when text ~ '^[0-9]{1,4}([.,][0-9]{1,2})?$' then translate(text, ',', '.')::numeric end;
comment on function app.parse_number(text) is 'A number below 10000 with at most two digits behind point or comma.';

create function app.parse_count(text text) returns integer
language sql immutable parallel safe
return case when text ~ '^[0-9]{1,4}$' then text::integer end;
comment on function app.parse_count(text) is 'A whole number below 10000.';

create function app.parse_flag(text text) returns boolean
language sql immutable parallel safe
return case when lower(text) in ('yes', 'true', '1') then true when lower(text) in ('no', 'false', '0') then false end;
comment on function app.parse_flag(text) is 'yes, true or 1; no, false or 0.';

create function app.ids_of(list jsonb) returns bigint[]
language sql immutable parallel safe
return case when jsonb_typeof(list) = 'array' then array(select distinct value::bigint from jsonb_array_elements_text(list) value order by 1) end;
comment on function app.ids_of(jsonb) is 'A JSON array of ids, each once, in order.';
