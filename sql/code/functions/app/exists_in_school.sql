-- Tells 403 from 404: a row of the caller's own school that is not theirs exists, one of another school does not.
create function app.exists_in_school(entity text, id bigint) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return case entity
    when 'alert' then exists (select from app.alert where school_id = app.caller_school_id() and alert_id = id)
    when 'intervention_case' then
      exists (select from app.intervention_case where school_id = app.caller_school_id() and case_id = id)
    when 'student' then exists (select from app.student where school_id = app.caller_school_id() and student_id = id)
    when 'user_account' then exists (select from app.user_account where school_id = app.caller_school_id() and user_id = id)
    when 'case_task' then exists (select from app.case_task where school_id = app.caller_school_id() and case_task_id = id)
    when 'case_note' then exists (select from app.case_note where school_id = app.caller_school_id() and case_note_id = id)
    when 'import_batch' then
      exists (select from app.import_batch where school_id = app.caller_school_id() and import_batch_id = id)
    when 'teaching_assignment' then
      exists (select from app.teaching_assignment where school_id = app.caller_school_id() and teaching_assignment_id = id)
    else false
  end;
end
$$;
comment on function app.exists_in_school(text, bigint) is 'Whether the caller''s school has this row, seen by the caller or not.';
