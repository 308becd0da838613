-- The roles stay: other databases of the cluster may use them. Their settings here go.

drop schema audit;
drop schema auth;
drop schema api;
drop schema app;
drop extension unaccent;
drop extension btree_gist;

do $$
begin
  execute format('alter role school_support_api in database %I reset all', current_database());
end
$$;
