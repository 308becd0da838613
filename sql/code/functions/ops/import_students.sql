create function ops.check_students(of_school bigint) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  perform ops.refuse_repeated('{external_id}');
  insert into import_refusal
  select line, 'past_failures', 'must be 0 to 50' from import_row where app.parse_count(past_failures) > 50;
end
$$;
comment on function ops.check_students(bigint) is 'Refuses students who stand in the file twice, and failures beyond belief.';

create function ops.apply_students(of_school bigint, end_missing boolean,
  out new bigint, out changed bigint, out unchanged bigint, out missing bigint)
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  today date := app.today(of_school);
begin
  perform ops.add_classrooms(of_school);
  -- A student's place is where they are enrolled today, or else where they will be next.
  create temporary table import_student on commit drop as
  select import_row.external_id, import_row.full_name, app.parse_count(import_row.past_failures) as past_failures,
    classroom.classroom_id, student.student_id, place.enrolment_id, place.starts_on, place.ends_on,
    student.full_name <> import_row.full_name or student.past_failures <> app.parse_count(import_row.past_failures) as is_renamed,
    place.classroom_id is distinct from classroom.classroom_id and classroom.classroom_id is not null as is_moved
  from import_row
  left join app.classroom on classroom.school_id = of_school and classroom.name = import_row.classroom
  left join app.student on student.school_id = of_school and student.external_id = import_row.external_id
  left join lateral (
    select * from app.enrolment
    where enrolment.school_id = of_school and enrolment.student_id = student.student_id and coalesce(ends_on > today, true)
    order by starts_on
    limit 1
  ) place on true;

  select count(*) filter (where student_id is null),
    count(*) filter (where student_id is not null and (is_renamed is true or is_moved)), count(*)
  into new, changed, unchanged
  from import_student;
  unchanged := unchanged - new - changed;

  select count(*) into missing
  from app.student
  where student.school_id = of_school and student.classroom_id is not null and student.external_id is not null
    and not exists (select from import_row where import_row.external_id = student.external_id);

  update app.student
  set full_name = import_student.full_name, past_failures = coalesce(import_student.past_failures, student.past_failures)
  from import_student
  where student.school_id = of_school and student.student_id = import_student.student_id and is_renamed;
  with added as (
    insert into app.student (school_id, external_id, full_name, past_failures)
    select of_school, external_id, full_name, coalesce(past_failures, 0) from import_student where student_id is null
    on conflict (school_id, external_id) do nothing
    returning student_id, external_id
  )
  update import_student set student_id = added.student_id from added where import_student.external_id = added.external_id;

  -- A move ends one enrolment and starts another up to the same end; what has not begun before today is corrected.
  update app.enrolment
  set ends_on = case when enrolment.starts_on < today then today else enrolment.ends_on end,
    classroom_id = case when enrolment.starts_on < today then enrolment.classroom_id else import_student.classroom_id end
  from import_student
  where enrolment.school_id = of_school and enrolment.enrolment_id = import_student.enrolment_id and is_moved;
  insert into app.enrolment (school_id, student_id, classroom_id, starts_on, ends_on)
  select of_school, student_id, classroom_id, today, ends_on from import_student
  where is_moved and student_id is not null and coalesce(starts_on < today, true);

  if end_missing then
    update app.enrolment
    set ends_on = greatest(today, starts_on + 1)
    from app.student
    where student.school_id = of_school and student.external_id is not null
      and not exists (select from import_row where import_row.external_id = student.external_id)
      and enrolment.school_id = of_school and enrolment.student_id = student.student_id
      and daterange(starts_on, ends_on) @> today and ends_on is distinct from greatest(today, starts_on + 1);
  end if;
end
$$;
comment on function ops.apply_students(bigint, boolean) is
  'Students by external_id, with the classroom that they are in from today on, or will come into; with end_missing those who are not in the file leave.';
