-- The same document read by two jobs at the same instant: one after the other, or both would insert what both had deleted.
create or replace function search.put_content(of_document uuid, rows jsonb) returns void language plpgsql security definer
set search_path = pg_catalog, pg_temp as $$ begin
  perform pg_advisory_xact_lock(hashtextextended(of_document::text, 361));
  delete from search.content where organization_id = platform.current_organization() and document_id = of_document;
  insert into search.content (organization_id, document_id, component_id, at, tokens)
  select platform.current_organization(), of_document, r.component_id, d.at, (r.tokens || ' ''@' || platform.current_organization() || '''')::tsvector
  from jsonb_to_recordset(rows) as r(component_id uuid, tokens text)
  join search.document d on d.organization_id = platform.current_organization() and d.document_id = of_document;
end $$;
