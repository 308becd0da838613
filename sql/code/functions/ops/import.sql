-- Files that are brought in: rows are staged, checked, and applied as sets. These run as school_support_jobs, inside the
-- transaction of the import; the staging tables are temporary.

create function ops.import_columns(kind app.import_kind)
returns table (name text, is_required boolean, form text)
language sql immutable
begin atomic
  select known.name, known.is_required, known.form
  from (
    values
      ('students'::app.import_kind, 1, 'school', false, 'text 200'),
      ('students', 2, 'external_id', true, 'text 100'),
      ('students', 3, 'full_name', true, 'text 200'),
      ('students', 4, 'classroom', false, 'text 100'),
      ('students', 5, 'past_failures', false, 'count'),
      ('enrolments', 1, 'school', false, 'text 200'),
      ('enrolments', 2, 'student', true, 'text 100'),
      ('enrolments', 3, 'classroom', true, 'text 100'),
      ('enrolments', 4, 'starts_on', true, 'date'),
      ('enrolments', 5, 'ends_on', false, 'date'),
      ('assignments', 1, 'school', false, 'text 200'),
      ('assignments', 2, 'teacher', true, 'text 254'),
      ('assignments', 3, 'classroom', true, 'text 100'),
      ('assignments', 4, 'subject', false, 'text 100'),
      ('assignments', 5, 'form_master', false, 'flag'),
      ('lessons', 1, 'school', false, 'text 200'),
      ('lessons', 2, 'classroom', true, 'text 100'),
      ('lessons', 3, 'subject', true, 'text 100'),
      ('lessons', 4, 'teacher', false, 'text 254'),
      ('lessons', 5, 'weekday', true, 'count'),
      ('lessons', 6, 'period', true, 'count'),
      ('lessons', 7, 'starts_on', false, 'date'),
      ('calendar', 1, 'school', false, 'text 200'),
      ('calendar', 2, 'year', true, 'text 100'),
      ('calendar', 3, 'term', false, 'text 100'),
      ('calendar', 4, 'label', false, 'text 100'),
      ('calendar', 5, 'first_day', true, 'date'),
      ('calendar', 6, 'last_day', true, 'date'),
      ('calendar', 7, 'school_day', false, 'flag'),
      ('calendar', 8, 'weekdays', false, 'text 7'),
      ('grades', 1, 'school', false, 'text 200'),
      ('grades', 2, 'student', true, 'text 100'),
      ('grades', 3, 'subject', true, 'text 100'),
      ('grades', 4, 'date', true, 'date'),
      ('grades', 5, 'title', true, 'text 100'),
      ('grades', 6, 'points', true, 'number'),
      ('grades', 7, 'core', false, 'flag'),
      ('grades', 8, 'pass_points', false, 'number'),
      ('grades', 9, 'near_points', false, 'number'),
      ('incidents', 1, 'school', false, 'text 200'),
      ('incidents', 2, 'external_id', true, 'text 100'),
      ('incidents', 3, 'student', true, 'text 100'),
      ('incidents', 4, 'date', true, 'date'),
      ('incidents', 5, 'kind', true, 'one of minor, serious, suspension'),
      ('incidents', 6, 'description', false, 'text 2000'),
      ('attendance', 1, 'school', false, 'text 200'),
      ('attendance', 2, 'student', true, 'text 100'),
      ('attendance', 3, 'date', true, 'date'),
      ('attendance', 4, 'period', false, 'count'),
      ('attendance', 5, 'subject', false, 'text 100'),
      ('attendance', 6, 'teacher', false, 'text 254'),
      ('attendance', 7, 'mark', false, 'one of present, late, absent, excused'),
      ('attendance', 8, 'absent_days', false, 'count'),
      ('attendance', 9, 'school_days', false, 'count'),
      ('users', 1, 'school', false, 'text 200'),
      ('users', 2, 'email', true, 'text 254'),
      ('users', 3, 'name', true, 'text 200'),
      ('users', 4, 'role', true, 'one of teacher, form_master, admin')
  ) known (kind, position, name, is_required, form)
  where known.kind = import_columns.kind
  order by known.position;
end;
comment on function ops.import_columns(app.import_kind) is 'The columns of each kind of file: text with its longest length, date, count, number, flag, or a choice.';

create function ops.stage_import() returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  create temporary table import_row (
    line bigint not null,
    school text, external_id text, full_name text, classroom text, past_failures text, student text, starts_on text,
    ends_on text, teacher text, subject text, form_master text, year text, term text, label text, first_day text,
    last_day text, school_day text, date text, title text, points text, core text, pass_points text, near_points text,
    kind text, description text, period text, mark text, absent_days text, school_days text, email text, name text, role text,
    weekday text, weekdays text
  ) on commit drop;
  create temporary table import_refusal (line bigint not null, field text not null, reason text not null) on commit drop;
end
$$;
comment on function ops.stage_import() is 'Makes the temporary tables of an import: where COPY puts the rows, and what is refused.';

create function ops.form_error(form text, value text) returns text
language sql immutable parallel safe
return case split_part(form, ' ', 1)
  when 'text' then case when char_length(value) > split_part(form, ' ', 2)::integer
    then format('is longer than %s characters', split_part(form, ' ', 2)) end
  when 'date' then case when app.parse_date(value) is null then 'is no date such as 2026-09-30' end
  when 'count' then case when app.parse_count(value) is null then 'is no whole number' end
  when 'number' then case when app.parse_number(value) is null then 'is no number such as 12 or 12.5' end
  when 'flag' then case when app.parse_flag(value) is null then 'is neither yes nor no' end
  when 'one' then case when value <> all (string_to_array(substr(form, 8), ', ')) then 'is not ' || form end
end;
comment on function ops.form_error(text, text) is 'Why a value is not as its column must be; null: it is.';

create function ops.check_import(of_school bigint, kind app.import_kind) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  checked record;
begin
  for checked in select * from ops.import_columns(kind) loop
    if checked.is_required then
      execute format('insert into import_refusal select line, %1$L, %2$L from import_row where %1$I is null',
        checked.name, 'is missing');
    end if;
    -- Each value once: there are a million rows, and a few hundred dates in them.
    execute format(
      'insert into import_refusal select line, %1$L, reason
       from (
         select value, ops.form_error(%2$L, value) as reason
         from (select distinct %1$I as value from import_row where %1$I is not null) used
         offset 0
       ) wrong
       join import_row on %1$I = value
       where reason is not null', checked.name, checked.form);
  end loop;
  insert into import_refusal
  select line, 'school', 'is another school'
  from import_row
  where import_row.school <> (select known.name from app.school known where known.school_id = of_school);
  perform ops.take_out_refused();
  execute format('select ops.check_%s($1)', kind) using of_school;
  perform ops.take_out_refused();
end
$$;
comment on function ops.check_import(bigint, app.import_kind) is
  'Notes in import_refusal what cannot go in, and takes it out of import_row. First the form of each value, then what it means.';

create function ops.take_out_refused() returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  delete from import_row where line in (select line from import_refusal);
end
$$;
comment on function ops.take_out_refused() is 'Removes refused rows from the staging table.';

create function ops.refuse_repeated(columns text[]) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  execute format(
    'insert into import_refusal
     select line, %L, format(%L, first_line)
     from (select line, min(line) over (partition by %s) as first_line from import_row) numbered
     where line > first_line',
    columns[1], 'stands in line %s already',
    (select string_agg(format('%I', "column"), ', ') from unnest(columns) as known ("column")));
end
$$;
comment on function ops.refuse_repeated(text[]) is 'Refuses rows whose key stands in an earlier line already.';

create function ops.refuse_unknown_students(of_school bigint) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  insert into import_refusal
  select line, 'student', 'is not known: import students first'
  from import_row
  where not exists (
    select from app.student where school_id = of_school and student.external_id = import_row.student
  );
end
$$;
comment on function ops.refuse_unknown_students(bigint) is 'Refuses rows of students that the school does not have.';

create function ops.refuse_unknown_teachers(of_school bigint) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  insert into import_refusal
  select line, 'teacher', 'is no active user of this school: import users first'
  from import_row
  where teacher is not null and not exists (
    select from app.user_account where school_id = of_school and user_account.email = lower(teacher) and active
  );
end
$$;
comment on function ops.refuse_unknown_teachers(bigint) is 'Refuses rows of teachers who are no users of the school.';

create function ops.add_classrooms(of_school bigint) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  insert into app.classroom (school_id, name)
  select distinct of_school, classroom from import_row where classroom is not null
  on conflict (school_id, name) do nothing;
end
$$;
comment on function ops.add_classrooms(bigint) is 'Makes the classrooms that a file names.';

create function ops.apply_import(of_school bigint, kind app.import_kind, end_missing boolean)
returns table (new bigint, changed bigint, unchanged bigint, missing bigint)
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  return query execute format('select * from ops.apply_%s($1, $2)', kind) using of_school, end_missing;
end
$$;
comment on function ops.apply_import(bigint, app.import_kind, boolean) is
  'Applies what is staged, and counts the rows of the file; missing: what the school has and the file has not, null where files are partial.';
