-- The same contract as before (202611230800), written plainly: entry by entry, values taken straight out of the JSON. It
-- runs with every action; three set-returning functions a call cost more than the insert itself.
create or replace function audit.append(entries jsonb, result jsonb) returns void language plpgsql as $$
declare
  organization constant uuid := (entries->0->>'organizationId')::uuid;
  shift integer := ('x' || right(entries->0->>'id', 4))::bit(16)::integer % 990;
  e jsonb;
  a jsonb;
  s jsonb;
  label text;
  tries integer := 0;
begin
  for i in 0 .. jsonb_array_length(entries) - 1 loop
    e := entries->i;
    a := e->'actor';
    s := e->'subject';
    label := s->>'label';
    if i = 0 and jsonb_typeof(result) = 'object' then
      e := jsonb_set(e, '{after}', coalesce(nullif(e->'after', 'null'), '{}') || result);
      if jsonb_typeof(s) = 'object' and result ? 'label' then
        label := result->>'label';
      end if;
    end if;
    loop
      insert into audit.entry (organization_id, id, at, kind, outcome, actor_kind, account_id, person_id, post_id,
        actor_name, actor_title, address, session_id, subject_type, subject_id, subject_label, before, after, data)
      values ((e->>'organizationId')::uuid, (e->>'id')::uuid,
        date_trunc('milliseconds', (e->>'at')::timestamptz) + (shift + i) * interval '1 microsecond',
        e->>'kind', e->>'outcome', a->>'kind', (a->>'accountId')::uuid, (a->>'personId')::uuid, (a->>'postId')::uuid,
        a->>'name', a->>'title', a->>'address', a->>'sessionId', s->>'type', s->>'id', label,
        nullif(e->'before', 'null'), nullif(e->'after', 'null'), nullif(e->'data', 'null'))
      on conflict on constraint entry_instant do nothing;
      exit when found;
      tries := tries + 1;
      if tries > 12 then
        raise exception 'no free instant for an audit entry near %', entries->0->>'at';
      end if;
      shift := floor(random() * (1000 << tries));
    end loop;
  end loop;
  if not exists (select from audit.log where organization_id = organization) then
    insert into audit.log (organization_id) values (organization) on conflict do nothing;
  end if;
end $$;
