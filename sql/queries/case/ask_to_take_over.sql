-- Asks for all active cases of somebody, or of everybody, to be taken over: by one person, or by who leads the student's classroom now.
-- A case whose classroom nobody leads who could is left as it is, and counted.
-- $1 from: user_id, or null. $2 to: user_id, or null. $3 reason, or null.
with target as (
  select case_id, coalesce($2::bigint, master.user_id) as user_id
  from app.intervention_case
  left join app.classroom using (school_id, classroom_id)
  left join app.user_account master
    on master.school_id = classroom.school_id and master.user_id = form_master_id and active and role in ('form_master', 'admin')
  where status <> 'closed' and not voided and ($1::bigint is null or assigned_to = $1)
), asked as (
  update app.intervention_case record
  set hand_over_to = target.user_id, reason = coalesce($3, reason)
  from target
  -- Of the row that is written, so that one which is being closed is left out.
  where record.case_id = target.case_id and status <> 'closed' and not voided and ($1::bigint is null or assigned_to = $1)
    and target.user_id is distinct from assigned_to and target.user_id is distinct from hand_over_to and target.user_id is not null
  returning 1
)
select json_build_object(
  'asked', (select count(*) from asked),
  'left_out', (select count(*) from target where user_id is null)) as body
