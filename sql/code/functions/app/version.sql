-- Every change of a row makes a new version, whoever makes it. Nobody writes these columns but these triggers.

create function app.start_row() returns trigger
language plpgsql as $$
begin
  -- A signed-in caller writes to their own school only; psql and jobs name the school.
  new.school_id := coalesce(app.caller_school_id(), new.school_id);
  return new;
end
$$;
comment on function app.start_row() is 'Trigger: a new row belongs to the caller''s school.';

create function app.next_version() returns trigger
language plpgsql as $$
begin
  new.version := old.version + 1;
  new.updated_at := now();
  return new;
end
$$;
comment on function app.next_version() is 'Trigger: version + 1 at every change, from whatever session.';
