-- Keys and certificates, evidence of verifications, the register of seals (NĐ 30/2020 Đ32, Đ33; NĐ 68/2024).
create schema signatures;
grant usage on schema signatures to vankho_app;

-- A key or a certificate that belongs to a person in this organisation, or to the organisation. Rows stay; what opens the
-- private key goes when the key ends.
create table signatures.key (
  organization_id uuid not null,
  id uuid not null,
  owner text not null check (owner in ('person', 'agency')),
  person_id uuid references people.person (id),
  -- file: the key lies here, sealed under its owner's passphrase; token: the key lies in a device, only its certificate is known
  means text not null check (means in ('file', 'token')),
  -- pending: the agency's, entered by the registry, not yet confirmed by a leader
  state text not null check (state in ('pending', 'active', 'revoked', 'removed')),
  label varchar(120),
  common_name text not null,
  subject text not null,
  issuer text not null,
  serial text not null,
  algorithm text not null,
  -- SHA-256 of the certificate
  fingerprint text not null check (fingerprint ~ '^[0-9a-f]{64}$'),
  certificate bytea not null,
  valid_from timestamptz not null,
  valid_to timestamptz not null,
  -- the key file as it came, under AES-256-GCM with a key derived (scrypt) from the owner's passphrase, which is nowhere
  vault bytea,
  picture_sha256 text check (picture_sha256 ~ '^[0-9a-f]{64}$'),
  picture_width_mm numeric(5, 1) check (picture_width_mm between 5 and 120),
  failed_tries int not null default 0,
  waits_until timestamptz,
  uses int not null default 0,
  last_used_at timestamptz,
  warned_at timestamptz,
  version int not null default 1,
  entered_at timestamptz not null,
  entered_by uuid,
  entered_by_name text not null,
  confirmed_at timestamptz,
  confirmed_by uuid,
  confirmed_by_name text,
  ended_at timestamptz,
  ended_by uuid,
  ended_by_name text,
  reason varchar(500),
  primary key (organization_id, id),
  check ((owner = 'person') = (person_id is not null)),
  check (vault is null or means = 'file'),
  check ((state in ('revoked', 'removed')) = (ended_at is not null)),
  check (state in ('pending', 'active') or (vault is null and reason is not null))
);
create unique index key_once on signatures.key (organization_id, fingerprint) where state in ('pending', 'active');
create index key_owner on signatures.key (organization_id, owner, person_id);
create index key_ends on signatures.key (organization_id, valid_to) where state = 'active';
select platform.guard_tenant('signatures.key');
grant select, insert, update on signatures.key to vankho_app;

-- What the handbook leaves to the office: tries of a passphrase, signing without a timestamp, what is accepted undecided.
create table signatures.policy (
  organization_id uuid not null,
  tries int not null check (tries between 3 and 20),
  wait_minutes int not null check (wait_minutes between 1 and 1440),
  without_timestamp text not null check (without_timestamp in ('stop', 'warn')),
  undecided_allowed text[] not null,
  notice_days int not null check (notice_days between 1 and 180),
  version int not null default 1,
  set_at timestamptz not null,
  set_by uuid,
  set_by_name text not null,
  primary key (organization_id)
);
select platform.guard_tenant('signatures.policy');
grant select, insert, update on signatures.policy to vankho_app;

-- Evidence: what a verification found, when, over which bytes, by which trust list. Rows are added only. No foreign key to the
-- file: an import that is undone takes the file, not what was found out about it.
create table signatures.report (
  organization_id uuid not null,
  id uuid not null,
  component_id uuid not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  verdict text not null check (verdict in ('TOTAL-PASSED', 'INDETERMINATE', 'TOTAL-FAILED', 'UNSIGNED', 'UNREADABLE')),
  signature_count int not null,
  -- as `vankho signature verify --json`; for UNREADABLE {"code", "facts"}
  report jsonb not null,
  -- over the trusted certificates and lists that it was judged by
  trust_fingerprint text not null,
  cause text not null check (cause in ('arrived', 'asked', 'signed')),
  at timestamptz not null,
  by_post uuid,
  by_name text not null,
  primary key (organization_id, id)
);
create index report_component on signatures.report (organization_id, component_id, at desc);
select platform.guard_tenant('signatures.report');
grant select, insert on signatures.report to vankho_app;

-- Seals and devices that hold keys (NĐ 30/2020 Đ32).
create table signatures.seal (
  organization_id uuid not null,
  id uuid not null,
  name varchar(200) not null,
  kind text not null check (kind in ('agency', 'unit', 'party', 'title', 'name', 'mark', 'key-device')),
  since date not null,
  basis varchar(300),
  state text not null default 'in-use' check (state in ('in-use', 'returned', 'lost', 'destroyed')),
  state_reason varchar(500),
  state_on date,
  custodian_post_id uuid not null,
  custodian_name text not null,
  custodian_title text,
  version int not null default 1,
  entered_at timestamptz not null,
  entered_by uuid not null,
  entered_by_name text not null,
  primary key (organization_id, id),
  foreign key (organization_id, custodian_post_id) references people.post (organization_id, id),
  check ((state = 'in-use') = (state_on is null))
);
select platform.guard_tenant('signatures.seal');
grant select, insert, update on signatures.seal to vankho_app;

-- Custody goes over only with permission in writing, and with minutes (Đ32.2b).
create table signatures.seal_handover (
  organization_id uuid not null,
  id uuid not null,
  seal_id uuid not null,
  number int not null,
  at timestamptz not null,
  from_post_id uuid not null,
  from_name text not null,
  from_title text,
  to_post_id uuid not null,
  to_name text not null,
  to_title text,
  permission_symbol varchar(60) not null,
  permission_on date not null,
  permission_by varchar(120) not null,
  witness varchar(120) not null,
  reason varchar(500) not null,
  condition varchar(500),
  -- a hand-over for a time: until then it is to come back
  until date,
  entered_by uuid not null,
  entered_by_name text not null,
  primary key (organization_id, id),
  constraint seal_handover_number unique (organization_id, seal_id, number),
  foreign key (organization_id, seal_id) references signatures.seal (organization_id, id),
  foreign key (organization_id, from_post_id) references people.post (organization_id, id),
  foreign key (organization_id, to_post_id) references people.post (organization_id, id)
);
select platform.guard_tenant('signatures.seal_handover');
grant select, insert on signatures.seal_handover to vankho_app;

-- Every use of a seal: on what, how many impressions, who pressed it.
create table signatures.seal_use (
  organization_id uuid not null,
  id uuid not null,
  seal_id uuid not null,
  document_id uuid,
  description varchar(500) not null,
  way text not null check (way in ('signature', 'header', 'crossing', 'copy', 'other')),
  impressions int not null check (impressions between 1 and 10000),
  signer varchar(120),
  at timestamptz not null,
  by_post uuid not null,
  by_name text not null,
  primary key (organization_id, id),
  foreign key (organization_id, seal_id) references signatures.seal (organization_id, id)
);
create index seal_use_newest on signatures.seal_use (organization_id, seal_id, at desc);
select platform.guard_tenant('signatures.seal_use');
grant select, insert on signatures.seal_use to vankho_app;
