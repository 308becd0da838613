-- The claims of the caller, as auth.enter set them for this transaction. Plain SQL, so that the planner inlines them into
-- policies. A local setting reads back as '' after its transaction, hence nullif.

create function app.caller_school_id() returns bigint
language sql stable parallel safe
return nullif(current_setting('app.school_id', true), '')::bigint;
comment on function app.caller_school_id() is 'School of the signed-in user; null without one.';

create function app.caller_id() returns bigint
language sql stable parallel safe
return nullif(current_setting('app.user_id', true), '')::bigint;
comment on function app.caller_id() is 'The signed-in user; null without one.';

create function app.caller_role() returns text
language sql stable parallel safe
return nullif(current_setting('app.user_role', true), '');
comment on function app.caller_role() is 'teacher, form_master or admin; null without a signed-in user.';

create function app.caller_classroom_ids() returns bigint[]
language sql stable parallel safe
return coalesce(nullif(current_setting('app.classroom_ids', true), ''), '{}')::bigint[];
comment on function app.caller_classroom_ids() is 'Classrooms that a form master leads or teaches in, or that a teacher teaches in.';

create function app.caller_led_classroom_ids() returns bigint[]
language sql stable parallel safe
return coalesce(nullif(current_setting('app.led_classroom_ids', true), ''), '{}')::bigint[];
comment on function app.caller_led_classroom_ids() is 'Classrooms that a form master leads.';
