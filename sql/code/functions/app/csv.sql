-- CSV that is safe to open in a spreadsheet.

create function app.csv_cell(value text) returns text
language sql immutable parallel safe
return case
  when value is null or value = '' then ''
  else '"' || replace(case when value ~ '^[=+\-@\t\r]' then '''' || value else value end, '"', '""') || '"'
end;
comment on function app.csv_cell(text) is 'A quoted cell; what a spreadsheet would take for a formula begins with an apostrophe.';

create function app.csv_row(variadic cells text[]) returns text
language sql immutable parallel safe
return (select string_agg(app.csv_cell(cell), ',' order by position) || E'\r\n' from unnest(cells) with ordinality as known (cell, position));
comment on function app.csv_row(text[]) is 'A line of CSV.';
