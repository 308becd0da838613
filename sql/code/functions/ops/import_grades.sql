create function ops.check_grades(of_school bigint) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  perform ops.refuse_repeated('{student,subject,date,title}');
  perform ops.refuse_unknown_students(of_school);
  insert into import_refusal
  select line, 'subject', 'is new and needs pass_points in its first row' from import_row
  where not exists (select from app.subject where school_id = of_school and name = subject)
    and not exists (select from import_row other where other.subject = import_row.subject and other.pass_points is not null);
  insert into import_refusal
  select line, 'near_points', 'is below pass_points' from import_row
  where app.parse_number(near_points) < app.parse_number(pass_points);
end
$$;
comment on function ops.check_grades(bigint) is 'Refuses grades of unknown students, and of new subjects that do not say where they are passed.';

create function ops.apply_grades(of_school bigint, end_missing boolean,
  out new bigint, out changed bigint, out unchanged bigint, out missing bigint)
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  insert into app.subject as known (school_id, name, is_core, pass_points, near_points)
  select distinct on (subject) of_school, subject, coalesce(app.parse_flag(core), false), app.parse_number(pass_points),
    coalesce(app.parse_number(near_points), app.parse_number(pass_points))
  from import_row
  where pass_points is not null
  order by subject, line
  on conflict (school_id, name) do update
  set is_core = excluded.is_core, pass_points = excluded.pass_points, near_points = excluded.near_points
  where (known.is_core, known.pass_points, known.near_points)
    is distinct from (excluded.is_core, excluded.pass_points, excluded.near_points);

  create temporary table import_grade on commit drop as
  select student.student_id, subject.subject_id, app.parse_date(import_row.date) as day, import_row.title,
    app.parse_number(import_row.points) as points, grade.points as points_before
  from import_row
  join app.student on student.school_id = of_school and student.external_id = import_row.student
  join app.subject on subject.school_id = of_school and subject.name = import_row.subject
  left join app.grade on grade.school_id = of_school and grade.student_id = student.student_id
    and grade.subject_id = subject.subject_id and grade.day = app.parse_date(import_row.date) and grade.title = import_row.title;
  select count(*) filter (where points_before is null), count(*) filter (where points_before <> points),
    count(*) filter (where points_before = points)
  into new, changed, unchanged
  from import_grade;

  insert into app.grade as known (school_id, student_id, subject_id, day, title, points)
  select of_school, student_id, subject_id, day, title, points from import_grade
  where points_before is distinct from points
  on conflict (school_id, student_id, subject_id, day, title) do update set points = excluded.points;
end
$$;
comment on function ops.apply_grades(bigint, boolean) is 'Grades by student, subject, date and title; subjects are made as needed.';
