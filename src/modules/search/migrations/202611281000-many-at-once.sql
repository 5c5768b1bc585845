-- Very many rows at once (old registers, a rebuild). The index of words keeps new entries in a short list and sorts it in when it is
-- full: 64 kB for a registration, so that none waits long (before: a setting of the index). Sets of thousands of rows are far cheaper
-- sorted in together: they use a long list, and sort it in themselves before they end. Meanwhile a registration must not be the one
-- that finds the list too long: it sees by the lock below that a set is being written, and leaves the sorting to it.
drop index search.document_tokens;
create index document_tokens on search.document using gin (tokens, readers);

create or replace function search.add(rows jsonb) returns void language plpgsql security definer
  set search_path = pg_catalog, pg_temp set gin_pending_list_limit = '64kB' as $$
begin
  -- 7301: a set is being written; never waited for
  if not pg_try_advisory_xact_lock_shared(7301, 1) then perform set_config('gin_pending_list_limit', '1GB', true); end if;
  insert into search.document (organization_id, document_id, at, day, direction, type_code, issuer_name, issuer_key, signer_key, readers, tokens)
  select platform.current_organization(), r.document_id, r.at, r.day, r.direction, r.type_code, r.issuer_name, r.issuer_key, r.signer_key,
    search.readers_of(r.document_id), r.tokens::tsvector
  from jsonb_to_recordset(rows) as r(document_id uuid, at timestamptz, day date, direction text, type_code text,
    issuer_name text, issuer_key text, signer_key text, tokens text)
  on conflict (organization_id, document_id, at) do update set day = excluded.day, direction = excluded.direction,
    type_code = excluded.type_code, issuer_name = excluded.issuer_name, issuer_key = excluded.issuer_key,
    signer_key = excluded.signer_key, readers = excluded.readers, tokens = excluded.tokens;
end $$;

create or replace function search.put_readers(of_document uuid) returns void language plpgsql security definer
  set search_path = pg_catalog, pg_temp set gin_pending_list_limit = '64kB' as $$
begin
  if not pg_try_advisory_xact_lock_shared(7301, 1) then perform set_config('gin_pending_list_limit', '1GB', true); end if;
  update search.document set readers = search.readers_of(of_document)
    where organization_id = platform.current_organization() and document_id = of_document
      and readers is distinct from search.readers_of(of_document);
end $$;

-- Rows of a set, in place of whatever stood for these documents; one set at a time, its last statement.
create function search.put_many(rows jsonb) returns void language plpgsql security definer
  set search_path = pg_catalog, pg_temp set gin_pending_list_limit = '1GB' as $$
declare
  organization uuid := platform.current_organization();
  ids uuid[];
  slices text[];
  one text;
begin
  perform pg_advisory_xact_lock(7301, 1);
  select array_agg(r.document_id), array_agg(distinct s.name) into ids, slices
    from jsonb_to_recordset(rows) as r(document_id uuid, at timestamptz)
    join search.slice s on r.at >= s.from_at and r.at < s.to_at;
  if ids is null then return; end if;
  update search.content c set at = r.at from jsonb_to_recordset(rows) as r(document_id uuid, at timestamptz)
    where c.organization_id = organization and c.document_id = any(ids) and c.document_id = r.document_id and c.at <> r.at;
  delete from search.document d where d.organization_id = organization and d.document_id = any(ids);
  insert into search.document (organization_id, document_id, at, day, direction, type_code, issuer_name, issuer_key, signer_key, readers, tokens)
  select organization, r.document_id, r.at, r.day, r.direction, r.type_code, r.issuer_name, r.issuer_key, r.signer_key,
    array[case when n.document_id is null then organization else search.always_key(organization) end] || coalesce(g.keys, '{}'),
    r.tokens::tsvector
  from jsonb_to_recordset(rows) as r(document_id uuid, at timestamptz, day date, direction text, type_code text,
    issuer_name text, issuer_key text, signer_key text, tokens text)
  left join records.narrowings n on n.organization_id = organization and n.document_id = r.document_id
  left join (
    select x.document_id, array_agg(distinct case x.grantee_kind when 'all' then search.all_key(organization) else x.grantee_id end) as keys
    from records.grants x where x.organization_id = organization and x.document_id = any(ids) group by x.document_id
  ) g on g.document_id = r.document_id
  on conflict (organization_id, document_id, at) do nothing; -- registered or corrected this very moment, which wrote its row itself
  foreach one in array slices loop
    perform gin_clean_pending_list(i.indexrelid) from pg_index i join pg_class c on c.oid = i.indexrelid join pg_am a on a.oid = c.relam
      where i.indrelid = format('search.%I', 'document_' || one)::regclass and a.amname = 'gin';
  end loop;
end $$;
revoke execute on function search.put_many(jsonb) from public;
grant execute on function search.put_many(jsonb) to vankho_app;
