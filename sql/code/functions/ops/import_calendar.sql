create function ops.check_calendar(of_school bigint) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  perform ops.refuse_repeated('{year,term,label,first_day}');
  insert into import_refusal
  select line, 'last_day', 'is before first_day' from import_row where app.parse_date(last_day) < app.parse_date(first_day);
  insert into import_refusal
  select line, 'last_day', 'makes a school year of more than 400 days' from import_row
  where term is null and label is null and app.parse_date(last_day) >= app.parse_date(first_day) + 400;
  insert into import_refusal
  select line, 'weekdays', 'must be digits from 1 (Monday) to 7 (Sunday), each once, such as 12345' from import_row
  where weekdays !~ '^[1-7]+$' or weekdays ~ '(.).*\1';
  insert into import_refusal
  select line, 'weekdays', 'belongs to the row of a school year' from import_row
  where weekdays is not null and coalesce(term, label) is not null;
  insert into import_refusal
  select line, 'term', 'stands beside a label: one row is a term, or days off' from import_row
  where term is not null and label is not null;
  perform ops.take_out_refused();

  insert into import_refusal
  select line, 'year', 'has no row of its own, and the school has no such year' from import_row
  where coalesce(term, label) is not null
    and not exists (select from app.school_year where school_id = of_school and school_year.name = year)
    and not exists (select from import_row whole where whole.year = import_row.year and coalesce(whole.term, whole.label) is null);
  insert into import_refusal
  select line, 'first_day', 'or last_day lies outside of the school year' from import_row
  where coalesce(term, label) is not null
    and not exists (
      select from (
        select year, app.parse_date(first_day), app.parse_date(last_day) from import_row where coalesce(term, label) is null
        union all
        select school_year.name, school_year.first_day, school_year.last_day from app.school_year
        where school_id = of_school
      ) known (year, first_day, last_day)
      where known.year = import_row.year
        and app.parse_date(import_row.first_day) >= known.first_day and app.parse_date(import_row.last_day) <= known.last_day
    );
  insert into import_refusal
  select import_row.line, 'first_day', format('overlaps %s', known.name)
  from import_row
  join (
    select null::bigint as line, false as is_term, school_year.name, school_year.first_day, school_year.last_day
    from app.school_year where school_id = of_school
    union all
    select null, true, term.name, term.first_day, term.last_day from app.term where school_id = of_school
    union all
    select line, term is not null, coalesce(term, year), app.parse_date(first_day), app.parse_date(last_day) from import_row
    where label is null
  ) known
    on known.is_term = (import_row.term is not null) and import_row.label is null
    and known.line is distinct from import_row.line and known.name <> coalesce(import_row.term, import_row.year)
    and known.first_day <= app.parse_date(import_row.last_day) and known.last_day >= app.parse_date(import_row.first_day)
    and (known.line is null or known.line < import_row.line);
end
$$;
comment on function ops.check_calendar(bigint) is 'Refuses days outside of their school year, and years or terms that overlap.';

create function ops.apply_calendar(of_school bigint, end_missing boolean,
  out new bigint, out changed bigint, out unchanged bigint, out missing bigint)
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  create temporary table import_calendar on commit drop as
  select import_row.year, import_row.term, import_row.label, asked.first_day, asked.last_day, asked.weekdays,
    coalesce(app.parse_flag(import_row.school_day), false) as is_school_day,
    case
      when import_row.term is null and import_row.label is null then (
        select (school_year.first_day, school_year.last_day, school_year.weekdays)
          = (asked.first_day, asked.last_day, coalesce(asked.weekdays, school_year.weekdays))
        from app.school_year where school_id = of_school and school_year.name = import_row.year)
      when import_row.term is not null then (
        select (term.first_day, term.last_day) = (asked.first_day, asked.last_day)
        from app.term join app.school_year using (school_id, school_year_id)
        where school_id = of_school and term.name = import_row.term and school_year.name = import_row.year)
      else (
        select case when bool_or(calendar_day.label = import_row.label) then bool_and(
          calendar_day.label is not distinct from import_row.label
          and calendar_day.is_school_day = coalesce(app.parse_flag(import_row.school_day), false)) end
        from app.calendar_day where school_id = of_school and day between asked.first_day and asked.last_day)
    end as is_as_known
  from import_row
  cross join lateral (
    select app.parse_date(import_row.first_day) as first_day, app.parse_date(import_row.last_day) as last_day,
      (select array_agg(digit::integer order by digit) from regexp_split_to_table(import_row.weekdays, '') digit) as weekdays
  ) asked;
  select count(*) filter (where is_as_known is null), count(*) filter (where not is_as_known), count(*) filter (where is_as_known)
  into new, changed, unchanged
  from import_calendar;

  update app.calendar_day
  set is_school_day = extract(isodow from day) = any (import_calendar.weekdays)
  from app.school_year
  join import_calendar on year = name and term is null and import_calendar.label is null
  where school_year.school_id = of_school and school_year.weekdays <> import_calendar.weekdays
    and calendar_day.school_id = of_school and calendar_day.school_year_id = school_year.school_year_id
    and calendar_day.label is null and calendar_day.is_school_day <> (extract(isodow from day) = any (import_calendar.weekdays));
  insert into app.school_year as known (school_id, name, first_day, last_day, weekdays)
  select of_school, year, import_calendar.first_day, import_calendar.last_day,
    coalesce(import_calendar.weekdays, former.weekdays, '{1,2,3,4,5}')
  from import_calendar
  left join app.school_year former on former.school_id = of_school and former.name = year
  where term is null and label is null
  on conflict (school_id, name) do update
  set first_day = excluded.first_day, last_day = excluded.last_day, weekdays = excluded.weekdays
  where (known.first_day, known.last_day, known.weekdays) is distinct from (excluded.first_day, excluded.last_day, excluded.weekdays);
  -- A year that was made longer has days that are not in the calendar yet, one that was made shorter has some without school.
  insert into app.calendar_day (school_id, day, school_year_id, is_school_day)
  select of_school, day::date, school_year_id, extract(isodow from day) = any (weekdays)
  from app.school_year
  cross join lateral generate_series(first_day::timestamp, last_day::timestamp, interval '1 day') day
  where school_id = of_school
  on conflict (school_id, day) do nothing;
  update app.calendar_day
  set is_school_day = false
  from app.school_year
  where calendar_day.school_id = of_school and is_school_day
    and school_year.school_id = of_school and school_year.school_year_id = calendar_day.school_year_id
    and day not between first_day and last_day;

  update app.term
  set first_day = import_calendar.first_day, last_day = import_calendar.last_day
  from import_calendar
  join app.school_year on school_year.school_id = of_school and school_year.name = year
  where term.school_id = of_school and term.school_year_id = school_year.school_year_id and term.name = import_calendar.term
    and not is_as_known;
  insert into app.term (school_id, school_year_id, name, first_day, last_day)
  select of_school, school_year_id, term, import_calendar.first_day, import_calendar.last_day
  from import_calendar
  join app.school_year on school_year.school_id = of_school and school_year.name = year
  where term is not null and is_as_known is null;

  update app.calendar_day
  set label = import_calendar.label, is_school_day = import_calendar.is_school_day
  from import_calendar
  where school_id = of_school and day between first_day and last_day and import_calendar.label is not null
    and (calendar_day.label, calendar_day.is_school_day) is distinct from (import_calendar.label, import_calendar.is_school_day);
end
$$;
comment on function ops.apply_calendar(bigint, boolean) is 'School years, terms, and days that are no school days, or are after all.';
