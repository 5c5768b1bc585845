-- The issuer's whole name as one token, so that all bodies under one are asked of the index of words; and counts of more issuers, for
-- the tree of organisations.
update search.document set tokens = tokens || array_to_tsvector(array['%i:' || btrim(issuer_key)]) where btrim(issuer_key) <> '';

create or replace function search.tally(q jsonb, post uuid, roles text[], unit uuid, most int) returns jsonb
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp set jit = off as $$
declare keys uuid[] := search.reader_keys(post, roles, unit); hits search.hit[]; counted jsonb; n int;
begin
  if post is null or platform.current_organization() is null then return null; end if;
  if q->>'base' is not null then
    hits := search.newest_hits(q, keys, q->>'base', '0', most + 1);
  else
    execute format('select array_agg((h.document_id, h.at, 0)::search.hit) from (select d.document_id, d.at from search.document d
      where %s order by d.at desc, d.document_id desc limit %s) h', search.condition(q, keys, null), most + 1) into hits;
  end if;
  n := coalesce(cardinality(hits), 0);
  with d as materialized (
    select d.type_code, d.direction, d.issuer_key, d.issuer_name, d.readers,
      extract(year from coalesce(d.day, d.at at time zone 'Asia/Ho_Chi_Minh'))::int as year
    from unnest(hits[1:most]) h join search.document d on d.organization_id = platform.current_organization()
      and d.document_id = h.document_id and d.at = h.at)
  select jsonb_build_object(
    'types', (select coalesce(jsonb_agg(x order by x.n desc), '[]') from (
      select type_code as key, count(*)::int as n from d where type_code is not null group by 1 order by 2 desc limit 40) x),
    'directions', (select coalesce(jsonb_agg(x), '[]') from (select direction as key, count(*)::int as n from d group by 1) x),
    'years', (select coalesce(jsonb_agg(x order by x.key), '[]') from (select year as key, count(*)::int as n from d group by 1) x),
    'issuers', (select coalesce(jsonb_agg(x order by x.n desc), '[]') from (
      select min(issuer_name) as key, count(*)::int as n from d group by issuer_key order by 2 desc limit 2000) x),
    'units', (select coalesce(jsonb_agg(x order by x.n desc), '[]') from (
      select u.unit_id as key, count(*)::int as n from d cross join unnest(d.readers) r
      join people.unit_directory u on u.organization_id = platform.current_organization() and u.unit_id = r
      group by 1 order by 2 desc limit 60) x))
  into counted;
  return counted || jsonb_build_object('total', least(n, most), 'is_more', n > most);
end $$;
