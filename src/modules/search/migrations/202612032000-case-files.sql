-- Documents by the case files that they lie in. Which files those are is asked before, under the actor's right to see files; the
-- documents stay limited by the readers of each row.
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
  -- lies in any of these case files: their documents are taken by key, a file holds few beside all that an office has
  for k in select jsonb_array_elements(q->'files') loop
    c := c || format(' and %s d.document_id = any(%L::uuid[])', case when (k->>'isNot')::boolean then 'not' else '' end,
      array(select i.document_id from casefiles.filed i where i.organization_id = platform.current_organization()
        and i.file_id = any(array(select jsonb_array_elements_text(k->'ids')::uuid))));
  end loop;
  return c;
end $$;
