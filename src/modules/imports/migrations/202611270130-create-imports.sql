-- Taking over the past: imports, what each line became, and what stood there before.
create schema imports;
grant usage on schema imports to vankho_app;

create table imports.run (
  organization_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('incoming', 'outgoing', 'sheet')),
  state text not null check (state in ('uploaded', 'checking', 'checked', 'running', 'stopped', 'done', 'undoing', 'undone', 'discarded')),
  file_name text not null,
  -- The sheet lies in quarantine as long as it is needed and never in the store: it may name what the screen refuses.
  quarantine text,
  size bigint not null,
  sha256 text not null,
  layout jsonb not null,
  settings jsonb not null,
  is_remembered boolean not null default false,
  counts jsonb,
  checks jsonb not null default '{}',
  gaps jsonb not null default '[]',
  -- the last line whose batch is committed: an import goes on behind it
  done_line bigint not null default 0,
  job_id uuid,
  note text,
  version int not null default 1,
  created_at timestamptz not null,
  created_by uuid not null,
  created_by_name text not null,
  finished_at timestamptz,
  primary key (organization_id, id)
);
create index run_newest on imports.run (organization_id, created_at desc);
select platform.guard_tenant('imports.run');
grant select, insert, update on imports.run to vankho_app;

-- What a line became, by its key: the same line of the same source coming again finds its record.
create table imports.origin (
  organization_id uuid not null,
  kind text not null,
  key text not null,
  target_id uuid not null,
  -- the import that made the record, and the one that wrote it last
  import_id uuid not null,
  last_import_id uuid not null,
  content text not null,
  -- the record's version as the import left it: another one means that somebody has worked on it
  version int not null default 1,
  line bigint not null,
  file_path text,
  has_file boolean not null default false,
  -- columns of the sheet that have no place here yet (fonds, box, file): kept for the room that will have it
  extra jsonb,
  primary key (organization_id, kind, key)
);
create index origin_import on imports.origin (organization_id, import_id);
create index origin_file on imports.origin (organization_id, kind, lower(regexp_replace(file_path, '^.*[\\/]', '')))
  where file_path is not null and not has_file;
select platform.guard_tenant('imports.origin');
grant select, insert, update, delete on imports.origin to vankho_app;

-- What stood there before an import wrote over it.
create table imports.before (
  organization_id uuid not null,
  import_id uuid not null,
  target_id uuid not null,
  content text not null,
  import_before uuid not null,
  document jsonb not null,
  entry jsonb,
  primary key (organization_id, import_id, target_id)
);
select platform.guard_tenant('imports.before');
grant select, insert, delete on imports.before to vankho_app;

-- Lines with findings, for the report. Cells are not kept of a line that names a state secret.
create table imports.line (
  organization_id uuid not null,
  import_id uuid not null,
  line bigint not null,
  is_rejected boolean not null,
  cells jsonb,
  faults jsonb not null,
  primary key (organization_id, import_id, line)
);
select platform.guard_tenant('imports.line');
grant select, insert, update, delete on imports.line to vankho_app;

-- The mapping that was used last for the same columns.
create table imports.remembered (
  organization_id uuid not null,
  kind text not null,
  columns_key text not null,
  settings jsonb not null,
  used_at timestamptz not null,
  primary key (organization_id, kind, columns_key)
);
select platform.guard_tenant('imports.remembered');
grant select, insert, update on imports.remembered to vankho_app;
