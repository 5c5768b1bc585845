-- Rows of the projection are written by key. A document that is new (a registration) looks for no older row of itself: that
-- would ask the index of every year while the number's book is waited for.
create function search.add(rows jsonb) returns void language sql security definer set search_path = pg_catalog, pg_temp as $$
  insert into search.document (organization_id, document_id, at, day, direction, type_code, issuer_name, issuer_key, signer_key, readers, tokens)
  select platform.current_organization(), r.document_id, r.at, r.day, r.direction, r.type_code, r.issuer_name, r.issuer_key, r.signer_key,
    search.readers_of(r.document_id), r.tokens::tsvector
  from jsonb_to_recordset(rows) as r(document_id uuid, at timestamptz, day date, direction text, type_code text,
    issuer_name text, issuer_key text, signer_key text, tokens text)
  on conflict (organization_id, document_id, at) do update set day = excluded.day, direction = excluded.direction,
    type_code = excluded.type_code, issuer_name = excluded.issuer_name, issuer_key = excluded.issuer_key,
    signer_key = excluded.signer_key, readers = excluded.readers, tokens = excluded.tokens
$$;
revoke execute on function search.add(jsonb) from public;
grant execute on function search.add(jsonb) to vankho_app;

-- Rows that may be there already, perhaps in another year.
create or replace function search.put(rows jsonb) returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare ids uuid[] := array(select (r->>'document_id')::uuid from jsonb_array_elements(rows) r);
begin
  delete from search.document d using jsonb_to_recordset(rows) as r(document_id uuid, at timestamptz)
    where d.organization_id = platform.current_organization() and d.document_id = any(ids) and d.document_id = r.document_id and d.at <> r.at;
  update search.content c set at = r.at from jsonb_to_recordset(rows) as r(document_id uuid, at timestamptz)
    where c.organization_id = platform.current_organization() and c.document_id = any(ids) and c.document_id = r.document_id and c.at <> r.at;
  perform search.add(rows);
end $$;

-- Documents that are no more (an import that was taken back).
create function search.drop(ids uuid[]) returns void language sql security definer set search_path = pg_catalog, pg_temp as $$
  delete from search.content where organization_id = platform.current_organization() and document_id = any(ids);
  delete from search.document where organization_id = platform.current_organization() and document_id = any(ids);
$$;
revoke execute on function search.drop(uuid[]) from public;
grant execute on function search.drop(uuid[]) to vankho_app;
