-- What happens when an alert is raised or changed.

create function app.start_alert() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  select student.classroom_id into new.classroom_id
  from app.student
  where student.school_id = new.school_id and student.student_id = new.student_id
  for no key update;  -- of who is being moved, where to; note_assigned_users writes the row in a moment
  new.raised_by := coalesce(app.caller_id(), new.raised_by);
  new.raised_on := coalesce(new.raised_on, app.today(new.school_id));
  if new.status in ('resolved', 'dismissed') then
    new.closed_on := coalesce(new.closed_on, app.today(new.school_id));
  end if;
  if new.assigned_to is not null then
    perform app.check_assignee(new.school_id, new.assigned_to, null);
  end if;
  return new;
end
$$;
comment on function app.start_alert() is 'Trigger: a new alert stands in its student''s classroom.';

create function app.check_alert_change() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  admin_only boolean;
  caller_role text := app.caller_role();
begin
  if new.status <> old.status then
    select transition.admin_only into admin_only
    from app.alert_transition transition
    where from_status = old.status and to_status = new.status;
    if not found then
      perform app.refuse(
        'status', format('An alert that is %s cannot become %s', old.status, new.status),
        array(
          select to_status::text from app.alert_transition transition
          where from_status = old.status and (not transition.admin_only or coalesce(caller_role, 'admin') = 'admin')
          order by transition.to_status
        )
      );
    elsif admin_only and caller_role <> 'admin' then
      perform app.refuse('status', format('Only an admin moves an alert from %s to %s', old.status, new.status), null, 'SS403');
    end if;
    if new.status in ('resolved', 'dismissed') then
      new.closed_on := coalesce(new.closed_on, app.today(new.school_id));
    end if;
  end if;
  if new.status in ('resolved', 'dismissed') and new.close_reason is null and not new.cleared then
    perform app.refuse('close_reason', 'Closing an alert needs a close_reason', enum_range(null::app.close_reason)::text[]);
  elsif new.status not in ('resolved', 'dismissed') and new.close_reason is not null then
    perform app.refuse('close_reason', 'Only an alert that is resolved or dismissed has a close_reason');
  end if;
  if app.caller_id() is not null then
    new.touched_on := app.today(new.school_id);
    if new.claimed_by is distinct from old.claimed_by then
      new.claimed_by := app.caller_id();
    end if;
    if new.snoozed_until is distinct from old.snoozed_until and new.snoozed_until <= new.touched_on then
      perform app.refuse('snoozed_until', 'An alert rests until a day that is still to come');
    elsif new.snoozed_until is distinct from old.snoozed_until and new.snoozed_until > new.touched_on + 366 then
      perform app.refuse('snoozed_until', 'An alert rests for a year at most');
    end if;
  end if;
  if new.assigned_to is distinct from old.assigned_to then
    if caller_role = 'teacher' then
      perform app.refuse('assigned_to', 'Only a form master or an admin assigns an alert', null, 'SS403');
    end if;
    if new.assigned_to is not null then
      perform app.check_assignee(new.school_id, new.assigned_to, null);
    end if;
  end if;
  return new;
end
$$;
comment on function app.check_alert_change() is 'Trigger: moves of the status as in app.alert_transition; who may assign.';
