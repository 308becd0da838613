-- What cannot go in, in the order of the file.
select line, field, string_agg(distinct reason, '; ') from pg_temp.import_refusal group by line, field order by line, field
