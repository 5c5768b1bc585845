-- What a question costs hangs on what it answers with, no longer on how large the office is (decision 0029):
--   * slices are asked by their own names: planning one table costs a tenth of planning thirty partitions;
--   * an office knows its slices (`extent`), instead of looking for its first and last row in all of them at each question;
--   * hits are met the newest first, in spans of rows that grow as they must: the index of words and that of time are laid over
--     each other, and only hits of the span are read. Before, all hits of a year were read to find its newest.

-- The slices in which an organisation has, or once had, rows.
create table search.extent (
  organization_id uuid not null,
  name text not null references search.slice,
  primary key (organization_id, name)
);
select search.for_functions_only('search.extent');

insert into search.extent (organization_id, name)
  select distinct d.organization_id, substr(c.relname, length('document_') + 1)
  from search.document d join pg_class c on c.oid = d.tableoid;

-- The own organisation's slices, the youngest first.
create function search.own_slices() returns setof search.slice language sql stable set search_path = pg_catalog, pg_temp as $$
  select s.* from search.extent e join search.slice s on s.name = e.name
  where e.organization_id = platform.current_organization() order by s.from_at desc
$$;

-- Told by every function that writes rows, in the same transaction: a slice that is not named here is not asked.
create function search.reach(rows jsonb) returns void language sql set search_path = pg_catalog, pg_temp as $$
  insert into search.extent (organization_id, name)
  select distinct platform.current_organization(), s.name
  from jsonb_to_recordset(rows) as r(at timestamptz) join search.slice s on r.at >= s.from_at and r.at < s.to_at
  on conflict do nothing
$$;

create or replace function search.condition(q jsonb, readers uuid[], words text) returns text language plpgsql stable
  set search_path = pg_catalog, pg_temp as $$
declare c text; v text; k jsonb;
begin
  c := format('d.organization_id = %L and d.readers && %L::uuid[]', platform.current_organization(), readers);
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

-- The moment of the row of the own organisation that stands `n` rows before a moment in a slice; null: there are not so many.
-- Called from functions that keep the planner from plain indexes: here it needs them.
create function search.moment_before(slice text, hi timestamptz, n int) returns timestamptz language plpgsql stable
  set search_path = pg_catalog, pg_temp set enable_indexscan = on set enable_indexonlyscan = on as $$
declare moment timestamptz;
begin
  execute format('select d.at from search.%I d where d.organization_id = %L and d.at < %L order by d.at desc offset %s limit 1',
    'document_' || slice, platform.current_organization(), hi, n) into moment;
  return moment;
end $$;

-- Hits of one tsquery, the newest first, until `wanted` of them have more points than `above`, or `most` are there. The newest rows of all
-- are asked first, then as many more as should bring the rest. A span of rows is asked whole, so what is given are all hits since some
-- moment: the newest ones, without gaps. `is_all`: there are no others.
-- Always by the index of words: the planner, which takes words for independent, may not choose to read the whole table.
create function search.walk(q jsonb, readers uuid[], words text, points text, wanted int, above int, most int,
    out hits search.hit[], out is_all boolean)
  language plpgsql stable set search_path = pg_catalog, pg_temp
  set enable_seqscan = off set enable_indexscan = off set enable_indexonlyscan = off as $$
declare
  c text := search.condition(q, readers, words);
  good int := 0; -- hits with more points than `above`
  -- rows; whoever sees little of the office has few hits in a whole slice
  span int := case when platform.current_organization() = any(readers) then 1500 else 1000000 end;
  more search.hit[];
  s search.slice;
  lo timestamptz;
  hi timestamptz;
begin
  hits := '{}';
  is_all := false;
  for s in select * from search.own_slices() loop
    continue when s.from_at > (q->>'before_at')::timestamptz;
    hi := case when (q->>'before_at')::timestamptz < s.to_at then (q->>'before_at')::timestamptz + interval '1 microsecond' else s.to_at end;
    loop
      -- Very many rows are not counted off: then the whole rest of the slice is asked.
      lo := case when span <= 20000 then search.moment_before(s.name, hi, span) end;
      execute format('select array_agg(h.hit) from (select (d.document_id, d.at, %s)::search.hit as hit from search.%I d
          where %s%s%s order by d.at desc, d.document_id desc limit %s) h',
        points, 'document_' || s.name, c, case when lo is not null then format(' and d.at >= %L', lo) end,
        case when hi < s.to_at then format(' and d.at < %L', hi) end, most - cardinality(hits)) into more;
      if more is not null then
        hits := hits || more;
        if cardinality(hits) >= most then return; end if;
        good := good + (select count(*) from unnest(more) h where (h).score > above);
        if good >= wanted then return; end if;
      end if;
      -- as many as should bring the rest; none met yet: eight times as many
      span := least(1000000, span * case when good = 0 then 8 else least(8, greatest(1, 1.5 * (wanted - good) / good)) end);
      exit when lo is null;
      hi := lo;
    end loop;
  end loop;
  is_all := true;
end $$;

-- The newest hits of one tsquery.
create or replace function search.newest_hits(q jsonb, readers uuid[], words text, points text, wanted int) returns search.hit[]
  language sql stable set search_path = pg_catalog, pg_temp as $$
  select hits from search.walk(q, readers, words, points, wanted, -1, wanted)
$$;

-- The newest rows that answer, in the order of their day, slice by slice: for what is asked without words, and for frequent words, which
-- are met among the newest rows sooner than the index has collected them.
--   near: look at so many rows alone; null: at all
create function search.newest_rows(q jsonb, readers uuid[], words text, points text, wanted int, near int) returns search.hit[]
  language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare found search.hit[] := '{}'; more search.hit[]; c text := search.condition(q, readers, words); s search.slice; left_over int := near;
begin
  for s in select * from search.own_slices() loop
    continue when s.from_at > (q->>'before_at')::timestamptz;
    execute format('select array_agg((h.document_id, h.at, %s)::search.hit) from (select d.document_id, d.at, d.tokens from %s
      where %s order by d.at desc, d.document_id desc limit %s) h', points,
      case when near is null then format('search.%I d', 'document_' || s.name) else format('(select * from search.%I
        where organization_id = %L order by at desc, document_id desc limit %s) d', 'document_' || s.name, platform.current_organization(), left_over) end,
      c, wanted - cardinality(found)) into more;
    found := found || coalesce(more, '{}');
    exit when cardinality(found) >= wanted;
    if near is not null then
      execute format('select $1 - count(*) from (select from search.%I where organization_id = %L limit $1) x', 'document_' || s.name,
        platform.current_organization()) into left_over using left_over;
      exit when left_over <= 0;
    end if;
  end loop;
  return found;
end $$;

-- The best documents for a question: the own symbol first, then the score (neighbouring words, marks), then the newest.
-- Every early stop is the true top; `is_whole` is false only where the query has so many words that not every score
-- can be asked for singly.
--   q: keys of search.condition, and base, exact, pairs[], levels[{score, query, exact}], symbols[], arrival, limit
create or replace function search.best(q jsonb, post uuid, roles text[], unit uuid)
  returns table (document_id uuid, at timestamptz, score int, is_whole boolean)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp set jit = off as $$
declare
  keys uuid[] := search.reader_keys(post, roles, unit);
  wanted int := (q->>'limit')::int;
  near constant int := 1500; -- the newest rows, looked at one by one
  few constant int := greatest(400, 2 * (q->>'limit')::int); -- so many hits are all ranked
  words text := q->>'base';
  points text;
  firsts search.hit[] := '{}';
  found search.hit[] := '{}';
  more search.hit[];
  met record;
  lv jsonb;
  level_score int;
  before_score int := null;
  whole boolean := true;
begin
  if post is null or platform.current_organization() is null then return; end if;
  for i in 0 .. jsonb_array_length(q->'symbols') - 1 loop
    firsts := firsts || search.newest_hits(q, keys, q->'symbols'->>i, (100000 - i)::text, wanted);
    exit when cardinality(firsts) >= wanted;
  end loop;
  if q->>'arrival' is not null then
    execute format('select array_agg((h.document_id, h.at, 200000)::search.hit) from (select d.document_id, d.at from search.document d
        where %s and d.document_id in (select n.document_id from records.numbers n
          where n.organization_id = d.organization_id and n.number = %L) order by d.at desc limit %s) h',
      search.condition(q, keys, null), (q->>'arrival')::int, wanted) into more;
    firsts := coalesce(more, '{}') || firsts;
  end if;
  if words is not null and cardinality(firsts) < wanted then
    points := (select coalesce(string_agg(format('2*(tokens @@ %L::tsquery)::int', p), ' + '), '0')
        from jsonb_array_elements_text(q->'pairs') p)
      || case when q->>'exact' is null then '' else format(' + (tokens @@ %L::tsquery)::int', q->>'exact') end;
    -- Whatever has the highest score and is frequent is met at once among the newest rows, by whoever sees every row.
    if platform.current_organization() = any(keys) then
      found := search.newest_rows(q, keys, coalesce(q->'levels'->0->>'exact', q->'levels'->0->>'query'), points, wanted, near);
    end if;
    -- Else score by score, the one with the marks as typed before the one without, asked of the index.
    if cardinality(found) < wanted then
      for lv in select jsonb_array_elements(q->'levels') loop
        level_score := (lv->>'score')::int;
        if before_score is not null and before_score - level_score > 2 then whole := false; end if;
        before_score := level_score;
        met := search.walk(q, keys, lv->>'query', points, wanted,
          case when lv->>'exact' is null then level_score - 1 else level_score end, few);
        found := found || met.hits;
        -- Many without the marks: those with them are asked for by themselves.
        if not met.is_all and lv->>'exact' is not null and (select count(distinct (h).document_id) from unnest(found) h
            where (h).score > level_score) < wanted then
          found := found || search.newest_hits(q, keys, lv->>'exact', points, wanted);
        end if;
        exit when (select count(distinct (h).document_id) from unnest(found) h where (h).score >= level_score) >= wanted;
      end loop;
    end if;
  end if;
  return query
    select t.document_id, t.at, t.score, whole from (
      select distinct on (h.document_id) h.document_id, h.at, h.score from unnest(firsts || found) h
      order by h.document_id, h.score desc) t
    order by t.score desc, t.at desc, t.document_id desc limit wanted;
end $$;

-- The newest documents that answer, from a place on (`before_at`, `before_id`): every page costs what the first does.
create or replace function search.newest(q jsonb, post uuid, roles text[], unit uuid) returns table (document_id uuid, at timestamptz)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp set jit = off as $$
declare keys uuid[] := search.reader_keys(post, roles, unit); wanted int := (q->>'limit')::int; found search.hit[];
begin
  if post is null or platform.current_organization() is null then return; end if;
  found := case when q->>'base' is null then search.newest_rows(q, keys, null, '0', wanted, null)
    else search.newest_hits(q, keys, q->>'base', '0', wanted) end;
  return query select h.document_id, h.at from unnest(found) h order by h.at desc, h.document_id desc limit wanted;
end $$;

-- Which documents answer a question, in no order, where they are few. Null: more than `most`.
--   enough: so many of the youngest slices are enough; those of older ones are left out then (null: all are wanted). A slice begins with a
--   year, so whatever is left out arrived before everything that is given.
drop function search.some_of(jsonb, uuid, text[], uuid, int);
create function search.some_of(q jsonb, post uuid, reach text[], unit uuid, most int, enough int) returns uuid[]
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp set jit = off
  set enable_seqscan = off set enable_indexscan = off set enable_indexonlyscan = off as $$
declare
  c text := search.condition(q, search.reader_keys(post, reach, unit), q->>'base');
  found uuid[] := '{}'; more uuid[]; s search.slice;
begin
  if post is null or platform.current_organization() is null then return found; end if;
  -- frequent words are met at once in the youngest slice
  for s in select * from search.own_slices() loop
    continue when s.from_at > (q->>'before_at')::timestamptz;
    execute format('select array_agg(h.document_id) from (select d.document_id from search.%I d where %s limit %s) h',
      'document_' || s.name, c, most + 1 - cardinality(found)) into more;
    found := found || coalesce(more, '{}');
    if cardinality(found) > most then return null; end if;
    exit when cardinality(found) >= enough;
  end loop;
  return found;
end $$;
revoke execute on function search.some_of(jsonb, uuid, text[], uuid, int, int) from public;
grant execute on function search.some_of(jsonb, uuid, text[], uuid, int, int) to vankho_app;

-- Documents whose files hold the words, the newest first; rights are those of the document.
create or replace function search.in_content(q jsonb, post uuid, roles text[], unit uuid)
  returns table (document_id uuid, component_id uuid, at timestamptz, is_whole boolean)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
  set jit = off set enable_seqscan = off as $$
declare keys uuid[] := search.reader_keys(post, roles, unit); wanted int := (q->>'limit')::int; s search.slice; got int := 0;
  most constant int := 20000; whole boolean := true; c text; r record;
begin
  if post is null or platform.current_organization() is null or q->>'content' is null then return; end if;
  c := search.condition(q, keys, q->>'marks');
  for s in select * from search.own_slices() loop
    continue when s.from_at > (q->>'before_at')::timestamptz;
    for r in execute format('with h as materialized (select c.document_id, c.component_id, c.at from search.%I c where c.tokens @@ %L::tsquery)
        select h.* from (select * from h order by at desc, document_id desc limit %s) h where exists (
          select 1 from search.%I d where d.document_id = h.document_id and d.at = h.at and %s)
        order by h.at desc, h.document_id desc',
        'content_' || s.name, format('%L', '@' || platform.current_organization()) || ' & ' || (q->>'content'), most,
        'document_' || s.name, c) loop
      document_id := r.document_id; component_id := r.component_id; at := r.at; is_whole := whole;
      return next;
      got := got + 1;
      exit when got >= wanted;
    end loop;
    exit when got >= wanted;
  end loop;
end $$;

create or replace function search.tally(q jsonb, post uuid, roles text[], unit uuid, most int) returns jsonb
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp set jit = off as $$
declare keys uuid[] := search.reader_keys(post, roles, unit); hits search.hit[]; counted jsonb; n int;
begin
  if post is null or platform.current_organization() is null then return null; end if;
  hits := case when q->>'base' is null then search.newest_rows(q, keys, null, '0', most + 1, null)
    else search.newest_hits(q, keys, q->>'base', '0', most + 1) end;
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

drop function search.some_hits(jsonb, uuid[], text, text, int);
drop function search.span();

-- The two functions that write rows, as before (202611281000), which now tell the slices that they reach.
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
  perform search.reach(rows);
end $$;

create or replace function search.put_many(rows jsonb) returns void language plpgsql security definer
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
  perform search.reach(rows);
  foreach one in array slices loop
    perform gin_clean_pending_list(i.indexrelid) from pg_index i join pg_class c on c.oid = i.indexrelid join pg_am a on a.oid = c.relam
      where i.indrelid = format('search.%I', 'document_' || one)::regclass and a.amname = 'gin';
  end loop;
end $$;
