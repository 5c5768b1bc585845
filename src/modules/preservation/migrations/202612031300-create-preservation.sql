-- Preservation: packages of what the archive holds, what was done with them, what could not be packed (TT 05/2025 ch. V; handbook 8.7, 8.9).
create schema preservation;
grant usage on schema preservation to vankho_app;

-- No foreign key to the archive's units: packages outlive them, the archive is rebuilt from packages.
create table preservation.package (
  organization_id uuid not null,
  id uuid not null,
  unit_id uuid not null,
  -- of one unit: 1, 2, …; each is whole
  version int not null check (version > 0),
  -- aip: of TT 05/2025; description: a unit without files of its own (paper), E-ARK CSIP
  kind text not null check (kind in ('aip', 'description')),
  record_status text not null check (record_status in ('NEW', 'REPLACEMENT')),
  object_id text not null,
  code text not null,
  title text not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  size bigint not null,
  documents int not null,
  files int not null,
  -- of everything that went in: the same again is not packed again
  fingerprint text not null,
  -- what our verifier says of it
  is_valid boolean not null,
  findings jsonb not null,
  made_at timestamptz not null,
  made_by_name text not null,
  software text not null,
  primary key (organization_id, id),
  constraint package_version unique (organization_id, unit_id, version)
);
create index package_newest on preservation.package (organization_id, made_at desc, id desc);
select platform.guard_tenant('preservation.package');
grant select, insert on preservation.package to vankho_app;

-- Why a unit could not be packed; goes when it could.
create table preservation.fault (
  organization_id uuid not null,
  unit_id uuid not null,
  code text not null,
  facts jsonb not null,
  at timestamptz not null,
  primary key (organization_id, unit_id)
);
select platform.guard_tenant('preservation.fault');
grant select, insert, update, delete on preservation.fault to vankho_app;

-- PREMIS events, for ever.
create table preservation.event (
  organization_id uuid not null,
  id uuid not null,
  unit_id uuid,
  package_id uuid,
  kind text not null,
  at timestamptz not null,
  by_name text not null,
  outcome text not null check (outcome in ('success', 'warning', 'failure')),
  detail text,
  data jsonb not null default '{}',
  primary key (organization_id, id),
  foreign key (organization_id, package_id) references preservation.package (organization_id, id)
);
create index event_unit on preservation.event (organization_id, unit_id, at desc, id desc);
select platform.guard_tenant('preservation.event');
grant select, insert on preservation.event to vankho_app;

-- The package in force of each unit.
create view preservation.packages with (security_invoker = true) as
  select distinct on (organization_id, unit_id) organization_id, id, unit_id, version, kind, object_id, code, title, sha256, size, documents, files,
    fingerprint, is_valid, made_at
  from preservation.package order by organization_id, unit_id, version desc;
grant select on preservation.packages to vankho_app;
