-- Everything about one student as one document, for a request of access by the family; restricted notes stay out.
-- $1 student_id.
select json_build_object(
    'student', body, 'written_at', now(), 'restricted_notes', 'are not part of this document; their authors answer for them',
    'record', (select to_jsonb(record) - '{school_id,assigned_user_ids}'::text[] from app.student record where record.student_id = $1),
    'enrolments', (
      select coalesce(json_agg(json_build_object('classroom', classroom.name, 'starts_on', starts_on, 'ends_on', ends_on) order by starts_on), '[]')
      from app.enrolment join app.classroom using (school_id, classroom_id) where enrolment.student_id = $1
    ),
    'attendance', (
      select coalesce(json_agg(json_build_object(
          'date', day, 'period', period, 'subject', subject, 'mark', mark) order by day, period), '[]')
      from app.attendance_mark join app.register using (school_id, register_id, day)
      join app.teaching_assignment using (school_id, teaching_assignment_id)
      where attendance_mark.student_id = $1
    ),
    'corrections', (
      select coalesce(json_agg(json_build_object(
          'date', day, 'former_mark', former_mark, 'mark', mark, 'reason', reason, 'corrected_at', created_at) order by created_at), '[]')
      from app.mark_correction where mark_correction.student_id = $1
    ),
    'attendance_totals', (
      select coalesce(json_agg(json_build_object('date', day, 'absent_days', absent_days, 'school_days', attendance_total.school_days) order by day), '[]')
      from app.attendance_total where attendance_total.student_id = $1
    ),
    'grades', (
      select coalesce(json_agg(json_build_object('subject', name, 'date', day, 'title', title, 'points', points) order by day, name), '[]')
      from app.grade join app.subject using (school_id, subject_id) where grade.student_id = $1
    ),
    'incidents', (
      select coalesce(json_agg(json_build_object('date', day, 'kind', kind, 'description', description) order by day), '[]')
      from app.incident where incident.student_id = $1
    ),
    'indicators', (
      select coalesce(json_agg(json_build_object(
          'rule', rule, 'date', day, 'state', state,
          'sentence', app.indicator_sentence(measure, numerator, denominator, window_days)) order by day, rule), '[]')
      from app.student_indicator where student_indicator.student_id = $1
    ),
    'alerts', (select coalesce(json_agg(view.body order by alert_id), '[]') from api.alert view where view.student_id = $1),
    'cases', (
      select coalesce(json_agg(view.body::jsonb || jsonb_build_object(
          'notes', (
            select coalesce(jsonb_agg(note.body order by case_note_id), '[]') from api.case_note note
            where note.case_id = view.case_id and not restricted),
          'tasks', (select coalesce(jsonb_agg(task.body order by case_task_id), '[]') from api.case_task task where task.case_id = view.case_id)
        ) order by view.case_id), '[]')
      from api.intervention_case view where view.student_id = $1
    )
  ) as body
from api.student
where student_id = $1
