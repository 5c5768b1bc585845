-- Copies that the office makes of documents: sao y, sao lục, trích sao (NĐ 30/2020 Đ25-27). Who may see the document sees its copies.
create schema copies;
grant usage on schema copies to vankho_app;

create table copies.copy (
  organization_id uuid not null,
  id uuid not null,
  document_id uuid not null,
  form text not null check (form in ('sao-y', 'sao-luc', 'trich-sao')),
  way text not null check (way in ('paper-paper', 'paper-electronic', 'electronic-paper', 'electronic-electronic')),
  -- the file that was copied; null: pages that a copying machine made, or an extract
  source_id uuid,
  -- the chosen part of an extract
  extract text,
  -- who asked for it, how many, to whom
  asked_by text not null,
  amount int not null check (amount between 1 and 999),
  recipients text[] not null,
  note text,
  -- by whose authority it is made: {authority: [{form, of}], position, name}
  signer jsonb not null,
  signer_title text not null,
  book_id uuid not null,
  series_id uuid not null,
  number int not null,
  symbol text not null,
  made_on date not null,
  made_at timestamptz not null,
  made_by uuid not null,
  made_by_name text not null,
  -- the file that the agency signed; null: a copy on paper
  component_id uuid,
  request_key text,
  primary key (organization_id, id),
  foreign key (organization_id, document_id) references records.document (organization_id, id),
  foreign key (organization_id, source_id) references records.component (organization_id, id),
  foreign key (organization_id, component_id) references records.component (organization_id, id),
  foreign key (organization_id, book_id) references records.register_book (organization_id, id),
  constraint copy_number unique (organization_id, series_id, number),
  constraint copy_request unique (organization_id, request_key),
  check ((form = 'trich-sao') = (extract is not null)),
  check ((way like '%-electronic') = (component_id is not null))
);
create index copy_document on copies.copy (organization_id, document_id, made_at);
create index copy_made on copies.copy (organization_id, made_on, number);
select platform.guard_tenant('copies.copy');
-- Given numbers are not unmade: a copy is written once.
grant select, insert on copies.copy to vankho_app;
