-- An office has documents of some years, not of all slices: what is asked is kept to the span of its own rows. Planning a question over
-- thirty partitions costs more than answering it from five, and a question is planned anew for each score.
-- Called from functions that keep the planner from plain indexes: here it needs them.
create function search.span(out lo timestamptz, out hi timestamptz) language plpgsql stable set search_path = pg_catalog, pg_temp
  set enable_seqscan = on set enable_indexscan = on set enable_indexonlyscan = on as $$
begin
  select min(d.at), max(d.at) into lo, hi from search.document d where d.organization_id = platform.current_organization();
  lo := coalesce(lo, 'infinity');
  hi := coalesce(hi, '-infinity');
end $$;

create or replace function search.condition(q jsonb, readers uuid[], words text) returns text language plpgsql stable
  set search_path = pg_catalog, pg_temp as $$
declare c text; v text; k jsonb; s record;
begin
  s := search.span();
  c := format('d.organization_id = %L and d.at >= %L and d.at <= %L and d.readers && %L::uuid[]', platform.current_organization(),
    s.lo, s.hi, readers);
  if words is not null then c := c || format(' and d.tokens @@ %L::tsquery', words); end if;
  if q->>'from' is not null then c := c || format(' and d.day >= %L', (q->>'from')::date); end if;
  if q->>'to' is not null then c := c || format(' and d.day <= %L', (q->>'to')::date); end if;
  for v in select jsonb_array_elements_text(q->'issuers') loop
    c := c || format(' and position(%L in d.issuer_key) > 0', v);
  end loop;
  for v in select jsonb_array_elements_text(q->'signers') loop
    c := c || format(' and position(%L in d.signer_key) > 0', v);
  end loop;
  -- given to any of these posts or units; one condition for each filter
  for k in select jsonb_array_elements(q->'given') loop
    c := c || format(' and d.readers && %L::uuid[]', array(select jsonb_array_elements_text(k)::uuid));
  end loop;
  if q->>'states' is not null then
    c := c || format(' and exists (select 1 from incoming.entries e where e.organization_id = d.organization_id
      and e.document_id = d.document_id and e.state = any(%L::text[]))', array(select jsonb_array_elements_text(q->'states')));
  end if;
  if q->>'overdue_on' is not null then
    c := c || format(' and exists (select 1 from incoming.entries e where e.organization_id = d.organization_id
      and e.document_id = d.document_id and e.is_open and e.due_date < %L)', (q->>'overdue_on')::date);
  end if;
  if q->>'before_at' is not null then
    c := c || format(' and (d.at, d.document_id) < (%L::timestamptz, %L::uuid)', q->>'before_at', q->>'before_id');
  end if;
  if q->>'number' is not null then
    c := c || format(' and d.document_id in (select n.document_id from records.numbers n
      where n.organization_id = d.organization_id and n.number = %L and n.state = ''used'')', (q->>'number')::int);
  end if;
  return c;
end $$;

create or replace function search.newest_hits(q jsonb, readers uuid[], words text, points text, wanted int) returns search.hit[]
  language plpgsql stable set search_path = pg_catalog, pg_temp
  set enable_seqscan = off set enable_indexscan = off set enable_indexonlyscan = off as $$
declare found search.hit[] := '{}'; more search.hit[]; c text := search.condition(q, readers, words); s record;
begin
  for s in select l.from_at, l.to_at from search.slice l, search.span() o where l.to_at > o.lo and l.from_at <= o.hi order by l.from_at desc loop
    execute format('with h as materialized (select d.document_id, d.at, d.tokens from search.document d
        where %s and d.at >= %L and d.at < %L)
      select array_agg((h.document_id, h.at, %s)::search.hit) from (select * from h order by at desc, document_id desc limit %s) h',
      c, s.from_at, s.to_at, points, wanted - cardinality(found)) into more;
    found := found || coalesce(more, '{}');
    exit when cardinality(found) >= wanted;
  end loop;
  return found;
end $$;

create or replace function search.some_of(q jsonb, post uuid, reach text[], unit uuid, most int) returns uuid[]
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp set jit = off
  set enable_seqscan = off set enable_indexscan = off set enable_indexonlyscan = off as $$
declare
  c text := search.condition(q, search.reader_keys(post, reach, unit), q->>'base');
  found uuid[] := '{}'; more uuid[]; s record;
begin
  if post is null or platform.current_organization() is null then return found; end if;
  -- frequent words are met at once in the youngest slice
  for s in select l.from_at, l.to_at from search.slice l, search.span() o where l.to_at > o.lo and l.from_at <= o.hi order by l.from_at desc loop
    execute format('select array_agg(h.document_id) from (select d.document_id from search.document d
      where %s and d.at >= %L and d.at < %L limit %s) h', c, s.from_at, s.to_at, most + 1 - cardinality(found)) into more;
    found := found || coalesce(more, '{}');
    if cardinality(found) > most then return null; end if;
  end loop;
  return found;
end $$;
