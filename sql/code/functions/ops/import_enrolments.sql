create function ops.check_enrolments(of_school bigint) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  perform ops.refuse_repeated('{student,starts_on}');
  perform ops.refuse_unknown_students(of_school);
  insert into import_refusal
  select line, 'ends_on', 'is not after starts_on' from import_row
  where app.parse_date(ends_on) <= app.parse_date(starts_on);
  perform ops.take_out_refused();

  insert into import_refusal
  select line, 'starts_on', format('lies within the enrolment of line %s', earlier_line)
  from (
    select line, app.parse_date(starts_on) as starts_on,
      lag(coalesce(app.parse_date(ends_on), 'infinity')) over student_rows as earlier_end, lag(line) over student_rows as earlier_line
    from import_row
    window student_rows as (partition by student order by app.parse_date(starts_on))
  ) neighbour
  where earlier_end > neighbour.starts_on;
  perform ops.take_out_refused();

  -- One that stands open may be ended by the file, by what comes after it; no other may be cut into.
  insert into import_refusal
  select distinct import_row.line, 'starts_on', format('overlaps the enrolment of %s', enrolment.starts_on)
  from import_row
  join app.student on student.school_id = of_school and student.external_id = import_row.student
  join app.enrolment on enrolment.school_id = of_school and enrolment.student_id = student.student_id
  where enrolment.starts_on <> app.parse_date(import_row.starts_on)
    and daterange(enrolment.starts_on, enrolment.ends_on)
      && daterange(app.parse_date(import_row.starts_on), app.parse_date(import_row.ends_on))
    and not (enrolment.ends_on is null and enrolment.starts_on < app.parse_date(import_row.starts_on))
    and not exists (
      select from import_row other
      where other.student = import_row.student and app.parse_date(other.starts_on) = enrolment.starts_on
    );
end
$$;
comment on function ops.check_enrolments(bigint) is 'Refuses enrolments of unknown students, and those that would overlap.';

create function ops.apply_enrolments(of_school bigint, end_missing boolean,
  out new bigint, out changed bigint, out unchanged bigint, out missing bigint)
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  perform ops.add_classrooms(of_school);
  create temporary table import_enrolment on commit drop as
  select student.student_id, classroom.classroom_id, app.parse_date(import_row.starts_on) as starts_on,
    app.parse_date(import_row.ends_on) as ends_on, enrolment.enrolment_id,
    enrolment.classroom_id is distinct from classroom.classroom_id
      or enrolment.ends_on is distinct from app.parse_date(import_row.ends_on) as is_changed
  from import_row
  join app.student on student.school_id = of_school and student.external_id = import_row.student
  join app.classroom on classroom.school_id = of_school and classroom.name = import_row.classroom
  left join app.enrolment on enrolment.school_id = of_school and enrolment.student_id = student.student_id
    and enrolment.starts_on = app.parse_date(import_row.starts_on);

  select count(*) filter (where enrolment_id is null), count(*) filter (where enrolment_id is not null and is_changed), count(*)
  into new, changed, unchanged
  from import_enrolment;
  unchanged := unchanged - new - changed;

  update app.enrolment
  set ends_on = moved.next_start
  from (
    select known.enrolment_id, min(later.starts_on) as next_start
    from app.enrolment known
    join import_enrolment later on later.student_id = known.student_id
      and later.enrolment_id is null and later.starts_on > known.starts_on
    where known.school_id = of_school and known.ends_on is null
    group by known.enrolment_id
  ) moved
  where enrolment.school_id = of_school and enrolment.enrolment_id = moved.enrolment_id
    and not exists (select from import_enrolment where import_enrolment.enrolment_id = enrolment.enrolment_id);
  -- Ends first, so that what grows finds room.
  update app.enrolment
  set ends_on = import_enrolment.ends_on, classroom_id = import_enrolment.classroom_id
  from import_enrolment
  where enrolment.school_id = of_school and enrolment.enrolment_id = import_enrolment.enrolment_id and is_changed;
  insert into app.enrolment (school_id, student_id, classroom_id, starts_on, ends_on)
  select of_school, student_id, classroom_id, starts_on, ends_on from import_enrolment
  where enrolment_id is null order by starts_on;
end
$$;
comment on function ops.apply_enrolments(bigint, boolean) is 'Enrolments by student and first day; one that stands open ends where the next begins.';
