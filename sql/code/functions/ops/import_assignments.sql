create function ops.check_assignments(of_school bigint) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  perform ops.refuse_repeated('{teacher,classroom,subject}');
  perform ops.refuse_unknown_teachers(of_school);
  insert into import_refusal
  select line, 'subject', 'is missing, and the row names no form master' from import_row
  where subject is null and app.parse_flag(form_master) is not true;
  insert into import_refusal
  select line, 'form_master', 'has the role of a teacher: form masters and admins lead classrooms'
  from import_row
  join app.user_account on user_account.school_id = of_school and user_account.email = lower(teacher)
  where app.parse_flag(form_master) and user_account.role = 'teacher';
  insert into import_refusal
  select line, 'form_master', format('is somebody else in line %s', first_line)
  from (
    select line, lower(teacher) as teacher, first_value(line) over classroom_rows as first_line,
      first_value(lower(teacher)) over classroom_rows as first_teacher
    from import_row
    where app.parse_flag(form_master)
    window classroom_rows as (partition by classroom order by line)
  ) named
  where teacher <> first_teacher;
end
$$;
comment on function ops.check_assignments(bigint) is 'Refuses unknown teachers, form masters who are none, and two of a classroom.';

create function ops.apply_assignments(of_school bigint, end_missing boolean,
  out new bigint, out changed bigint, out unchanged bigint, out missing bigint)
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  perform ops.add_classrooms(of_school);
  create temporary table import_assignment on commit drop as
  select user_account.user_id, classroom.classroom_id, import_row.subject,
    app.parse_flag(form_master) is true as is_form_master,
    classroom.form_master_id is distinct from user_account.user_id as is_other_form_master,
    teaching_assignment.teaching_assignment_id
  from import_row
  join app.user_account on user_account.school_id = of_school and user_account.email = lower(teacher)
  join app.classroom on classroom.school_id = of_school and classroom.name = import_row.classroom
  left join app.teaching_assignment on teaching_assignment.school_id = of_school
    and teaching_assignment.classroom_id = classroom.classroom_id and teaching_assignment.user_id = user_account.user_id
    and teaching_assignment.subject = import_row.subject;

  select count(*) filter (where subject is not null and teaching_assignment_id is null),
    count(*) filter (where is_form_master and is_other_form_master and (subject is null or teaching_assignment_id is not null)),
    count(*)
  into new, changed, unchanged
  from import_assignment;
  unchanged := unchanged - new - changed;
  select count(*) into missing
  from app.teaching_assignment
  where school_id = of_school
    and not exists (
      select from import_assignment known where known.teaching_assignment_id = teaching_assignment.teaching_assignment_id);

  update app.classroom set form_master_id = user_id
  from import_assignment
  where school_id = of_school and classroom.classroom_id = import_assignment.classroom_id and is_form_master and is_other_form_master;
  insert into app.teaching_assignment (school_id, classroom_id, user_id, subject)
  select of_school, classroom_id, user_id, subject from import_assignment
  where subject is not null and teaching_assignment_id is null;
end
$$;
comment on function ops.apply_assignments(bigint, boolean) is
  'Who teaches what in which classroom, and who leads it. Classes that are not in the file stay: their registers hang on them.';
