create view api.indicator_rule with (security_invoker) as
select school_id, rule, version,
  json_build_object(
    'rule', rule, 'concern', app.concern_of(rule), 'version', version, 'effective_from', effective_from,
    'saved_by', case when saved_by is not null then json_build_object(
      'user_id', saved_by,
      'name', (
        select name from app.user_account where user_account.school_id = newest.school_id and user_id = saved_by
      )
    ) end,
    'cuts', (
      select json_agg(
        json_build_object(
          'band', band, 'measure', measure, 'window_days', window_days, 'minimum_days', minimum_days, 'cut', cut
        )
        order by band, measure, window_days
      )
      from app.indicator_cut
      where indicator_cut.school_id = newest.school_id and indicator_cut.rule = newest.rule
        and indicator_cut.version = newest.version
    )
  ) as body
from (
  select distinct on (school_id, rule) * from app.indicator_rule order by school_id, rule, version desc
) newest;
comment on view api.indicator_rule is 'The newest version of each rule as the API shows it.';
