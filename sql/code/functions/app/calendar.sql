create function app.today(id bigint) returns date
language sql stable
begin atomic
  select (now() at time zone time_zone)::date from app.school where school_id = id;
end;
comment on function app.today(bigint) is 'The date it is at the school.';

create function app.day_at(id bigint, moment timestamptz) returns date
language sql stable
begin atomic
  select (moment at time zone time_zone)::date from app.school where school_id = id;
end;
comment on function app.day_at(bigint, timestamptz) is 'The date it was at the school.';

create function app.moment(moment text, zone text) returns timestamptz
language sql stable
begin atomic
  select case when moment ~ ':' then moment::timestamptz else moment::timestamp at time zone zone end;
end;
comment on function app.moment(text, text) is
  'A timestamp, or the midnight with which a day begins in a time zone; null for null.';

create function app.fill_calendar() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into app.calendar_day (school_id, day, school_year_id, is_school_day)
  select new.school_id, day::date, new.school_year_id, extract(isodow from day) = any (new.weekdays)
  -- Not of timestamps with a time zone: there are nights without a midnight.
  from generate_series(new.first_day::timestamp, new.last_day::timestamp, interval '1 day') day
  -- Left by a year that was made shorter; years do not overlap.
  on conflict (school_id, day) do update
  set school_year_id = excluded.school_year_id, is_school_day = excluded.is_school_day, label = null;
  return null;
end
$$;
comment on function app.fill_calendar() is 'Trigger: the days of a new school year; its weekdays are school days until somebody says otherwise.';
