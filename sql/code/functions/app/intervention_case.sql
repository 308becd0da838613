-- What happens when a case is opened or changed.

create function app.start_case() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  form_master bigint;
begin
  -- Of who is being moved, where to; note_assigned_users writes the row in a moment.
  perform from app.student where school_id = new.school_id and student_id = new.student_id for no key update;
  -- One who is gone, or runs no cases, is passed over.
  select student.classroom_id, master.user_id into new.classroom_id, form_master
  from app.student
  left join app.classroom using (school_id, classroom_id)
  left join app.user_account master
    on master.school_id = classroom.school_id and user_id = form_master_id and active and role in ('form_master', 'admin')
  where student.school_id = new.school_id and student.student_id = new.student_id;

  new.opened_by := coalesce(app.caller_id(), new.opened_by);
  if app.caller_role() = 'form_master' then
    if new.assigned_to <> app.caller_id() then
      perform app.refuse('assigned_to', 'Only an admin assigns a case to somebody else', null, 'SS403');
    end if;
    new.assigned_to := app.caller_id();
  end if;
  new.assigned_to := coalesce(new.assigned_to, form_master, new.opened_by);
  perform app.check_assignee(new.school_id, new.assigned_to, '{form_master,admin}');

  if app.caller_id() is not null then
    new.touched_on := app.today(new.school_id);
    if new.follow_up_date < new.touched_on then
      perform app.refuse('follow_up_date', 'The follow-up date is in the past');
    end if;
    if new.review_date < new.touched_on then
      perform app.refuse('review_date', 'The date of the review is in the past');
    end if;
  end if;
  perform app.check_team(new.school_id, 'team', new.team);
  if new.alert_id is not null then
    perform from app.alert
    where school_id = new.school_id and alert_id = new.alert_id and student_id = new.student_id
      and (app.caller_id() is null or app.may_see_alert(school_id, classroom_id, assigned_to));
    if not found then
      perform app.refuse('alert_id', 'Not an alert of this student');
    end if;
  end if;
  new.voided_at := case when new.voided then coalesce(new.voided_at, now()) end;
  new.attendance_at_opening := app.recent_attendance(new.school_id, new.student_id, app.day_at(new.school_id, new.created_at));
  if new.status = 'closed' then
    new.attendance_at_closing := app.recent_attendance(new.school_id, new.student_id, app.day_at(new.school_id, new.closed_at));
  end if;
  return new;
end
$$;
comment on function app.start_case() is 'Trigger: a new case stands in its student''s classroom and is assigned to its form master.';

create function app.check_team(school bigint, field text, members bigint[]) returns void
language plpgsql stable as $$
declare
  stranger bigint;
begin
  select member into stranger
  from unnest(members) member
  where not exists (select from app.user_account where school_id = school and user_id = member and active)
  limit 1;
  if found then
    perform app.refuse(field, format('%s is no active user of this school', stranger));
  end if;
end
$$;
comment on function app.check_team(bigint, text, bigint[]) is 'Refuses who is of another school or disabled.';

create function app.check_hand_over(old app.intervention_case, new app.intervention_case) returns void
language plpgsql stable as $$
begin
  if new.hand_over_to is not null and (new.status = 'closed' or new.voided) then
    perform app.refuse('hand_over_to', 'Only an active case is taken over');
  end if;
  if app.caller_role() <> 'admin' and new.hand_over_to is not null
    and (new.hand_over_to is distinct from old.hand_over_to or old.hand_over_refused and not new.hand_over_refused) then
    perform app.refuse('hand_over_to', 'Only an admin asks somebody to take a case over', null, 'SS403');
  end if;
  if new.hand_over_to is distinct from old.hand_over_to and new.hand_over_to is not null then
    if new.hand_over_to = new.assigned_to then
      perform app.refuse('hand_over_to', 'The case is theirs already');
    end if;
    perform from app.user_account
    where school_id = new.school_id and user_id = new.hand_over_to and active and role in ('form_master', 'admin');
    if not found then
      perform app.refuse('hand_over_to', 'Not an active form master or admin of this school');
    end if;
  end if;
end
$$;
comment on function app.check_hand_over(app.intervention_case, app.intervention_case) is 'Refuses requests to take over that are not an admin''s, or to nobody who could, or of a case that is over.';

create function app.refuse_hand_over(id bigint, based_on bigint, why text) returns setof bigint
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  -- As the owner: row level security lets nobody change a row into one that they no longer see.
  return query
    update app.intervention_case
    set hand_over_refused = true, reason = coalesce(why, reason)
    where school_id = app.caller_school_id() and case_id = id and version = based_on
      and hand_over_to = app.caller_id() and not hand_over_refused
    returning version;
  if not found then
    -- Their own no, said again.
    return query
      select version from app.intervention_case
      where school_id = app.caller_school_id() and case_id = id and version = based_on + 1
        and hand_over_to = app.caller_id() and hand_over_refused
        and exists (
          select from audit.event
          where event.school_id = app.caller_school_id() and event.entity = 'intervention_case' and event.entity_id = id
            and event.version = based_on + 1 and event.source = 'database' and event.occurred_at > now() - interval '1 day'
            and event.user_id = app.caller_id() and event.changes ? 'hand_over_refused');
  end if;
end
$$;
comment on function app.refuse_hand_over(bigint, bigint, text) is
  'Says no to taking a case over, which the caller then sees no longer. Returns the new version, also when it is said twice; no row: it has another.';

create function app.offered_case(id bigint) returns table (version bigint, body json, may_act boolean)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query
    select record.version, shown.body, app.still_asked(record.hand_over_to, record.hand_over_refused) is not distinct from app.caller_id()
    from app.intervention_case record
    join api.intervention_case shown using (school_id, case_id)
    where school_id = app.caller_school_id() and case_id = id
      and app.may_see_case(school_id, record.classroom_id, record.assigned_to, record.team, record.hand_over_to);
end
$$;
comment on function app.offered_case(bigint) is
  'A case, for whoever sees it or was asked to take it over: also the one who has just said no. may_act: they are still asked.';

create function app.check_case_change() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  move app.case_transition;
  caller_role text := app.caller_role();
begin
  if old.voided and new.voided and caller_role is not null then
    perform app.refuse('voided', 'This case is voided and stays as it is; an admin may take that back');
  end if;
  -- The policy lets in who is asked to take over: to say yes or no, and to change nothing else before.
  if caller_role is not null and not app.may_act_on_case(old.school_id, old.assigned_to)
    and to_jsonb(new) - '{assigned_to,hand_over_to,hand_over_refused,reason}'::text[]
      <> to_jsonb(old) - '{assigned_to,hand_over_to,hand_over_refused,reason}'::text[] then
    raise exception 'not theirs yet' using errcode = '42501';
  end if;
  -- What is over, nobody is asked to take over.
  if (new.status = 'closed' or new.voided) and new.hand_over_to = old.hand_over_to then
    new.hand_over_to := null;
  end if;
  if new.hand_over_to is distinct from old.hand_over_to then
    new.hand_over_refused := false;
  end if;
  if new.status <> old.status then
    select * into move from app.case_transition where from_status = old.status and to_status = new.status;
    if not found then
      perform app.refuse(
        'status', format('A case that is %s cannot become %s', old.status, new.status),
        array(
          select to_status::text from app.case_transition
          where from_status = old.status and (not admin_only or coalesce(caller_role, 'admin') = 'admin')
          order by case_transition.to_status
        )
      );
    elsif move.admin_only and caller_role <> 'admin' then
      perform app.refuse('status', format('Only an admin moves a case from %s to %s', old.status, new.status), null, 'SS403');
    elsif move.needs_reason and coalesce(new.reason, '') !~ '\S' then
      perform app.refuse('reason', format('Moving a case from %s to %s needs a reason', old.status, new.status));
    end if;
    if new.status = 'closed' then
      new.closed_at := now();
      new.reason := case when new.voided then new.reason end;
      new.attendance_at_closing := app.recent_attendance(new.school_id, new.student_id, app.today(new.school_id));
    else
      new.closed_at := null;
    end if;
    -- Closed cases stay where they were: one that is opened again stands where its student does.
    if old.status = 'closed' then
      select classroom_id into new.classroom_id from app.student
      where school_id = new.school_id and student_id = new.student_id
      for share;
    end if;
  end if;
  if new.assigned_to <> old.assigned_to then
    -- Whoever takes a case over assigns it to themselves, and nothing else.
    if caller_role <> 'admin' and (app.caller_id(), new.assigned_to) is distinct from (old.hand_over_to, old.hand_over_to) then
      perform app.refuse('assigned_to', 'Only an admin assigns a case to somebody else', null, 'SS403');
    end if;
    perform app.check_assignee(new.school_id, new.assigned_to, '{form_master,admin}');
  end if;
  if new.team <> old.team then
    perform app.check_team(new.school_id, 'team', new.team);
  end if;
  if new.hand_over_to is distinct from old.hand_over_to or new.hand_over_refused <> old.hand_over_refused then
    perform app.check_hand_over(old, new);
  end if;
  if new.voided <> old.voided and caller_role <> 'admin' then
    perform app.refuse('voided', 'Only an admin voids a case', null, 'SS403');
  end if;
  if new.voided <> old.voided then
    new.voided_at := case when new.voided then now() end;
  end if;
  -- What stands there from before, such as why somebody did not take the case over, is no reason for this.
  if new.voided and not old.voided and (coalesce(new.reason, '') !~ '\S' or new.reason = old.reason) then
    perform app.refuse('reason', 'Voiding a case needs a reason');
  end if;
  if caller_role is not null
    and new.follow_up_date is distinct from old.follow_up_date and new.follow_up_date < app.today(new.school_id) then
    perform app.refuse('follow_up_date', 'The follow-up date is in the past');
  end if;
  if caller_role is not null then
    new.touched_on := app.today(new.school_id);
    if new.review_date is distinct from old.review_date and new.review_date < new.touched_on then
      perform app.refuse('review_date', 'The date of the review is in the past');
    end if;
  end if;
  return new;
end
$$;
comment on function app.check_case_change() is
  'Trigger: moves of the status as in app.case_transition; who may assign and void; no follow-up in the past.';

create function app.attach_alerts() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  covers boolean := new.status <> 'closed' and not new.voided;
begin
  if tg_op = 'UPDATE' and covers = (old.status <> 'closed' and not old.voided) then
    return null;
  end if;
  -- First whoever raises an alert of this student comes to an end; the next statement then sees it.
  perform from app.student where school_id = new.school_id and student_id = new.student_id for no key update;
  if not covers then
    update app.alert set case_id = null
    where school_id = new.school_id and case_id = new.case_id and status in ('active', 'under_review', 'escalated');
    return null;
  end if;
  update app.alert
  set case_id = new.case_id, status = case status when 'active' then 'under_review' else status end
  where school_id = new.school_id and student_id = new.student_id and case_id is null
    and status in ('active', 'under_review', 'escalated')
    and (alert_id = new.alert_id or app.concern_of_alert(rule) = new.concern);
  return null;
end
$$;
comment on function app.attach_alerts() is
  'Trigger: while a case is active it covers the open alerts of its student that are about the same; no longer.';

create function app.refuse_voided(school bigint, id bigint) returns void
language plpgsql stable as $$
begin
  perform from app.intervention_case where school_id = school and case_id = id and voided;
  if found then
    perform app.refuse('case_id', 'This case is voided and takes nothing new');
  end if;
end
$$;
comment on function app.refuse_voided(bigint, bigint) is 'Refuses what is added to a case that was opened by mistake.';

create function app.own_tasks() returns setof app.case_task
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
  -- As the owner: whoever is to do a task need not see its case.
  select task.*
  from app.case_task task
  join app.intervention_case record using (school_id, case_id)
  where school_id = app.caller_school_id() and app.caller_id() in (task.assigned_to, task.case_assigned_to)
    and task.done_on is null and record.status <> 'closed' and not record.voided;
end;
comment on function app.own_tasks() is 'What is left to do in active cases: by the caller, or in the caller''s own cases.';

create function app.start_case_task() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if app.caller_id() is not null then
    perform app.refuse_voided(new.school_id, new.case_id);
  end if;
  select intervention_case.classroom_id, intervention_case.assigned_to into new.classroom_id, new.case_assigned_to
  from app.intervention_case
  where intervention_case.school_id = new.school_id and intervention_case.case_id = new.case_id
  for share;
  new.assigned_to := coalesce(new.assigned_to, new.case_assigned_to);
  perform app.check_assignee(new.school_id, new.assigned_to, null);
  return new;
end
$$;
comment on function app.start_case_task() is 'Trigger: a task stands where its case stands; it is for whose case it is, if nobody is named.';

create function app.check_task_change() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if new.assigned_to <> old.assigned_to then
    perform app.check_assignee(new.school_id, new.assigned_to, null);
  end if;
  if new.done_on > app.today(new.school_id) then
    perform app.refuse('done_on', 'What has not happened yet is not done');
  end if;
  return new;
end
$$;
comment on function app.check_task_change() is 'Trigger: who may be asked to do it, and when it was done.';

create function app.start_case_note() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if app.caller_id() is not null then
    perform app.refuse_voided(new.school_id, new.case_id);
  end if;
  select intervention_case.classroom_id, intervention_case.assigned_to, intervention_case.team
  into new.classroom_id, new.assigned_to, new.team
  from app.intervention_case
  where intervention_case.school_id = new.school_id and intervention_case.case_id = new.case_id
  for share;
  if new.kind = 'contact' and new.outcome is null then
    perform app.refuse('outcome', 'A contact has an outcome', enum_range(null::app.contact_outcome)::text[]);
  elsif new.kind <> 'contact' and new.outcome is not null then
    perform app.refuse('outcome', 'Only a contact has an outcome');
  end if;
  if not new.restricted and new.named_user_ids <> '{}' then
    perform app.refuse('named_user_ids', 'Only a restricted note names who may read it');
  end if;
  perform app.check_team(new.school_id, 'named_user_ids', new.named_user_ids);
  new.author_id := coalesce(app.caller_id(), new.author_id);
  if app.caller_id() is not null and new.occurred_at > now() + interval '1 minute' then
    perform app.refuse('occurred_at', 'What has not happened yet cannot be noted');
  end if;
  return new;
end
$$;
comment on function app.start_case_note() is 'Trigger: a note stands where its case stands; its author is the caller.';

create function app.refuse_note_change() returns trigger
language plpgsql as $$
begin
  if (to_jsonb(new) - '{classroom_id,assigned_to,team}'::text[]) <> (to_jsonb(old) - '{classroom_id,assigned_to,team}'::text[]) then
    raise exception 'app.case_note is append-only' using errcode = '42501';
  end if;
  return new;
end
$$;
comment on function app.refuse_note_change() is 'Trigger: a note follows its case, and nothing else of it changes.';

create function app.move_case_notes() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  goes_to_admin boolean;
begin
  if new.classroom_id is distinct from old.classroom_id or new.assigned_to <> old.assigned_to or new.team <> old.team then
    select role = 'admin' into goes_to_admin from app.user_account
    where school_id = new.school_id and user_id = new.assigned_to;
    -- An admin reads what is restricted in an emergency only, also when the case is now theirs.
    update app.case_note
    set classroom_id = new.classroom_id, team = new.team,
      assigned_to = case when restricted and goes_to_admin then assigned_to else new.assigned_to end
    where school_id = new.school_id and case_id = new.case_id;
    update app.case_task
    set classroom_id = new.classroom_id, case_assigned_to = new.assigned_to
    where school_id = new.school_id and case_id = new.case_id;
  end if;
  return null;
end
$$;
comment on function app.move_case_notes() is 'Trigger: notes and tasks stand where their case stands; restricted notes stay with their reader when an admin takes it.';
