-- What the files of packages are by their content, as it was told when they were packed.
create table preservation.file_format (
  organization_id uuid not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  -- PRONOM's identifier; null: not known
  puid text,
  name text,
  version text,
  mime text,
  file_name text not null,
  told_at timestamptz not null,
  primary key (organization_id, sha256)
);
select platform.guard_tenant('preservation.file_format');
grant select, insert, update on preservation.file_format to vankho_app;
