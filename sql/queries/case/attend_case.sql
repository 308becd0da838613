-- The caller is in a case, or leaves it; answers who else is there, since when. No row if the caller does not see the case.
-- $1 case_id. $2 whether the caller stays.
with seen as (
  update app.case_presence set here = $2 where case_id = $1 and user_id = app.caller_id() returning case_id
), come as (
  insert into app.case_presence (case_id)
  select case_id from app.intervention_case where case_id = $1 and $2 and not exists (select from seen)
  on conflict do nothing
)
select json_build_object('results', (
    select coalesce(json_agg(json_build_object('user_id', user_id, 'name', name, 'since', since) order by since, user_id), '[]')
    from app.case_presence presence
    join app.user_account using (school_id, user_id)
    where presence.case_id = $1 and user_id <> app.caller_id() and app.is_present(here, seen_at)
  )) as body,
  -- Losing this to a crash loses nothing: the page is heard of again.
  set_config('synchronous_commit', 'off', true)
from app.intervention_case
where case_id = $1
