-- Files of the store that were found missing, altered or unreadable (TT 05/2025 ch. V; QCVN 12: mended by itself, reported within 24 h).
create table preservation.incident (
  organization_id uuid not null,
  id uuid not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  kind text not null check (kind in ('missing', 'altered', 'unreadable')),
  -- open: not mended; repaired: mended, a person has still to say what it was; closed
  state text not null check (state in ('open', 'repaired', 'closed')),
  found_at timestamptz not null,
  found_by_name text not null,
  -- QCVN 12: the report is due
  due_at timestamptz not null,
  -- looked at again and still not good
  seen_at timestamptz not null,
  repaired_at timestamptz,
  repaired_from text,
  reported_at timestamptz,
  reported_by_name text,
  reported_words text,
  closed_at timestamptz,
  closed_by_name text,
  words text,
  version int not null default 1,
  primary key (organization_id, id),
  check ((state = 'closed') = (words is not null))
);
create unique index incident_open on preservation.incident (organization_id, sha256) where state = 'open';
create index incident_newest on preservation.incident (organization_id, found_at desc, id desc);
select platform.guard_tenant('preservation.incident');
grant select, insert, update on preservation.incident to vankho_app;

create index package_bytes on preservation.package (organization_id, sha256);
