create function ops.check_students(of_school bigint) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  perform ops.refuse_repeated('{external_id}');
end
$$;
comment on function ops.check_students(bigint) is 'Refuses students who stand in the file twice.';

create function ops.apply_students(of_school bigint, end_missing boolean,
  out new bigint, out changed bigint, out unchanged bigint, out missing bigint)
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  today date := app.today(of_school);
begin
  perform ops.add_classrooms(of_school);

  select count(*) filter (where student.student_id is null),
    count(*) filter (where student.full_name <> import_row.full_name
      or student.past_failures <> app.parse_count(import_row.past_failures)
      or (student.student_id is not null and classroom.name is distinct from coalesce(import_row.classroom, classroom.name))),
    count(*)
  into new, changed, unchanged
  from import_row
  left join app.student on student.school_id = of_school and student.external_id = import_row.external_id
  left join app.classroom on classroom.school_id = of_school and classroom.classroom_id = student.classroom_id;
  unchanged := unchanged - new - changed;

  select count(*) into missing
  from app.student
  where student.school_id = of_school and student.classroom_id is not null and student.external_id is not null
    and not exists (select from import_row where import_row.external_id = student.external_id);

  insert into app.student as known (school_id, external_id, full_name, past_failures)
  select of_school, import_row.external_id, import_row.full_name, coalesce(app.parse_count(import_row.past_failures), 0)
  from import_row
  on conflict (school_id, external_id) do nothing;
  update app.student
  set full_name = import_row.full_name,
    past_failures = coalesce(app.parse_count(import_row.past_failures), student.past_failures)
  from import_row
  where student.school_id = of_school and student.external_id = import_row.external_id
    and (student.full_name <> import_row.full_name
      or student.past_failures <> app.parse_count(import_row.past_failures));

  -- A move ends one enrolment and starts another; a student who is not in the file has left.
  update app.enrolment
  set ends_on = greatest(today, enrolment.starts_on + 1)
  from app.student
  left join import_row on import_row.external_id = student.external_id
  left join app.classroom on classroom.school_id = of_school and classroom.name = import_row.classroom
  where student.school_id = of_school and enrolment.school_id = of_school
    and enrolment.student_id = student.student_id and enrolment.ends_on is null
    and (enrolment.classroom_id <> classroom.classroom_id
      or (end_missing and import_row.line is null and student.external_id is not null));
  insert into app.enrolment (school_id, student_id, classroom_id, starts_on)
  select of_school, student.student_id, classroom.classroom_id, greatest(today, max(enrolment.ends_on))
  from import_row
  join app.student on student.school_id = of_school and student.external_id = import_row.external_id
  join app.classroom on classroom.school_id = of_school and classroom.name = import_row.classroom
  left join app.enrolment on enrolment.school_id = of_school and enrolment.student_id = student.student_id
  group by student.student_id, classroom.classroom_id
  having count(*) filter (where enrolment.enrolment_id is not null and enrolment.ends_on is null) = 0;
end
$$;
comment on function ops.apply_students(bigint, boolean) is
  'Students by external_id, with the classroom that they are in from today on; with end_missing those who are not in the file leave.';
