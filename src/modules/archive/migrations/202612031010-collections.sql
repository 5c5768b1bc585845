-- Collections of issued documents (Văn kiện): by term and year, body and type; fed by a rule (handbook 9: CSDL Văn kiện Đảng).
create table archive.document_collection (
  organization_id uuid not null,
  id uuid not null,
  name text not null,
  note text,
  -- codes of the types of document that come in by themselves when they are issued; none: every type
  types text[] not null default '{}',
  -- documents issued from this day on come in by themselves; null: nothing does
  gathers_from date,
  version int not null default 1,
  created_at timestamptz not null,
  primary key (organization_id, id),
  constraint document_collection_name unique (organization_id, name)
);
select platform.guard_tenant('archive.document_collection');
grant select, insert, update on archive.document_collection to vankho_app;

create table archive.collected (
  organization_id uuid not null,
  collection_id uuid not null,
  document_id uuid not null,
  state text not null check (state in ('proposed', 'published', 'withdrawn')),
  state_at timestamptz not null,
  state_by_name text not null,
  words text,
  -- nhiệm kỳ in which it was issued, where the body has terms
  term text,
  year int,
  issued_on date,
  primary key (organization_id, collection_id, document_id),
  foreign key (organization_id, collection_id) references archive.document_collection (organization_id, id),
  foreign key (organization_id, document_id) references records.document (organization_id, id)
);
create index collected_newest on archive.collected (organization_id, collection_id, issued_on desc, document_id desc);
select platform.guard_tenant('archive.collected');
grant select, insert, update on archive.collected to vankho_app;
