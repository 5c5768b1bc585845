-- Incoming documents from registration to completion (NĐ 30/2020 Đ20-24).
create schema incoming;
grant usage on schema incoming to vankho_app;

create table incoming.entry (
  organization_id uuid not null,
  document_id uuid not null,
  arrival_number int not null check (arrival_number > 0),
  arrival_date date not null,
  period text not null,
  book_id uuid not null,
  series_id uuid not null,
  state text not null check (state in ('registered', 'submitted', 'assigned', 'in_progress', 'completed', 'returned', 'cancelled')),
  channel text not null,
  due_date date,
  -- who holds it now, in words, for lists
  holder text,
  submitted_to uuid,
  submitted_to_name text,
  submitted_to_title text,
  directed_by uuid,
  result text,
  reply_symbol text,
  completed_at timestamptz,
  is_open_to_all boolean not null default false,
  component_count int not null default 0,
  request_key text,
  version int not null default 1,
  state_at timestamptz not null,
  state_by_name text not null,
  registered_at timestamptz not null,
  registered_by uuid not null,
  registered_by_name text not null,
  primary key (organization_id, document_id),
  foreign key (organization_id, document_id) references records.document (organization_id, id),
  foreign key (organization_id, book_id) references records.register_book (organization_id, id),
  constraint entry_number unique (organization_id, series_id, arrival_number),
  constraint entry_request unique (organization_id, request_key)
);
create index entry_newest on incoming.entry (organization_id, arrival_date desc, arrival_number desc, document_id desc);
create index entry_book on incoming.entry (organization_id, book_id, arrival_number);
create index entry_state on incoming.entry (organization_id, state, arrival_date desc, arrival_number desc);
create index entry_due on incoming.entry (organization_id, due_date, document_id) where state in ('registered', 'submitted', 'assigned', 'in_progress');
select platform.guard_tenant('incoming.entry');
grant select, insert, update on incoming.entry to vankho_app;

-- The office's proposal and the leader's words of direction.
create table incoming.direction (
  organization_id uuid not null,
  id uuid not null,
  document_id uuid not null,
  kind text not null check (kind in ('proposal', 'direction', 'assignment')),
  words text,
  content jsonb not null,
  at timestamptz not null,
  by_post uuid not null,
  by_name text not null,
  by_title text,
  primary key (organization_id, id),
  foreign key (organization_id, document_id) references incoming.entry (organization_id, document_id)
);
create index direction_document on incoming.direction (organization_id, document_id, at);
select platform.guard_tenant('incoming.direction');
grant select, insert on incoming.direction to vankho_app;

-- What each post or unit was given to do with a document.
create table incoming.assignment (
  organization_id uuid not null,
  id uuid not null,
  document_id uuid not null,
  parent_id uuid,
  role text not null check (role in ('lead', 'cooperate', 'inform')),
  post_id uuid,
  unit_id uuid,
  name text not null,
  title text,
  state text not null default 'given' check (state in ('given', 'received', 'in_progress', 'done', 'returned', 'withdrawn')),
  due_date date,
  words text,
  given_at timestamptz not null,
  given_by uuid not null,
  given_by_name text not null,
  received_at timestamptz,
  done_at timestamptz,
  result text,
  extension_until date,
  extension_reason text,
  extension_at timestamptz,
  version int not null default 1,
  primary key (organization_id, id),
  foreign key (organization_id, document_id) references incoming.entry (organization_id, document_id),
  foreign key (organization_id, parent_id) references incoming.assignment (organization_id, id),
  check ((post_id is null) <> (unit_id is null))
);
create index assignment_document on incoming.assignment (organization_id, document_id);
create index assignment_post on incoming.assignment (organization_id, post_id) where post_id is not null;
select platform.guard_tenant('incoming.assignment');
grant select, insert, update on incoming.assignment to vankho_app;

-- The document's way, for its timeline (the evidence is the audit).
create table incoming.step (
  organization_id uuid not null,
  id uuid not null,
  document_id uuid not null,
  kind text not null,
  at timestamptz not null,
  by_post uuid,
  by_name text not null,
  by_title text,
  words text,
  data jsonb not null default '{}',
  primary key (organization_id, id),
  foreign key (organization_id, document_id) references records.document (organization_id, id)
);
create index step_document on incoming.step (organization_id, document_id, at);
select platform.guard_tenant('incoming.step');
grant select, insert on incoming.step to vankho_app;

-- The last function of a registration: takes the number and writes the entry with it, in the statement before the commit.
-- `e` holds the entry's columns without the number.
create function incoming.complete_registration(e jsonb) returns jsonb language plpgsql as $$
declare n int; s uuid;
begin
  n := records.take_number((e->>'organization_id')::uuid, (e->>'book_id')::uuid, (e->>'document_id')::uuid);
  select series_id into s from records.books
    where organization_id = (e->>'organization_id')::uuid and id = (e->>'book_id')::uuid;
  insert into incoming.entry (organization_id, document_id, arrival_number, arrival_date, period, book_id, series_id, state,
    channel, due_date, holder, submitted_to, submitted_to_name, submitted_to_title, component_count, request_key, state_at,
    state_by_name, registered_at, registered_by, registered_by_name)
  values ((e->>'organization_id')::uuid, (e->>'document_id')::uuid, n, (e->>'arrival_date')::date, e->>'period',
    (e->>'book_id')::uuid, s, e->>'state', e->>'channel', (e->>'due_date')::date, e->>'holder', (e->>'submitted_to')::uuid,
    e->>'submitted_to_name', e->>'submitted_to_title', (e->>'component_count')::int, e->>'request_key', (e->>'now')::timestamptz,
    e->>'by_name', (e->>'now')::timestamptz, (e->>'by_post')::uuid, e->>'by_name');
  return jsonb_build_object('arrivalNumber', n, 'label', 'Số đến ' || n);
end $$;
grant execute on function incoming.complete_registration(jsonb) to vankho_app;

-- Open work, for the desk's task projection: enough to make every task again.
create view incoming.open_work with (security_invoker = true) as
select e.organization_id, e.document_id, 'direct' as kind, null::uuid as assignment_id, e.submitted_to as post_id, null::uuid as unit_id,
  null::date as due_date, e.state_by_name as from_name, null::text as words, e.state_at as since, 'open' as state,
  d.subject, records.symbol(d.code_number, d.code_notation) as symbol, d.urgency, e.arrival_number, null::uuid as given_by
from incoming.entry e join records.documents d on d.organization_id = e.organization_id and d.id = e.document_id
where e.state = 'submitted'
union all
select a.organization_id, a.document_id, case a.role when 'lead' then 'handle' else a.role end, a.id, a.post_id, a.unit_id,
  a.due_date, a.given_by_name, a.words, a.given_at, a.state,
  d.subject, records.symbol(d.code_number, d.code_notation), d.urgency, e.arrival_number, a.given_by
from incoming.assignment a
join incoming.entry e on e.organization_id = a.organization_id and e.document_id = a.document_id
join records.documents d on d.organization_id = a.organization_id and d.id = a.document_id
where a.state in ('given', 'received', 'in_progress') and e.state in ('assigned', 'in_progress', 'completed');
grant select on incoming.open_work to vankho_app;
