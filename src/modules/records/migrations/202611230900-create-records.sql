-- The records core: documents, their components (files), relations, register books and number series.
create schema records;
grant usage on schema records to vankho_app;

create table records.document (
  organization_id uuid not null,
  id uuid not null,
  direction text not null check (direction in ('incoming', 'outgoing', 'internal')),
  -- NĐ 30/2020 PL VI Part II: names and lengths of the metadata.
  type_code text,
  type_name varchar(100) not null,
  code_number varchar(11),
  code_notation varchar(30),
  issued_date text check (issued_date ~ '^\d{4}(-\d\d(-\d\d)?)?$'),
  place varchar(100),
  issuer_name varchar(200) not null,
  issuer_organ_id varchar(35),
  subject varchar(500) not null,
  language varchar(30) not null default 'Tiếng Việt',
  page_amount int check (page_amount between 0 and 99999),
  copy_amount int check (copy_amount between 0 and 999),
  description varchar(500),
  signer_name varchar(50),
  signer_position varchar(100),
  urgency smallint not null default 0 check (urgency between 0 and 3),
  circulation text[] not null default '{}',
  to_places varchar(1000),
  -- Number, notation, issuer and subject without diacritics, for the lists' own search box.
  folded text not null,
  -- issuer + number + notation + date, folded: the duplicate alert (PL VI III.1h).
  identity_key text,
  version int not null default 1,
  created_at timestamptz not null,
  created_by uuid not null,
  primary key (organization_id, id)
);
create index document_identity on records.document (organization_id, identity_key) where identity_key is not null;
select platform.guard_tenant('records.document');
grant select, insert, update on records.document to vankho_app;

-- Who may see a document beyond the registry, leaders and the chief of office (decisions 2): a post; a unit, which means
-- its head and its clerk; or everybody. Upper rooms grant when they give work; nothing else opens a document.
create table records.access_grant (
  organization_id uuid not null,
  document_id uuid not null,
  grantee_kind text not null check (grantee_kind in ('post', 'unit', 'all')),
  grantee_id uuid not null,
  reason text not null,
  granted_at timestamptz not null,
  granted_by uuid,
  primary key (organization_id, document_id, grantee_kind, grantee_id),
  foreign key (organization_id, document_id) references records.document (organization_id, id)
);
create index access_grant_grantee on records.access_grant (organization_id, grantee_id, document_id);
select platform.guard_tenant('records.access_grant');
grant select, insert, update, delete on records.access_grant to vankho_app;

-- A file of a document. document_id is null while it lies in the tray.
-- The bytes under sha256 are the original as it came; derived copies stand in records.derivative or name their origin.
create table records.component (
  organization_id uuid not null,
  id uuid not null,
  document_id uuid,
  role text not null check (role in ('main', 'attachment')),
  position int not null default 0,
  file_name text not null,
  media_type text not null,
  size bigint not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  page_count int,
  findings jsonb not null default '[]',
  derived_from uuid,
  derivation jsonb,
  created_at timestamptz not null,
  created_by uuid not null,
  removed_at timestamptz,
  primary key (organization_id, id),
  foreign key (organization_id, document_id) references records.document (organization_id, id),
  foreign key (organization_id, derived_from) references records.component (organization_id, id)
);
create index component_document on records.component (organization_id, document_id) where document_id is not null;
create index component_bytes on records.component (organization_id, sha256);
select platform.guard_tenant('records.component');
grant select, insert, update on records.component to vankho_app;

-- What can be made again from a component: stamped copy, PDF for viewing, extracted text.
create table records.derivative (
  organization_id uuid not null,
  component_id uuid not null,
  kind text not null check (kind in ('stamped', 'view', 'text')),
  sha256 text check (sha256 ~ '^[0-9a-f]{64}$'),
  size bigint,
  media_type text,
  data jsonb,
  created_at timestamptz not null,
  primary key (organization_id, component_id, kind),
  foreign key (organization_id, component_id) references records.component (organization_id, id)
);
select platform.guard_tenant('records.derivative');
grant select, insert, update on records.derivative to vankho_app;

create table records.relation (
  organization_id uuid not null,
  from_document_id uuid not null,
  to_document_id uuid not null,
  kind text not null check (kind in ('replies-to', 'based-on', 'duplicates', 'supplements')),
  created_at timestamptz not null,
  created_by uuid not null,
  primary key (organization_id, from_document_id, to_document_id, kind),
  foreign key (organization_id, from_document_id) references records.document (organization_id, id),
  foreign key (organization_id, to_document_id) references records.document (organization_id, id)
);
select platform.guard_tenant('records.relation');
grant select, insert on records.relation to vankho_app;

-- A number series: gapless, unique, monotone within one period (a calendar year, or a Party term).
create table records.number_series (
  organization_id uuid not null,
  id uuid not null,
  -- what it numbers, as the regime's row says: 'incoming', 'outgoing/QĐ' ...
  scope text not null,
  -- '2026' or a term such as 'NK2025-2030'
  period text not null,
  last_number int not null default 0 check (last_number >= 0),
  primary key (organization_id, id),
  constraint number_series_once unique (organization_id, scope, period)
);
select platform.guard_tenant('records.number_series');
grant select, insert, update on records.number_series to vankho_app;

-- A register book: columns, access and state over a series. Several books may show one series.
create table records.register_book (
  organization_id uuid not null,
  id uuid not null,
  series_id uuid not null,
  -- the regime's row
  code text not null,
  direction text not null check (direction in ('incoming', 'outgoing', 'internal')),
  title text not null,
  period text not null,
  -- what people call the period: the year, or the term
  period_label text not null,
  starts_on date not null,
  ends_on date not null,
  volume int not null default 1 check (volume > 0),
  state text not null default 'open' check (state in ('open', 'locked', 'closed', 'reconciling')),
  state_reason text,
  version int not null default 1,
  opened_at timestamptz not null,
  opened_by uuid,
  closed_at timestamptz,
  primary key (organization_id, id),
  constraint register_book_volume unique (organization_id, code, period, volume),
  foreign key (organization_id, series_id) references records.number_series (organization_id, id)
);
select platform.guard_tenant('records.register_book');
grant select, insert, update on records.register_book to vankho_app;

-- Every number that was ever given. A cancelled one stays, with its reason, and is not given again.
create table records.register_entry (
  organization_id uuid not null,
  series_id uuid not null,
  number int not null check (number > 0),
  book_id uuid not null,
  document_id uuid not null,
  state text not null default 'used' check (state in ('used', 'cancelled')),
  reason text,
  given_at timestamptz not null default now(),
  cancelled_at timestamptz,
  cancelled_by uuid,
  primary key (organization_id, series_id, number),
  foreign key (organization_id, series_id) references records.number_series (organization_id, id),
  foreign key (organization_id, book_id) references records.register_book (organization_id, id),
  foreign key (organization_id, document_id) references records.document (organization_id, id),
  check (state = 'used' or reason is not null)
);
create unique index register_entry_document on records.register_entry (organization_id, document_id, series_id) where state = 'used';
create index register_entry_book on records.register_entry (organization_id, book_id, number);
select platform.guard_tenant('records.register_entry');
grant select, insert, update on records.register_entry to vankho_app;

-- Takes the next number of a book's series. Called in the last statement before the commit: the row lock on the series
-- is held for the commit alone. Raises when the book is not open.
create function records.take_number(p_organization uuid, p_book uuid, p_document uuid) returns int language plpgsql as $$
declare b record; n int;
begin
  -- FOR SHARE: the book cannot be locked or closed between this look and our commit.
  select series_id, state, title into b from records.register_book
    where organization_id = p_organization and id = p_book for share;
  if not found then raise exception 'VK:RECORDS_BOOK_MISSING'; end if;
  if b.state <> 'open' then
    raise exception 'VK:RECORDS_BOOK_NOT_OPEN %', jsonb_build_object('title', b.title, 'state', b.state);
  end if;
  update records.number_series set last_number = last_number + 1
    where organization_id = p_organization and id = b.series_id returning last_number into n;
  insert into records.register_entry (organization_id, series_id, number, book_id, document_id)
    values (p_organization, b.series_id, n, p_book, p_document);
  return n;
end $$;
grant execute on function records.take_number(uuid, uuid, uuid) to vankho_app;

-- Number and notation as people write them: State 15/QĐ-UBND, Party 15-QĐ/TU (its notation holds a slash).
create function records.symbol(number text, notation text) returns text language sql immutable parallel safe
  as $$ select nullif(concat_ws(case when notation ~ '^[^0-9/]+/' then '-' else '/' end, number, notation), '') $$;
grant execute on function records.symbol(text, text) to vankho_app;

-- Published for rooms above: reading across is done through these views alone.
create view records.documents with (security_invoker = true) as
  select organization_id, id, direction, type_code, type_name, code_number, code_notation, issued_date, place, issuer_name, issuer_organ_id,
    subject, urgency, description, signer_name, folded, version, created_at from records.document;
create view records.components with (security_invoker = true) as
  select organization_id, id, document_id, role, position, file_name, media_type, size, sha256, page_count from records.component
  where removed_at is null;
create view records.books with (security_invoker = true) as
  select organization_id, id, series_id, code, direction, title, period, period_label, starts_on, ends_on, volume, state from records.register_book;
create view records.numbers with (security_invoker = true) as
  select organization_id, series_id, number, book_id, document_id, state, reason, given_at from records.register_entry;
create view records.grants with (security_invoker = true) as
  select organization_id, document_id, grantee_kind, grantee_id from records.access_grant;
grant select on records.documents, records.components, records.books, records.numbers, records.grants to vankho_app;
