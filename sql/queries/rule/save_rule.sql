-- Saves a rule as a new version, if it is still the version that the change was based on.
-- $1 rule. $2 version. $3 {cuts: [{band, measure, window_days, minimum_days, cut}]}.
select version
from app.save_rule($1::app.rule, $2, $3::jsonb -> 'cuts') version
where version is not null
