-- What the caller sees first, by their role.
select case app.caller_role()
  when 'form_master' then (select body from api.form_master_dashboard)
  when 'admin' then (select body from api.admin_dashboard)
  when 'teacher' then (select body from api.teacher_dashboard)
end as body
