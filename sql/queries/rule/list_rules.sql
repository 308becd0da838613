-- The school's rules as they are in effect, with their cuts.
select json_build_object('results', coalesce(json_agg(body order by rule), '[]')) as body
from api.indicator_rule
