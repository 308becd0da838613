-- Loses data: tasks, goals, strategies, reviews, attendance before and after.
set role school_support_owner;

drop table app.case_task;
alter table app.intervention_case
  drop column tier,
  drop column goal,
  drop column strategies,
  drop column review_date,
  drop column attendance_at_opening,
  drop column attendance_at_closing,
  drop column touched_on,
  drop column escalated_on;

reset role;
