-- Copies of files in formats that last (TT 05/2025 ch. V; handbook 8.9). The original stays as it came and stays the record; a copy carries no signature.
create table preservation.conversion (
  organization_id uuid not null,
  id uuid not null,
  -- the original by its bytes: wherever a document has them, the copy stands beside it
  source_sha256 text not null check (source_sha256 ~ '^[0-9a-f]{64}$'),
  source_puid text not null,
  -- of a PDF
  source_pages int,
  is_source_signed boolean not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  size bigint not null,
  -- as it was told by its content
  puid text not null,
  format_name text,
  format_version text,
  mime text not null,
  extension text not null,
  pages int,
  program text not null,
  program_version text not null,
  -- what the program said that it left out
  notes text,
  made_at timestamptz not null,
  made_by_name text not null,
  primary key (organization_id, id),
  constraint conversion_once unique (organization_id, source_sha256, puid)
);
create index conversion_bytes on preservation.conversion (organization_id, sha256);
select platform.guard_tenant('preservation.conversion');
grant select, insert on preservation.conversion to vankho_app;
