create view api.missing_register with (security_invoker) as
select school_day.school_id, school_day.day, lesson_id, class.classroom_id, json_build_object(
    'class_id', class.teaching_assignment_id, 'subject', subject,
    'classroom', (
      select json_build_object('classroom_id', classroom_id, 'name', name)
      from app.classroom where classroom.school_id = class.school_id and classroom.classroom_id = class.classroom_id
    ),
    'teacher', (
      select json_build_object('user_id', user_id, 'name', name)
      from app.user_account teacher where teacher.school_id = class.school_id and teacher.user_id = class.user_id
    ),
    'date', school_day.day, 'period', lesson.period
  ) as body
from app.calendar_day school_day
join app.lesson on lesson.school_id = school_day.school_id and lesson.weekday = extract(isodow from school_day.day)::integer
  and daterange(lesson.starts_on, lesson.ends_on) @> school_day.day
join app.teaching_assignment class
  on class.school_id = lesson.school_id and class.teaching_assignment_id = lesson.teaching_assignment_id
where is_school_day
  and app.may_see_register(class.school_id, class.classroom_id, class.user_id)
  and not exists (
    select from app.register
    where register.school_id = lesson.school_id
      and register.teaching_assignment_id = lesson.teaching_assignment_id
      and register.day = school_day.day
      and register.period = lesson.period
  );
comment on view api.missing_register is 'Registers that the timetable asks for and nobody has taken, also of days to come.';
