-- One case, for whoever is asked to take it over.
-- $1 case_id.
select version, body, may_act from app.offered_case($1)
