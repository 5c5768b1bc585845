-- Which documents answer a question, in no order, where they are few: lists of other rooms, sorted as they like, ask it for what they
-- look up by words. Null: more than `most`. The rights are built inside, as in search.best.
--   q: keys of search.condition, and base
create function search.some_of(q jsonb, post uuid, reach text[], unit uuid, most int) returns uuid[]
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp set jit = off
  set enable_seqscan = off set enable_indexscan = off set enable_indexonlyscan = off as $$
declare
  c text := search.condition(q, search.reader_keys(post, reach, unit), q->>'base');
  found uuid[] := '{}'; more uuid[]; s record;
begin
  if post is null or platform.current_organization() is null then return found; end if;
  -- frequent words are met at once in the youngest slice
  for s in select from_at, to_at from search.slice order by from_at desc loop
    execute format('select array_agg(h.document_id) from (select d.document_id from search.document d
      where %s and d.at >= %L and d.at < %L limit %s) h', c, s.from_at, s.to_at, most + 1 - cardinality(found)) into more;
    found := found || coalesce(more, '{}');
    if cardinality(found) > most then return null; end if;
  end loop;
  return found;
end $$;
revoke execute on function search.some_of(jsonb, uuid, text[], uuid, int) from public;
grant execute on function search.some_of(jsonb, uuid, text[], uuid, int) to vankho_app;
