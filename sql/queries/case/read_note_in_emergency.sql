-- A restricted note for an admin who says why; the owner of the case is told, and it stands in the trail.
-- $1 case_note_id. $2 reason.
select audit.read_note_in_emergency($1, $2) as body
