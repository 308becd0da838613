-- Who has a case open.

create function app.is_present(here boolean, seen_at timestamptz) returns boolean
language sql stable parallel safe
return here and seen_at > now() - interval '20 seconds';
comment on function app.is_present(boolean, timestamptz) is 'Whether a reader is still there: their page is heard of every 10 seconds.';

create function app.note_presence() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  new.school_id := coalesce(app.caller_school_id(), new.school_id);
  new.user_id := coalesce(app.caller_id(), new.user_id);
  select record.classroom_id, record.assigned_to, record.team, app.still_asked(record.hand_over_to, record.hand_over_refused)
  into new.classroom_id, new.assigned_to, new.team, new.hand_over_to
  from app.intervention_case record
  where record.school_id = new.school_id and record.case_id = new.case_id;
  new.seen_at := now();
  if tg_op = 'UPDATE' then
    if new.here = app.is_present(old.here, old.seen_at) then
      new.event_id := old.event_id;
      new.transaction_id := old.transaction_id;
      return new;
    end if;
  end if;
  new.since := now();
  -- Before its number is drawn: audit.changes_after relies on it.
  new.transaction_id := pg_current_xact_id();
  new.event_id := nextval('audit.event_id');
  return new;
end
$$;
comment on function app.note_presence() is
  'Trigger: a reader is where their case is. Coming and going have a number that open pages are told; being seen again has none.';
