-- What somebody types as their e-mail or comes from, as it is compared.

create function auth.normal_email(email text) returns text
language sql immutable
return lower(btrim(email, E' \t\r\n'));
comment on function auth.normal_email(text) is 'In lower case, without spaces around it.';

create function auth.account_hash(email text) returns bytea
language sql immutable
return sha256(convert_to(auth.normal_email(email), 'UTF8'));
comment on function auth.account_hash(text) is 'Names an account in auth.login_attempt, whether it exists or not.';

create function auth.place(client_address inet) returns inet
language sql immutable
return case family(client_address) when 6 then network(set_masklen(client_address, 64))::inet else client_address end;
comment on function auth.place(inet) is 'Where somebody comes from: an IPv4 address, or the first 64 bits of an IPv6 address.';
