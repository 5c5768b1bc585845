-- Rights on single documents (NĐ 30/2020 PL VI III.3b, c): a list of posts and units that narrows a document to them, or
-- opens it to them besides; every change of it asked for, confirmed or refused by the competent person, and kept.

-- What is in force now. A document without a row is seen as policy.ts says of any document.
create table records.access_list (
  organization_id uuid not null,
  document_id uuid not null,
  -- true: only who is named here, who holds it, and the roles that the law lets in; false: these besides the others
  is_narrowed boolean not null,
  -- [{"kind": "post" | "unit", "id": uuid}]
  members jsonb not null,
  -- last day, Vietnam; null: until it is changed, and always while a change waits
  until date,
  change_id uuid not null,
  since timestamptz not null,
  primary key (organization_id, document_id),
  foreign key (organization_id, document_id) references records.document (organization_id, id)
);
create index access_list_until on records.access_list (organization_id, until) where until is not null;
select platform.guard_tenant('records.access_list');
grant select, insert, update, delete on records.access_list to vankho_app;

-- Every change, whatever became of it: the document's history of rights. Never erased by the application.
create table records.access_change (
  organization_id uuid not null,
  id uuid not null,
  document_id uuid not null,
  state text not null default 'pending' check (state in ('pending', 'confirmed', 'refused', 'withdrawn', 'ended')),
  -- {isNarrowed, members, until}: before it, as asked for
  before jsonb not null,
  after jsonb not null,
  -- members of `after` who saw the document already when it was asked for: they do not lose it while the change waits
  kept jsonb not null,
  reason varchar(500) not null,
  asked_at timestamptz not null,
  asked_by uuid not null,
  asked_by_name text not null,
  asked_by_title text,
  decided_at timestamptz,
  decided_by uuid,
  decided_by_name text,
  decided_by_title text,
  words varchar(500),
  -- the list that it put in force has lapsed, or was replaced
  ended_at timestamptz,
  primary key (organization_id, id),
  foreign key (organization_id, document_id) references records.document (organization_id, id),
  check ((state = 'pending') = (decided_at is null))
);
create unique index access_change_pending on records.access_change (organization_id, document_id) where state = 'pending';
create index access_change_document on records.access_change (organization_id, document_id, asked_at);
select platform.guard_tenant('records.access_change');
grant select, insert, update on records.access_change to vankho_app;

-- A grant that a narrowing put to rest opens nothing; it wakes when the narrowing ends, or when the work is given again.
alter table records.access_grant add column rested_by uuid;

create or replace view records.grants with (security_invoker = true) as
  select organization_id, document_id, grantee_kind, grantee_id from records.access_grant where rested_by is null;
create view records.narrowings with (security_invoker = true) as
  select organization_id, document_id from records.access_list where is_narrowed;
create view records.access_waiting with (security_invoker = true) as
  select c.organization_id, c.id as change_id, c.document_id, c.asked_by, c.asked_by_name, c.asked_at, c.reason,
    d.subject, records.symbol(d.code_number, d.code_notation) as symbol, d.urgency
  from records.access_change c
  join records.document d on d.organization_id = c.organization_id and d.id = c.document_id
  where c.state = 'pending';
grant select on records.narrowings, records.access_waiting to vankho_app;
