-- Who sees which documents is said once, in records/policy.ts (`reachOf`). The `roles` that these functions take are what it
-- makes of a post's roles: `every` (all that is not narrowed), `always` (narrowed ones too), `unit` (what the unit was given).

-- The key under which a narrowed document stands for the roles that no narrowing keeps out.
create function search.always_key(organization uuid) returns uuid language sql immutable parallel safe
  as $$ select md5(organization::text || '/always')::uuid $$;

drop function search.reader_keys(uuid, text[], uuid);
create function search.reader_keys(post uuid, reach text[], unit uuid) returns uuid[] language sql stable
  as $$ select case when 'every' = any(reach) then array[platform.current_organization()] else '{}'::uuid[] end
      || case when 'always' = any(reach) then array[search.always_key(platform.current_organization())] else '{}'::uuid[] end
      || post || search.all_key(platform.current_organization())
      || case when unit is not null and 'unit' = any(reach) then array[unit] else '{}'::uuid[] end $$;

-- Who may find a document, as the records core has it: a narrowed one not by the organisation's own key.
create or replace function search.readers_of(of_document uuid) returns uuid[] language sql stable
  as $$ select array[case when exists (select 1 from records.narrowings n
        where n.organization_id = platform.current_organization() and n.document_id = of_document)
      then search.always_key(platform.current_organization()) else platform.current_organization() end] || coalesce((
      select array_agg(distinct case g.grantee_kind when 'all' then search.all_key(g.organization_id) else g.grantee_id end)
      from records.grants g where g.organization_id = platform.current_organization() and g.document_id = of_document), '{}') $$;
