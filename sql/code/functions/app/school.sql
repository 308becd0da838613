create function app.check_school() returns trigger
language plpgsql as $$
begin
  -- Every evaluation asks what day it is at each school: one name that is none would stop them all.
  perform now() at time zone new.time_zone;
  return new;
exception
  when invalid_parameter_value then
    perform app.refuse('time_zone', format('%s is no time zone such as Europe/Lisbon', new.time_zone));
    return null;
end
$$;
comment on function app.check_school() is 'Trigger: the time zone of a school is one.';
