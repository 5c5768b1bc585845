-- Copies on disks that are taken out of the machine: what, when, where they lie, when they were last looked at (TT 05/2025 ch. V; QCVN 12).
create table preservation.copy (
  organization_id uuid not null,
  id uuid not null,
  -- what stands on the disk's sticker, and where it is kept
  label text not null,
  place text not null,
  made_at timestamptz not null,
  made_by_name text not null,
  packages int not null,
  bytes bigint not null,
  -- hash of the bag's manifest: a copy is known by what it holds
  manifest text not null check (manifest ~ '^[0-9a-f]{64}$'),
  checked_at timestamptz not null,
  is_good boolean not null,
  findings int not null default 0,
  primary key (organization_id, id)
);
create index copy_newest on preservation.copy (organization_id, made_at desc, id desc);
select platform.guard_tenant('preservation.copy');
grant select, insert, update on preservation.copy to vankho_app;
