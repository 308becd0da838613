-- How triggers tell a client that its request is refused: SQLSTATE SS422 or SS403, a message written for people, the field
-- in COLUMN, and in HINT what would be allowed, as a JSON array. The API passes these on, and nothing else of an error.
create function app.refuse(field text, message text, allowed text[] default null, state text default 'SS422') returns void
language plpgsql as $$
begin
  raise exception using
    errcode = state, message = refuse.message, column = field,
    hint = coalesce(to_json(allowed)::text, '');
end
$$;
comment on function app.refuse(text, text, text[], text) is 'Raises an error whose text a client may read.';
