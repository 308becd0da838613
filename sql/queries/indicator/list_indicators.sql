-- What each rule gives for a student: what was given as of the day, not what would be computed today.
-- $1 student_id. $2 as of, null or a day to come: today at the school.
with given as (
  select student.school_id, asked.day as as_of, known.rule, app.concern_of(known.rule) as concern,
    state, risk_level, measure, numerator, denominator, window_days, cut, rule_version, since
  from app.student
  cross join lateral (select least($2::date, app.today(student.school_id)) as day) asked
  cross join unnest(enum_range(null::app.rule)) known (rule)
  left join (
    select rule, state, risk_level, measure, numerator, denominator, window_days, cut, rule_version, day as since,
      lead(day) over (partition by rule order by day) as until
    from app.student_indicators($1)
  ) indicator on indicator.rule = known.rule and since <= asked.day and coalesce(until > asked.day, true)
  where student.student_id = $1
)
select json_build_object(
  'student_id', $1::bigint, 'as_of', min(as_of),
  -- Two areas at tier 2 make tier 3.
  'tier', case
    when max(state) = 'tier2' and count(distinct concern) filter (where state = 'tier2') > 1 then 'tier3'
    else coalesce(max(state), 'not_enough_data')
  end,
  'results', json_agg(
    json_build_object(
      'rule', rule, 'concern', concern, 'state', coalesce(state, 'not_enough_data'), 'risk_level', risk_level,
      'sentence', app.indicator_sentence(measure, numerator, denominator, window_days),
      'measure', measure, 'numerator', numerator, 'denominator', denominator, 'window_days', window_days,
      'cut', cut, 'rule_version', rule_version, 'since', since
    )
    order by rule
  )
) as body
from given
having count(*) > 0
