create view ops.slow with (security_invoker) as
select * from ops.slow_statements();
comment on view ops.slow is
  'Statements by the time that they took altogether, since pg_stat_statements_reset(); needs the extension pg_stat_statements.';
comment on column ops.slow.statement is 'Its file in sql/queries; - for what is not of the server.';
comment on column ops.slow.calls is 'How often it ran.';
comment on column ops.slow.total_seconds is 'How long all runs took.';
comment on column ops.slow.share_percent is 'Of the time of all statements of this database.';
comment on column ops.slow.mean_ms is 'One run, on average.';
comment on column ops.slow.max_ms is 'The longest run.';
comment on column ops.slow.rows_per_call is 'Rows, on average.';
comment on column ops.slow.cache_percent is 'How many of the pages it read were in shared_buffers.';
comment on column ops.slow.query is 'On one line, without the comments above it.';
