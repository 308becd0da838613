create function ops.check_incidents(of_school bigint) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  perform ops.refuse_repeated('{external_id}');
  perform ops.refuse_unknown_students(of_school);
  insert into import_refusal
  select line, 'date', 'is in the future' from import_row where app.parse_date(date) > app.today(of_school);
end
$$;
comment on function ops.check_incidents(bigint) is 'Refuses incidents of unknown students, and of days to come.';

create function ops.apply_incidents(of_school bigint, end_missing boolean,
  out new bigint, out changed bigint, out unchanged bigint, out missing bigint)
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  create temporary table import_incident on commit drop as
  select import_row.external_id, student.student_id, app.parse_date(import_row.date) as day,
    import_row.kind::app.incident_kind as kind, coalesce(import_row.description, '') as description,
    case when incident.incident_id is not null then
      (incident.student_id, incident.day, incident.kind, incident.description)
        = (student.student_id, app.parse_date(import_row.date), import_row.kind::app.incident_kind, coalesce(import_row.description, ''))
    end as is_as_known
  from import_row
  join app.student on student.school_id = of_school and student.external_id = import_row.student
  left join app.incident on incident.school_id = of_school and incident.external_id = import_row.external_id;
  select count(*) filter (where is_as_known is null), count(*) filter (where not is_as_known), count(*) filter (where is_as_known)
  into new, changed, unchanged
  from import_incident;

  insert into app.incident (school_id, external_id, student_id, day, kind, description)
  select of_school, external_id, student_id, day, kind, description from import_incident
  where is_as_known is not true
  on conflict (school_id, external_id) do update
  set student_id = excluded.student_id, day = excluded.day, kind = excluded.kind, description = excluded.description;
end
$$;
comment on function ops.apply_incidents(bigint, boolean) is 'Incidents by external_id.';
