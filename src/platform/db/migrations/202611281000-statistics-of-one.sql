-- An organisation of which the statistics know nothing is taken to have one row: while it takes over its registers, joins by
-- organisation alone look cheap and are not. Whoever writes very many rows of one organisation has the planner count its first
-- thousands, whatever their share of the table: of that one column, which is quick.
drop function platform.renew_statistics();
create function platform.renew_statistics(has_new_organization boolean) returns int language plpgsql security definer
  set search_path = pg_catalog, pg_temp as $$
declare t record; n int := 0;
begin
  for t in
    select s.relid::regclass as name, s.n_mod_since_analyze > 0.5 * (s.n_live_tup - s.n_mod_since_analyze) as has_grown,
      exists (select from pg_attribute a where a.attrelid = s.relid and a.attname = 'organization_id') as is_of_organizations
    from pg_stat_user_tables s join pg_class c on c.oid = s.relid
    where c.relkind = 'r' and pg_has_role(c.relowner, 'usage') and s.n_mod_since_analyze > 500
    order by s.relid loop
    if t.has_grown then
      execute format('analyze (skip_locked) %s', t.name);
      n := n + 1;
    elsif has_new_organization and t.is_of_organizations then
      execute format('analyze (skip_locked) %s (organization_id)', t.name);
      n := n + 1;
    end if;
  end loop;
  return n;
end $$;
revoke execute on function platform.renew_statistics(boolean) from public;
grant execute on function platform.renew_statistics(boolean) to vankho_app;
