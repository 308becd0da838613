-- Joao finds João, and nuur finds NUUR: case and marks do not count.
create function app.searchable(words text) returns text
language sql stable strict parallel safe
return lower(public.unaccent(normalize(words, NFKC)));
comment on function app.searchable(text) is 'Text as it is compared in searches: lower case, without marks.';
