-- The audit: append-only entries, and one Merkle tree (RFC 9162) per organisation that seals them.
-- Nothing here can be changed or erased by any function of the product: no grant, and a trigger refuses the owner too.
create schema audit;
grant usage on schema audit to vankho_app;

-- Which organisations have a log. The sealing job runs as the system and must find them; it holds ids, no content.
create table audit.log (
  organization_id uuid primary key,
  started_at timestamptz not null default now()
);

create table audit.entry (
  organization_id uuid not null,
  id uuid not null,
  -- UTC, and unique within the organisation (QCVN 12:2026/BCA 2.2.22); audit.append sees to it.
  at timestamptz not null,
  -- The writing transaction: the sealing job takes only what no running transaction can still come before.
  txid xid8 not null default pg_current_xact_id(),
  kind text not null,
  outcome text not null check (outcome in ('done', 'refused', 'failed')),
  actor_kind text not null check (actor_kind in ('post', 'account', 'system', 'anonymous')),
  account_id uuid,
  person_id uuid,
  post_id uuid,
  -- Name and title as they were then: a later change of name does not change history.
  actor_name text,
  actor_title text,
  address text,
  session_id text,
  subject_type text,
  subject_id text,
  subject_label text,
  before jsonb,
  after jsonb,
  data jsonb,
  primary key (organization_id, id),
  constraint entry_instant unique (organization_id, at)
);
create index entry_sealing on audit.entry (organization_id, txid, at);
-- (Indexes for looking up hang on audit.leaf, filled by the sealing job: no action waits for them.)

-- The place of an entry in the tree, given once by the sealing job. hash = SHA-256(0x00 || canonical entry).
-- at ... subject_id repeat the entry for the lists' indexes; what a list shows is read from the entry.
create table audit.leaf (
  organization_id uuid not null,
  leaf_index bigint not null check (leaf_index >= 0),
  entry_id uuid not null,
  hash bytea not null check (octet_length(hash) = 32),
  at timestamptz not null,
  kind text not null,
  outcome text not null,
  person_id uuid,
  subject_id text,
  primary key (organization_id, leaf_index),
  constraint leaf_entry unique (organization_id, entry_id),
  foreign key (organization_id, entry_id) references audit.entry (organization_id, id)
);
create index leaf_kind on audit.leaf (organization_id, kind, at);
create index leaf_person on audit.leaf (organization_id, person_id, at) where person_id is not null;
create index leaf_subject on audit.leaf (organization_id, subject_id, at) where subject_id is not null;
create index leaf_not_done on audit.leaf (organization_id, outcome, at) where outcome <> 'done';

-- Complete subtrees of 16 hashes of the level below (level 0: of 16 leaves; level 4: of 16 roots of level 0 subtrees ...).
-- hashes = its 15 interior nodes of 32 bytes, lowest row first, root last.
create table audit.node (
  organization_id uuid not null,
  level smallint not null check (level >= 0 and level % 4 = 0),
  position bigint not null check (position >= 0),
  hashes bytea not null check (octet_length(hashes) = 480),
  primary key (organization_id, level, position)
);

-- Public halves of the keys that signed heads. The private half lies in VANKHO_HOME, never here.
create table audit.key (
  id text primary key,
  public_key text not null,
  created_at timestamptz not null default now()
);

-- Signed tree heads. sealed_below: every entry of a transaction older than this is in the tree.
create table audit.head (
  organization_id uuid not null,
  size bigint not null check (size > 0),
  at timestamptz not null,
  root bytea not null check (octet_length(root) = 32),
  key_id text not null references audit.key (id),
  signature bytea not null,
  sealed_below xid8 not null,
  primary key (organization_id, size)
);

create function audit.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'audit history is append-only: % on %.% is refused', tg_op, tg_table_schema, tg_table_name
    using errcode = 'insufficient_privilege';
end $$;
create trigger append_only before update or delete or truncate on audit.log
  for each statement execute function audit.refuse_change();
create trigger append_only before update or delete or truncate on audit.entry
  for each statement execute function audit.refuse_change();
create trigger append_only before update or delete or truncate on audit.leaf
  for each statement execute function audit.refuse_change();
create trigger append_only before update or delete or truncate on audit.node
  for each statement execute function audit.refuse_change();
create trigger append_only before update or delete or truncate on audit.key
  for each statement execute function audit.refuse_change();
create trigger append_only before update or delete or truncate on audit.head
  for each statement execute function audit.refuse_change();

select platform.guard_tenant('audit.entry', $$ organization_id = '00000000-0000-0000-0000-000000000000' $$);
select platform.guard_tenant('audit.leaf', $$ organization_id = '00000000-0000-0000-0000-000000000000' $$);
select platform.guard_tenant('audit.node', $$ organization_id = '00000000-0000-0000-0000-000000000000' $$);
select platform.guard_tenant('audit.head', $$ organization_id = '00000000-0000-0000-0000-000000000000' $$);

-- Last round trip of the doorway. `entries`: array of {id, at, organizationId, kind, outcome,
-- actor: {kind, accountId, personId, postId, name, title, address, sessionId}, subject: {type, id, label},
-- before, after, data}, all of the acting organisation. `result` (what the action's last function returned, or null)
-- is merged into `after` of the first entry; its `label`, when there is one, becomes the subject's label.
-- Instants come in milliseconds; the three digits below tell apart the events of one millisecond: they start at a
-- place taken from the first id's random part, and where another event already stands there, the window widens.
-- (One plain INSERT with nothing to plan anew: it runs with every action.)
create function audit.append(entries jsonb, result jsonb) returns void language plpgsql as $$
declare
  organization constant uuid := (entries->0->>'organizationId')::uuid;
  shift integer := ('x' || right(entries->0->>'id', 4))::bit(16)::integer % 990;
  todo jsonb := entries;
  tries integer := 0;
  written integer;
begin
  if jsonb_typeof(result) = 'object' then
    todo := jsonb_set(todo, '{0,after}', coalesce(nullif(todo->0->'after', 'null'), '{}') || result);
    if result ? 'label' and jsonb_typeof(todo->0->'subject') = 'object' then
      todo := jsonb_set(todo, '{0,subject,label}', result->'label');
    end if;
  end if;
  loop
    insert into audit.entry (organization_id, id, at, kind, outcome, actor_kind, account_id, person_id, post_id,
      actor_name, actor_title, address, session_id, subject_type, subject_id, subject_label, before, after, data)
    select e."organizationId", e.id, date_trunc('milliseconds', e.at) + (shift + n - 1) * interval '1 microsecond',
      e.kind, e.outcome, a.kind, a."accountId", a."personId", a."postId", a.name, a.title, a.address, a."sessionId",
      s.type, s.id, s.label, e.before, e.after, e.data
    from rows from (jsonb_to_recordset(todo) as ("organizationId" uuid, id uuid, at timestamptz, kind text,
        outcome text, actor jsonb, subject jsonb, before jsonb, after jsonb, data jsonb))
        with ordinality as e("organizationId", id, at, kind, outcome, actor, subject, before, after, data, n)
      cross join lateral jsonb_to_record(e.actor) as a(kind text, "accountId" uuid, "personId" uuid, "postId" uuid,
        name text, title text, address text, "sessionId" text)
      left join lateral jsonb_to_record(e.subject) as s(type text, id text, label text) on true
    on conflict on constraint entry_instant do nothing;
    get diagnostics written = row_count;
    exit when written = jsonb_array_length(todo);
    tries := tries + 1;
    if tries > 12 then
      raise exception 'no free instant for an audit entry near %', entries->0->>'at';
    end if;
    shift := floor(random() * (1000 << tries));
    select jsonb_agg(e order by n) into todo
    from jsonb_array_elements(todo) with ordinality as x(e, n)
    where (select known.id from audit.entry known
           where known.organization_id = organization and known.id = (e->>'id')::uuid) is null;
  end loop;
  if not exists (select from audit.log where organization_id = organization) then
    insert into audit.log (organization_id) values (organization) on conflict do nothing;
  end if;
end $$;

grant select, insert on audit.log, audit.entry, audit.leaf, audit.node, audit.key, audit.head to vankho_app;
grant execute on function audit.append(jsonb, jsonb) to vankho_app;
