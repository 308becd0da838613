-- How many students a rule would flag with other cuts, by classroom, against what it gives now. Changes nothing.
-- $1 rule. $2 {cuts: [{band, measure, window_days, minimum_days, cut}]}. $3 as of, null: today at the school.
with asked as (
  select school_id, coalesce($3::date, app.today(school_id)) as day from app.school
), tried as materialized (
  select judged.*
  from asked
  cross join lateral app.judge(school_id, app.enrolled_students(school_id, day), day, app.cuts_of($1::app.rule, $2::jsonb -> 'cuts')) judged
), current as materialized (
  select judged.student_id, judged.state
  from asked
  cross join lateral app.indicators_of(school_id, app.enrolled_students(school_id, day), day) judged
  where judged.rule = $1::app.rule
), flagged as (
  select classroom_id, tried.state, current.state as state_now
  from current
  left join tried using (student_id)
  join app.student using (student_id)
)
select json_build_object(
  'rule', $1::text, 'as_of', (select day from asked),
  'students', (select count(*) from flagged),
  'would_flag', (
    select json_build_object(
      'watch', count(*) filter (where state = 'watch'), 'tier2', count(*) filter (where state = 'tier2'),
      'tier3', count(*) filter (where state = 'tier3'), 'not_enough_data', count(*) filter (where state = 'not_enough_data'))
    from flagged
  ),
  'flags_now', (
    select json_build_object(
      'watch', count(*) filter (where state_now = 'watch'), 'tier2', count(*) filter (where state_now = 'tier2'),
      'tier3', count(*) filter (where state_now = 'tier3'), 'not_enough_data', count(*) filter (where state_now = 'not_enough_data'))
    from flagged
  ),
  'by_classroom', (
    select coalesce(json_agg(
      json_build_object(
        'classroom', json_build_object('classroom_id', classroom_id, 'name', name),
        'watch', watch, 'tier2', tier2, 'tier3', tier3, 'flagged_now', flagged_now
      ) order by name), '[]')
    from (
      select classroom_id, count(*) filter (where state = 'watch') as watch, count(*) filter (where state = 'tier2') as tier2,
        count(*) filter (where state = 'tier3') as tier3, count(*) filter (where state_now > 'none') as flagged_now
      from flagged
      group by classroom_id
    ) counted
    join app.classroom using (classroom_id)
  )
) as body
