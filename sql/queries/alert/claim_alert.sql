-- Takes an alert that nobody has taken yet.
-- $1 alert_id.
update app.alert
set claimed_by = app.caller_id(), assigned_to = app.caller_id(),
  status = case status when 'active' then 'under_review' else status end
where alert_id = $1 and claimed_by is null and status in ('active', 'under_review', 'escalated')
returning version
