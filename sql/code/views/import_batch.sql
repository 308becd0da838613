create view api.import_batch with (security_invoker) as
select school_id, import_batch_id, state, version,
  json_build_object(
    'import_batch_id', import_batch_id, 'kind', kind, 'file_name', file_name, 'options', options, 'state', state,
    'counts', counts, 'message', message, 'obstacles', obstacles,
    'requested_by', json_build_object(
      'user_id', requested_by,
      'name', (
        select name from app.user_account where user_account.school_id = import_batch.school_id and user_id = requested_by
      )
    ),
    'applied_at', applied_at, 'version', version, 'created_at', created_at, 'updated_at', updated_at
  ) as body
from app.import_batch;
comment on view api.import_batch is 'Imports as the API shows them.';
