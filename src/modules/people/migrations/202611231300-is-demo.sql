-- Is an organisation a demo one? Asked by the guards of tables from which nothing else may ever be removed (decision 15).
create function people.is_demo(organization uuid) returns boolean language sql stable
  set search_path = pg_catalog
  as $$ select coalesce((select o.is_demo from people.organization o where o.id = organization), false) $$;
grant execute on function people.is_demo(uuid) to vankho_app;
