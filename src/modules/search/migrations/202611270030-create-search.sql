-- Search: a projection of documents (it owns no truth and can be rebuilt), built for ten million rows on one PostgreSQL.
-- The slim table is partitioned by the day of arrival or issue; long text lies apart. Row security with `@@` would keep
-- PostgreSQL from the index (the operator is not leakproof), so nobody but the owner may read these tables: they are
-- reached through functions that build the actor's rights themselves (decisions 5).
create schema search;
grant usage on schema search to vankho_app;

-- No row for anybody but the owner's functions: the policy holds for the owner, and the application has no right at all.
create function search.for_functions_only(t regclass) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', t);
  execute format('alter table %s force row level security', t);
  execute format('create policy functions on %s to %I using (true) with check (true)', t, current_user);
end $$;
revoke execute on function search.for_functions_only(regclass) from public;

create table search.document (
  organization_id uuid not null,
  document_id uuid not null,
  -- the order of "newest": moment of registration; for an entry of another day the end of that day
  at timestamptz not null,
  -- first day that the document's own date may mean
  day date,
  direction text not null,
  type_code text,
  issuer_name text not null,
  -- ` so y te `: for the filter by issuer and by signer
  issuer_key text not null,
  signer_key text not null,
  -- who may find it: the organisation's id (roles that see all), its "all" key, posts, units
  readers uuid[] not null,
  tokens tsvector not null,
  primary key (organization_id, document_id, at)
) partition by range (at);
-- A short list of what is still to be sorted in: whoever registers the document that fills it sorts all of it in, and others wait.
-- With 1 MB that stood still for half a second; without any list each registration pays for all its words at once.
create index document_tokens on search.document using gin (tokens, readers) with (gin_pending_list_limit = 64);
create index document_newest on search.document (organization_id, at desc, document_id desc);
select search.for_functions_only('search.document');

-- The text of files, apart from the hot table. `pages` tells on which page a word stands without reading the file.
create table search.content (
  organization_id uuid not null,
  document_id uuid not null,
  component_id uuid not null,
  at timestamptz not null,
  tokens tsvector not null,
  primary key (organization_id, document_id, component_id, at)
) partition by range (at);
create index content_tokens on search.content using gin (tokens) with (gin_pending_list_limit = 4096);
select search.for_functions_only('search.content');

-- A partition for each year of 2015-2035, five years each before, one for all else at both ends. A later migration goes on
-- from 2036 in time; until then what comes later works all the same, only in one large partition.
create table search.slice (
  name text primary key,
  from_at timestamptz not null,
  to_at timestamptz not null
);
create function search.add_slice(name text, from_at timestamptz, to_at timestamptz) returns void language plpgsql as $$
declare t text;
begin
  foreach t in array array['document', 'content'] loop
    execute format('create table search.%I partition of search.%I for values from (%L) to (%L)', t || '_' || name, t, from_at, to_at);
    perform search.for_functions_only(format('search.%I', t || '_' || name)::regclass);
  end loop;
  insert into search.slice values (name, from_at, to_at);
end $$;
revoke execute on function search.add_slice(text, timestamptz, timestamptz) from public;
select search.add_slice('before', '-infinity', '2000-01-01 00:00+07');
select search.add_slice(y || '_' || (y + 4), make_timestamptz(y, 1, 1, 0, 0, 0, 'Asia/Ho_Chi_Minh'),
  make_timestamptz(y + 5, 1, 1, 0, 0, 0, 'Asia/Ho_Chi_Minh')) from generate_series(2000, 2010, 5) y;
select search.add_slice(y::text, make_timestamptz(y, 1, 1, 0, 0, 0, 'Asia/Ho_Chi_Minh'),
  make_timestamptz(y + 1, 1, 1, 0, 0, 0, 'Asia/Ho_Chi_Minh')) from generate_series(2015, 2035) y;
select search.add_slice('later', make_timestamptz(2036, 1, 1, 0, 0, 0, 'Asia/Ho_Chi_Minh'), 'infinity');


-- Keys by which a post finds documents (decisions 2): what its roles see, what it and its unit were given.
create function search.all_key(organization uuid) returns uuid language sql immutable parallel safe
  as $$ select md5(organization::text || '/all')::uuid $$;
create function search.reader_keys(post uuid, roles text[], unit uuid) returns uuid[] language sql stable
  as $$ select case when roles && array['registry', 'leader', 'chief_of_office', 'inspector']
        then array[platform.current_organization()] else '{}'::uuid[] end
      || post || search.all_key(platform.current_organization())
      || case when unit is not null and roles && array['unit_head', 'unit_clerk'] then array[unit] else '{}'::uuid[] end $$;

-- The condition under which a row is found, as SQL text over `d`: the actor's rights first, then words and filters.
create function search.condition(q jsonb, readers uuid[], words text) returns text language plpgsql stable
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

create type search.hit as (document_id uuid, at timestamptz, score int);

-- Hits of one tsquery in no order, at most `most`; always by the index of words: the planner, which takes words for
-- independent, may not choose to read the whole table instead.
create function search.some_hits(q jsonb, readers uuid[], words text, points text, most int) returns search.hit[]
  language plpgsql stable set search_path = pg_catalog, pg_temp
  set enable_seqscan = off set enable_indexscan = off set enable_indexonlyscan = off as $$
declare found search.hit[];
begin
  execute format('with h as materialized (select d.document_id, d.at, d.tokens from search.document d where %s limit %s)
    select array_agg((h.document_id, h.at, %s)::search.hit) from h', search.condition(q, readers, words), most, points) into found;
  return coalesce(found, '{}');
end $$;

-- The newest hits of one tsquery, slice by slice from the youngest.
create function search.newest_hits(q jsonb, readers uuid[], words text, points text, wanted int) returns search.hit[]
  language plpgsql stable set search_path = pg_catalog, pg_temp
  set enable_seqscan = off set enable_indexscan = off set enable_indexonlyscan = off as $$
declare found search.hit[] := '{}'; more search.hit[]; c text := search.condition(q, readers, words); s record;
begin
  for s in select from_at, to_at from search.slice order by from_at desc loop
    execute format('with h as materialized (select d.document_id, d.at, d.tokens from search.document d
        where %s and d.at >= %L and d.at < %L)
      select array_agg((h.document_id, h.at, %s)::search.hit) from (select * from h order by at desc, document_id desc limit %s) h',
      c, s.from_at, s.to_at, points, wanted - cardinality(found)) into more;
    found := found || coalesce(more, '{}');
    exit when cardinality(found) >= wanted;
  end loop;
  return found;
end $$;

-- The best documents for a question: the own symbol first, then the score (neighbouring words, marks), then the newest.
-- Every early stop is the true top; `is_whole` is false only where the query has so many words that not every score
-- can be asked for singly.
--   q: keys of search.condition, and base, exact, pairs[], levels[{score, query, exact}], symbols[], arrival, limit
create function search.best(q jsonb, post uuid, roles text[], unit uuid)
  returns table (document_id uuid, at timestamptz, score int, is_whole boolean)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp set jit = off as $$
declare
  keys uuid[] := search.reader_keys(post, roles, unit);
  wanted int := (q->>'limit')::int;
  near constant int := 500; -- the newest rows, looked at one by one
  few constant int := 2000; -- so many hits are all ranked
  words text := q->>'base';
  points text;
  firsts search.hit[] := '{}';
  found search.hit[] := '{}';
  seen search.hit[];
  more search.hit[];
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
    -- Frequent words are met at once among the newest rows.
    execute format('select array_agg((d.document_id, d.at, %s)::search.hit) from (select * from search.document
        where organization_id = %L order by at desc, document_id desc limit %s) d where %s',
      points, platform.current_organization(), near, search.condition(q, keys, words)) into seen;
    seen := coalesce(seen, '{}');
    -- Then score by score, each asked of the index: all answers where they are few, the newest where they are many.
    for lv in select jsonb_array_elements(q->'levels') loop
      level_score := (lv->>'score')::int;
      if before_score is not null and before_score - level_score > 2 then whole := false; end if;
      before_score := level_score;
      more := array(select h from unnest(seen) h where (h).score >= level_score);
      if cardinality(more) < wanted then
        more := search.some_hits(q, keys, lv->>'query', points, few + 1);
        if cardinality(more) > few then
          if lv->>'exact' is not null then
            more := search.newest_hits(q, keys, lv->>'exact', points, wanted + cardinality(found));
            found := found || more;
            exit when (select count(distinct (h).document_id) from unnest(found) h where (h).score > level_score) >= wanted;
          end if;
          more := search.newest_hits(q, keys, lv->>'query', points, wanted + cardinality(found));
        end if;
      end if;
      found := found || more;
      exit when (select count(distinct (h).document_id) from unnest(found) h where (h).score >= level_score) >= wanted;
    end loop;
  end if;
  return query
    select t.document_id, t.at, t.score, whole from (
      select distinct on (h.document_id) h.document_id, h.at, h.score from unnest(firsts || found) h
      order by h.document_id, h.score desc) t
    order by t.score desc, t.at desc, t.document_id desc limit wanted;
end $$;
revoke execute on function search.best(jsonb, uuid, text[], uuid) from public;
grant execute on function search.best(jsonb, uuid, text[], uuid) to vankho_app;

-- The newest documents that answer, from a place on (`before_at`, `before_id`): every page costs what the first does.
create function search.newest(q jsonb, post uuid, roles text[], unit uuid) returns table (document_id uuid, at timestamptz)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp set jit = off as $$
declare
  keys uuid[] := search.reader_keys(post, roles, unit);
  wanted int := (q->>'limit')::int;
  near constant int := 1500;
  found search.hit[];
begin
  if post is null or platform.current_organization() is null then return; end if;
  -- Frequent words are met at once among the newest rows; rare ones are asked of their index.
  execute format('select array_agg((d.document_id, d.at, 0)::search.hit order by d.at desc, d.document_id desc)
      filter (where %s) from (select * from search.document d
      where organization_id = %L %s order by at desc, document_id desc limit %s) d',
    search.condition(q, keys, q->>'base'), platform.current_organization(),
    case when q->>'before_at' is null then '' else
      format('and (d.at, d.document_id) < (%L::timestamptz, %L::uuid)', q->>'before_at', q->>'before_id') end,
    near) into found;
  found := coalesce(found, '{}');
  if cardinality(found) < wanted and q->>'base' is not null then
    found := search.newest_hits(q, keys, q->>'base', '0', wanted);
  elsif cardinality(found) < wanted then
    -- No words: filters alone, in the order of the index.
    execute format('select array_agg((h.document_id, h.at, 0)::search.hit) from (select d.document_id, d.at from search.document d
      where %s order by d.at desc, d.document_id desc limit %s) h', search.condition(q, keys, null), wanted) into found;
  end if;
  return query select h.document_id, h.at from unnest(found) h order by h.at desc, h.document_id desc limit wanted;
end $$;
revoke execute on function search.newest(jsonb, uuid, text[], uuid) from public;
grant execute on function search.newest(jsonb, uuid, text[], uuid) to vankho_app;

-- Counts by type, issuer, year and unit over the newest `most` answers, and whether there are more.
create function search.tally(q jsonb, post uuid, roles text[], unit uuid, most int) returns jsonb
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
      select min(issuer_name) as key, count(*)::int as n from d group by issuer_key order by 2 desc limit 60) x),
    'units', (select coalesce(jsonb_agg(x order by x.n desc), '[]') from (
      select u.unit_id as key, count(*)::int as n from d cross join unnest(d.readers) r
      join people.unit_directory u on u.organization_id = platform.current_organization() and u.unit_id = r
      group by 1 order by 2 desc limit 60) x))
  into counted;
  return counted || jsonb_build_object('total', least(n, most), 'is_more', n > most);
end $$;
revoke execute on function search.tally(jsonb, uuid, text[], uuid, int) from public;
grant execute on function search.tally(jsonb, uuid, text[], uuid, int) to vankho_app;

-- Documents whose files hold the words, the newest first; rights are those of the document.
create function search.in_content(q jsonb, post uuid, roles text[], unit uuid)
  returns table (document_id uuid, component_id uuid, at timestamptz, is_whole boolean)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
  set jit = off set enable_seqscan = off as $$
declare keys uuid[] := search.reader_keys(post, roles, unit); wanted int := (q->>'limit')::int; s record; got int := 0;
  looked int; most constant int := 20000; whole boolean := true; c text; r record;
begin
  if post is null or platform.current_organization() is null or q->>'content' is null then return; end if;
  c := search.condition(q, keys, q->>'marks');
  for s in select from_at, to_at from search.slice order by from_at desc loop
    looked := 0;
    for r in execute format('with h as materialized (select c.document_id, c.component_id, c.at from search.content c
          where c.tokens @@ %L::tsquery and c.at >= %L and c.at < %L)
        select h.* from (select * from h order by at desc, document_id desc limit %s) h where exists (
          select 1 from search.document d where d.document_id = h.document_id and d.at = h.at and %s)
        order by h.at desc, h.document_id desc',
        format('%L', '@' || platform.current_organization()) || ' & ' || (q->>'content'), s.from_at, s.to_at, most, c) loop
      document_id := r.document_id; component_id := r.component_id; at := r.at; is_whole := whole;
      return next;
      got := got + 1;
      exit when got >= wanted;
    end loop;
    exit when got >= wanted;
  end loop;
end $$;
revoke execute on function search.in_content(jsonb, uuid, text[], uuid) from public;
grant execute on function search.in_content(jsonb, uuid, text[], uuid) to vankho_app;

-- Who may find a document, as the records core has it.
create function search.readers_of(of_document uuid) returns uuid[] language sql stable
  as $$ select array[platform.current_organization()] || coalesce((
      select array_agg(distinct case g.grantee_kind when 'all' then search.all_key(g.organization_id) else g.grantee_id end)
      from records.grants g where g.organization_id = platform.current_organization() and g.document_id = of_document), '{}') $$;

-- Writes rows of the projection: each an object with the columns of search.document but readers.
create function search.put(rows jsonb) returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  delete from search.document d using jsonb_to_recordset(rows) as r(document_id uuid, at timestamptz)
    where d.organization_id = platform.current_organization() and d.document_id = r.document_id and d.at <> r.at;
  update search.content c set at = r.at from jsonb_to_recordset(rows) as r(document_id uuid, at timestamptz)
    where c.organization_id = platform.current_organization() and c.document_id = r.document_id and c.at <> r.at;
  insert into search.document (organization_id, document_id, at, day, direction, type_code, issuer_name, issuer_key, signer_key, readers, tokens)
  select platform.current_organization(), r.document_id, r.at, r.day, r.direction, r.type_code, r.issuer_name, r.issuer_key, r.signer_key,
    search.readers_of(r.document_id), r.tokens::tsvector
  from jsonb_to_recordset(rows) as r(document_id uuid, at timestamptz, day date, direction text, type_code text,
    issuer_name text, issuer_key text, signer_key text, tokens text)
  on conflict (organization_id, document_id, at) do update set day = excluded.day, direction = excluded.direction,
    type_code = excluded.type_code, issuer_name = excluded.issuer_name, issuer_key = excluded.issuer_key,
    signer_key = excluded.signer_key, readers = excluded.readers, tokens = excluded.tokens;
end $$;
revoke execute on function search.put(jsonb) from public;
grant execute on function search.put(jsonb) to vankho_app;

-- The rights of a document have changed.
create function search.put_readers(of_document uuid) returns void language sql security definer set search_path = pg_catalog, pg_temp as $$
  update search.document set readers = search.readers_of(of_document)
    where organization_id = platform.current_organization() and document_id = of_document
      and readers is distinct from search.readers_of(of_document) $$;
revoke execute on function search.put_readers(uuid) from public;
grant execute on function search.put_readers(uuid) to vankho_app;

-- The text of a document's files; what is not named any more is taken out.
create function search.put_content(of_document uuid, rows jsonb) returns void language plpgsql security definer
  set search_path = pg_catalog, pg_temp as $$
begin
  delete from search.content where organization_id = platform.current_organization() and document_id = of_document;
  insert into search.content (organization_id, document_id, component_id, at, tokens)
  select platform.current_organization(), of_document, r.component_id, d.at, (r.tokens || ' ''@' || platform.current_organization() || '''')::tsvector
  from jsonb_to_recordset(rows) as r(component_id uuid, tokens text)
  join search.document d on d.organization_id = platform.current_organization() and d.document_id = of_document;
end $$;
revoke execute on function search.put_content(uuid, jsonb) from public;
grant execute on function search.put_content(uuid, jsonb) to vankho_app;

-- Rows that no document stands behind any more (a demo that was removed, an import that was undone).
create function search.drop_orphans() returns int language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare n int;
begin
  delete from search.content c where c.organization_id = platform.current_organization() and not exists (
    select 1 from records.documents d where d.organization_id = c.organization_id and d.id = c.document_id);
  delete from search.document s where s.organization_id = platform.current_organization() and not exists (
    select 1 from records.documents d where d.organization_id = s.organization_id and d.id = s.document_id);
  get diagnostics n = row_count;
  return n;
end $$;
revoke execute on function search.drop_orphans() from public;
grant execute on function search.drop_orphans() to vankho_app;

-- The office's own words: abbreviations that stand for long forms. Without long forms one that came along is switched off.
create table search.abbreviation (
  organization_id uuid not null,
  key text not null,
  short varchar(20) not null,
  long text[] not null,
  changed_at timestamptz not null,
  changed_by uuid not null,
  primary key (organization_id, key)
);
select platform.guard_tenant('search.abbreviation');
grant select, insert, update on search.abbreviation to vankho_app;

-- Saved searches of a post; a watched one tells by the bell when something new is found.
create table search.saved (
  organization_id uuid not null,
  id uuid not null,
  post_id uuid not null,
  name varchar(100) not null,
  query varchar(1000) not null,
  sort text not null check (sort in ('relevance', 'newest')),
  is_watched boolean not null default false,
  -- what was registered up to here was told
  told_until timestamptz not null,
  created_at timestamptz not null,
  primary key (organization_id, id),
  constraint saved_name unique (organization_id, post_id, name)
);
create index saved_watched on search.saved (organization_id, id) where is_watched;
select platform.guard_tenant('search.saved');
grant select, insert, update, delete on search.saved to vankho_app;
