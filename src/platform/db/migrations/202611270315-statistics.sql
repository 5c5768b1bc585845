-- A system that takes over twenty years of registers in one evening would work with plans made for empty tables until
-- autovacuum comes by: tables that have grown or changed by half since they were last looked at are looked at again now.
-- @returns how many
create function platform.renew_statistics() returns int language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare t regclass; n int := 0;
begin
  for t in
    select s.relid::regclass from pg_stat_user_tables s join pg_class c on c.oid = s.relid
    where c.relkind = 'r' and pg_has_role(c.relowner, 'usage')
      and s.n_mod_since_analyze > greatest(500, 0.5 * (s.n_live_tup - s.n_mod_since_analyze))
    order by s.relid loop
    execute format('analyze (skip_locked) %s', t);
    n := n + 1;
  end loop;
  return n;
end $$;
revoke execute on function platform.renew_statistics() from public;
grant execute on function platform.renew_statistics() to vankho_app;
