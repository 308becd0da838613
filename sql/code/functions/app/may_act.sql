-- Who may see and who may act on which row. The policies call these; they are inlined.

create function app.is_staff_of(school_id bigint) returns boolean
language sql stable parallel safe
-- Of `in (…)` the planner takes it that hardly any row passes, and joins in any order.
return school_id = app.caller_school_id() and array_position(array['admin', 'form_master', 'teacher'], app.caller_role()) is not null;
comment on function app.is_staff_of(bigint) is 'Whether the caller is signed in at this school.';

create function app.is_admin_of(school_id bigint) returns boolean
language sql stable parallel safe
return school_id = app.caller_school_id() and app.caller_role() = 'admin';
comment on function app.is_admin_of(bigint) is 'Whether the caller is signed in as an admin of this school.';

create function app.may_see_student(school_id bigint, classroom_id bigint, assigned_user_ids bigint[]) returns boolean
language sql stable parallel safe
return school_id = app.caller_school_id() and (
  app.caller_role() = 'admin'
  or (app.caller_role() in ('form_master', 'teacher')
    and (classroom_id = any (app.caller_classroom_ids()) or app.caller_id() = any (assigned_user_ids)))
);
comment on function app.may_see_student(bigint, bigint, bigint[]) is
  'Admins: their school. Form masters and teachers: the classrooms that they lead or teach in, and whose alert or case is assigned to them.';

create function app.may_see_alert(school_id bigint, classroom_id bigint, assigned_to bigint) returns boolean
language sql stable parallel safe
return school_id = app.caller_school_id() and (
  app.caller_role() = 'admin'
  or (app.caller_role() = 'form_master' and (assigned_to = app.caller_id() or classroom_id = any (app.caller_led_classroom_ids())))
  or (app.caller_role() = 'teacher' and assigned_to = app.caller_id())
);
comment on function app.may_see_alert(bigint, bigint, bigint) is
  'Admins: their school. Form masters: the classrooms that they lead and what is assigned to them. Teachers: what is assigned to them.';

create function app.may_act_on_alert(school_id bigint, classroom_id bigint, assigned_to bigint) returns boolean
language sql stable parallel safe
return app.may_see_alert(school_id, classroom_id, assigned_to);
comment on function app.may_act_on_alert(bigint, bigint, bigint) is 'Whoever may see an alert may work on it.';

create function app.still_asked(hand_over_to bigint, hand_over_refused boolean) returns bigint
language sql immutable parallel safe
return case when not hand_over_refused then hand_over_to end;
comment on function app.still_asked(bigint, boolean) is 'Who is asked to take a case over and has not said no; null: nobody.';

create function app.may_see_case(school_id bigint, classroom_id bigint, assigned_to bigint, team bigint[], hand_over_to bigint)
returns boolean
language sql stable parallel safe
return school_id = app.caller_school_id() and (
  app.caller_role() = 'admin'
  or (app.caller_role() = 'form_master' and (assigned_to = app.caller_id() or classroom_id = any (app.caller_led_classroom_ids())))
  or (app.caller_role() in ('form_master', 'teacher') and (app.caller_id() = any (team) or hand_over_to = app.caller_id()))
);
comment on function app.may_see_case(bigint, bigint, bigint, bigint[], bigint) is
  'Admins: their school. Form masters: the classrooms that they lead and what is assigned to them. Whoever is in the team, or asked to take over.';

create function app.may_write_note(school_id bigint, assigned_to bigint, team bigint[]) returns boolean
language sql stable parallel safe
return school_id = app.caller_school_id() and (
  app.caller_role() = 'admin'
  or (app.caller_role() in ('form_master', 'teacher') and (assigned_to = app.caller_id() or app.caller_id() = any (team)))
);
comment on function app.may_write_note(bigint, bigint, bigint[]) is 'The owner of the case, its team, and admins.';

create function app.may_read_note(
  school_id bigint, classroom_id bigint, assigned_to bigint, team bigint[], restricted boolean, author_id bigint, named_user_ids bigint[]
) returns boolean
language sql stable parallel safe
return case
  when not restricted then app.may_see_case(school_id, classroom_id, assigned_to, team, null)
  else school_id = app.caller_school_id() and app.caller_role() in ('admin', 'form_master', 'teacher')
    and app.caller_id() = any (array[author_id, assigned_to] || named_user_ids)
end;
comment on function app.may_read_note(bigint, bigint, bigint, bigint[], boolean, bigint, bigint[]) is
  'Whoever sees the case; a restricted note: its author, the owner of the case and whom it names. Not the other admins.';

create function app.may_act_on_case(school_id bigint, assigned_to bigint) returns boolean
language sql stable parallel safe
return school_id = app.caller_school_id() and (
  app.caller_role() = 'admin' or (app.caller_role() = 'form_master' and assigned_to = app.caller_id())
);
comment on function app.may_act_on_case(bigint, bigint) is 'The form master to whom the case is assigned, and admins.';

create function app.may_see_register(school_id bigint, classroom_id bigint, teacher_id bigint) returns boolean
language sql stable parallel safe
return school_id = app.caller_school_id() and (
  app.caller_role() = 'admin'
  or (app.caller_role() in ('form_master', 'teacher') and teacher_id = app.caller_id())
  or (app.caller_role() = 'form_master' and classroom_id = any (app.caller_led_classroom_ids()))
);
comment on function app.may_see_register(bigint, bigint, bigint) is
  'Admins: their school. Form masters: the classrooms that they lead. Whoever teaches the class.';

create function app.may_take_register(school_id bigint, teacher_id bigint) returns boolean
language sql stable parallel safe
return school_id = app.caller_school_id() and (
  app.caller_role() = 'admin' or (app.caller_role() in ('form_master', 'teacher') and teacher_id = app.caller_id())
);
comment on function app.may_take_register(bigint, bigint) is 'Whoever teaches the class, and admins.';

create function app.may_see_classroom(school_id bigint, classroom_id bigint) returns boolean
language sql stable parallel safe
return school_id = app.caller_school_id() and (
  app.caller_role() = 'admin'
  or (app.caller_role() in ('form_master', 'teacher') and classroom_id = any (app.caller_classroom_ids()))
);
comment on function app.may_see_classroom(bigint, bigint) is 'Admins: their school. Form masters and teachers: the classrooms that they lead or teach in.';

create function app.may_act_on_task(school_id bigint, case_assigned_to bigint, assigned_to bigint) returns boolean
language sql stable parallel safe
return school_id = app.caller_school_id() and (
  app.caller_role() = 'admin'
  or (app.caller_role() in ('form_master', 'teacher') and (assigned_to = app.caller_id() or case_assigned_to = app.caller_id()))
);
comment on function app.may_act_on_task(bigint, bigint, bigint) is 'Who is to do it, whose case it is, and admins.';

create function app.may_see_task(school_id bigint, classroom_id bigint, case_assigned_to bigint, assigned_to bigint)
returns boolean
language sql stable parallel safe
return school_id = app.caller_school_id() and (
  app.caller_role() = 'admin'
  or (app.caller_role() in ('form_master', 'teacher') and (assigned_to = app.caller_id() or case_assigned_to = app.caller_id()))
  or (app.caller_role() = 'form_master' and classroom_id = any (app.caller_led_classroom_ids()))
);
comment on function app.may_see_task(bigint, bigint, bigint, bigint) is
  'Who is to do it, and whoever sees the case.';
