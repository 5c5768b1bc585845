-- The archive: repositories, units of description from fonds to item, authority records, accessions (handbook 8.1, 8.2; ISAD(G), ISAAR(CPF)).
create schema archive;
grant usage on schema archive to vankho_app;

create table archive.repository (
  organization_id uuid not null,
  id uuid not null,
  -- mã cơ quan lưu trữ
  code text not null,
  name text not null,
  -- lưu trữ hiện hành, lưu trữ lịch sử
  kind text not null check (kind in ('current', 'historical')),
  address text,
  contact text,
  note text,
  -- may harvesters read what is published to the public (OAI-PMH)?
  is_open boolean not null default false,
  version int not null default 1,
  created_at timestamptz not null,
  primary key (organization_id, id),
  constraint repository_code unique (organization_id, code)
);
select platform.guard_tenant('archive.repository');
grant select, insert, update on archive.repository to vankho_app;

-- Bodies, persons and families that made or are named in the records (ISAAR(CPF)).
create table archive.authority (
  organization_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('body', 'person', 'family')),
  name text not null,
  -- the mã phông, mã cơ quan by which it is known
  code text,
  other_names text[] not null default '{}',
  -- partial dates: 1976, 1976-02, 1976-02-15
  exists_from text,
  exists_to text,
  -- elements of text: history, places, legal-status, functions, mandates, structure, context, sources
  description jsonb not null default '{}',
  -- the organisation of this installation that it describes
  body_id uuid,
  folded text not null,
  merged_into uuid,
  version int not null default 1,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (organization_id, id),
  foreign key (organization_id, merged_into) references archive.authority (organization_id, id)
);
create index authority_name on archive.authority (organization_id, folded, id) where merged_into is null;
create unique index authority_body on archive.authority (organization_id, body_id) where body_id is not null and merged_into is null;
select platform.guard_tenant('archive.authority');
grant select, insert, update on archive.authority to vankho_app;

create table archive.authority_link (
  organization_id uuid not null,
  from_id uuid not null,
  to_id uuid not null,
  -- to_id came before from_id; stands above it; is otherwise bound to it
  kind text not null check (kind in ('predecessor', 'superior', 'associated')),
  on_date text,
  note text,
  primary key (organization_id, from_id, to_id, kind),
  foreign key (organization_id, from_id) references archive.authority (organization_id, id),
  foreign key (organization_id, to_id) references archive.authority (organization_id, id),
  check (from_id <> to_id)
);
create index authority_link_to on archive.authority_link (organization_id, to_id);
select platform.guard_tenant('archive.authority_link');
grant select, insert, delete on archive.authority_link to vankho_app;

-- A unit of description at any level; pages of siblings by gapped position, no nested sets.
create table archive.unit (
  organization_id uuid not null,
  id uuid not null,
  repository_id uuid not null,
  level text not null check (level in ('fonds', 'collection', 'group', 'inventory', 'file', 'item')),
  -- the fonds or collection that it lies in; of a fonds, itself
  fonds_id uuid not null,
  -- the inventory (mục lục số) that it lies in; of an inventory, itself
  inventory_id uuid,
  parent_id uuid,
  position bigint not null,
  -- mã phông, mục lục số, hồ sơ số, number of the item in its file; unique within the unit that counts them
  number text,
  counted_in uuid not null,
  -- the digits and letters of the number in order, for sorting and ranges
  number_key text,
  title text not null,
  -- partial dates as written, and the days they span
  starts text,
  ends text,
  starts_on date,
  ends_on date,
  -- of a fonds: open (phông mở) or closed (phông đóng)
  is_closed boolean,
  creator_id uuid,
  -- files and items
  retention text,
  access text not null default 'open' check (access in ('open', 'conditional')),
  medium text check (medium in ('electronic', 'paper', 'mixed')),
  language text[] not null default '{vi}',
  sheets int check (sheets >= 0),
  pages int check (pages >= 0),
  -- hộp/cặp số as the inventory counts it; where the box stands is the storage room's
  box text,
  -- original: electronic original; digitised; mixed
  origin text check (origin in ('electronic', 'digitised', 'mixed')),
  condition text,
  keywords text,
  -- ISAD(G) elements of text, and fields of TT 05/2025 that are not columns
  description jsonb not null default '{}',
  -- an item's document; a file that came by hand-over
  document_id uuid,
  source_file uuid,
  accession_id uuid,
  -- draft: the archivists'; office: whoever may read in the archive; public: harvesters, too
  publish text not null default 'draft' check (publish in ('draft', 'office', 'public')),
  published_at timestamptz,
  -- when what harvesters see of it changed last; stays when it is taken back
  harvest_at timestamptz,
  children int not null default 0,
  folded text not null,
  merged_into uuid,
  removed_at timestamptz,
  version int not null default 1,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (organization_id, id),
  foreign key (organization_id, repository_id) references archive.repository (organization_id, id),
  foreign key (organization_id, fonds_id) references archive.unit (organization_id, id) deferrable initially deferred,
  foreign key (organization_id, inventory_id) references archive.unit (organization_id, id) deferrable initially deferred,
  foreign key (organization_id, parent_id) references archive.unit (organization_id, id) deferrable initially deferred,
  foreign key (organization_id, creator_id) references archive.authority (organization_id, id),
  foreign key (organization_id, document_id) references records.document (organization_id, id),
  foreign key (organization_id, source_file) references casefiles.file (organization_id, id),
  foreign key (organization_id, merged_into) references archive.unit (organization_id, id),
  check ((level in ('fonds', 'collection')) = (parent_id is null)),
  check (level = 'item' or document_id is null),
  check (level = 'file' or source_file is null)
);
create unique index unit_number on archive.unit (organization_id, counted_in, level, number) where number is not null and removed_at is null;
create index unit_siblings on archive.unit (organization_id, parent_id, position, id) where removed_at is null;
create index unit_roots on archive.unit (organization_id, repository_id, position, id) where parent_id is null and removed_at is null;
create index unit_counted on archive.unit (organization_id, counted_in, level, number_key, id) where removed_at is null;
create index unit_fonds on archive.unit (organization_id, fonds_id, level, id) where removed_at is null;
create index unit_document on archive.unit (organization_id, document_id) where document_id is not null and removed_at is null;
create unique index unit_source on archive.unit (organization_id, source_file) where source_file is not null and removed_at is null;
create index unit_accession on archive.unit (organization_id, accession_id) where accession_id is not null;
create index unit_creator on archive.unit (organization_id, creator_id) where creator_id is not null;
create index unit_harvest on archive.unit (organization_id, harvest_at, id) where harvest_at is not null;
select platform.guard_tenant('archive.unit');
grant select, insert, update on archive.unit to vankho_app;

-- Further bodies and persons named in a unit, beside its creator.
create table archive.unit_name (
  organization_id uuid not null,
  unit_id uuid not null,
  authority_id uuid not null,
  role text not null check (role in ('creator', 'subject')),
  primary key (organization_id, unit_id, authority_id, role),
  foreign key (organization_id, unit_id) references archive.unit (organization_id, id),
  foreign key (organization_id, authority_id) references archive.authority (organization_id, id)
);
create index unit_name_authority on archive.unit_name (organization_id, authority_id);
select platform.guard_tenant('archive.unit_name');
grant select, insert, delete on archive.unit_name to vankho_app;

-- What became of a unit: described, moved, numbered anew, merged, published, removed.
create table archive.trace (
  organization_id uuid not null,
  id uuid not null,
  unit_id uuid not null,
  kind text not null,
  at timestamptz not null,
  by_name text not null,
  words text,
  data jsonb not null default '{}',
  primary key (organization_id, id),
  foreign key (organization_id, unit_id) references archive.unit (organization_id, id)
);
create index trace_unit on archive.trace (organization_id, unit_id, at desc);
select platform.guard_tenant('archive.trace');
grant select, insert on archive.trace to vankho_app;

-- Sổ nhập tài liệu: what came in, when, from whom (handbook 8.3).
create table archive.accession (
  organization_id uuid not null,
  id uuid not null,
  repository_id uuid not null,
  year int not null,
  number int not null,
  received_on date not null,
  source text not null,
  content text not null,
  years text,
  files int check (files >= 0),
  metres numeric(8, 2) check (metres >= 0),
  condition text,
  minutes text,
  note text,
  -- the hand-over it came by
  handover_id uuid,
  fonds_id uuid,
  created_at timestamptz not null,
  created_by_name text not null,
  primary key (organization_id, id),
  foreign key (organization_id, repository_id) references archive.repository (organization_id, id),
  foreign key (organization_id, fonds_id) references archive.unit (organization_id, id),
  constraint accession_number unique (organization_id, repository_id, year, number)
);
create unique index accession_handover on archive.accession (organization_id, handover_id) where handover_id is not null;
create index accession_newest on archive.accession (organization_id, received_on desc, id desc);
select platform.guard_tenant('archive.accession');
grant select, insert on archive.accession to vankho_app;

-- Published for the rooms beside and above: storage, preservation, search.
create view archive.units with (security_invoker = true) as
  select organization_id, id, repository_id, level, fonds_id, inventory_id, parent_id, position, number, number_key, title, starts, ends,
    starts_on, ends_on, is_closed, creator_id, retention, access, medium, language, sheets, pages, box, origin, condition, keywords, description,
    document_id, source_file, accession_id, publish, children, folded, version, changed_at
  from archive.unit where removed_at is null;
grant select on archive.units to vankho_app;
