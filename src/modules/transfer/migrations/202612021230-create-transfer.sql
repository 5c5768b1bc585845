-- Hand-over of files to the current archive (NĐ 30/2020 Đ30, Đ31, PL V): lists, checks, minutes, keep-back, bundles.
create schema transfer;
grant usage on schema transfer to vankho_app;

create table transfer.handover (
  organization_id uuid not null,
  id uuid not null,
  title text not null,
  unit_id uuid,
  unit_name text,
  giver_post uuid not null,
  giver_name text not null,
  giver_title text not null,
  state text not null check (state in ('draft', 'submitted', 'decided', 'withdrawn')),
  state_at timestamptz not null,
  state_by_name text not null,
  -- paper beside the electronic files
  boxes int check (boxes >= 0),
  metres numeric(8, 2) check (metres >= 0),
  note text,
  -- of the minutes, one series a year; given when the archive decides
  number int,
  year int,
  condition text,
  decided_on date,
  receiver_post uuid,
  receiver_name text,
  receiver_title text,
  -- the giver's signature under the minutes; the receiver's is his decision
  giver_signed_at timestamptz,
  giver_signed_name text,
  version int not null default 1,
  created_at timestamptz not null,
  primary key (organization_id, id),
  constraint handover_number unique (organization_id, year, number),
  check ((state = 'decided') = (number is not null)),
  check (receiver_post is null or receiver_post <> giver_post)
);
create index handover_newest on transfer.handover (organization_id, state_at desc, id desc);
select platform.guard_tenant('transfer.handover');
grant select, insert, update on transfer.handover to vankho_app;

create table transfer.entry (
  organization_id uuid not null,
  handover_id uuid not null,
  file_id uuid not null,
  position int not null,
  state text not null check (state in ('listed', 'accepted', 'returned')),
  reason text,
  -- the archivist's sampling: looked at, and what was seen
  is_sampled boolean not null default false,
  looked_at timestamptz,
  remark text,
  primary key (organization_id, handover_id, file_id),
  foreign key (organization_id, handover_id) references transfer.handover (organization_id, id),
  foreign key (organization_id, file_id) references casefiles.file (organization_id, id),
  check (state <> 'returned' or reason is not null)
);
create index entry_file on transfer.entry (organization_id, file_id);
select platform.guard_tenant('transfer.entry');
grant select, insert, update, delete on transfer.entry to vankho_app;

-- Kept back for work after its day, by consent in writing (Đ31.3d).
create table transfer.keep_back (
  organization_id uuid not null,
  id uuid not null,
  file_id uuid not null,
  until date not null,
  reason text not null,
  asked_at timestamptz not null,
  asked_by uuid not null,
  asked_by_name text not null,
  state text not null check (state in ('asked', 'granted', 'refused')),
  decided_at timestamptz,
  decided_by_name text,
  words text,
  primary key (organization_id, id),
  foreign key (organization_id, file_id) references casefiles.file (organization_id, id)
);
create unique index keep_back_open on transfer.keep_back (organization_id, file_id) where state = 'asked';
create index keep_back_file on transfer.keep_back (organization_id, file_id, asked_at desc);
select platform.guard_tenant('transfer.keep_back');
grant select, insert, update on transfer.keep_back to vankho_app;

-- Papers that were never made into files: taken in as bundles, in metres, with the reason, as work for arrangement.
create table transfer.bundle (
  organization_id uuid not null,
  id uuid not null,
  unit_name text not null,
  giver_name text not null,
  title text not null,
  years text not null,
  metres numeric(8, 2) not null check (metres > 0),
  reason text not null,
  note text,
  received_on date not null,
  received_at timestamptz not null,
  received_by uuid not null,
  received_by_name text not null,
  primary key (organization_id, id)
);
create index bundle_newest on transfer.bundle (organization_id, received_at desc, id desc);
select platform.guard_tenant('transfer.bundle');
grant select, insert on transfer.bundle to vankho_app;

-- What was told already: a file's coming due is told once.
create table transfer.told (
  organization_id uuid not null,
  file_id uuid not null,
  what text not null check (what in ('soon', 'overdue')),
  told_at timestamptz not null,
  primary key (organization_id, file_id, what),
  foreign key (organization_id, file_id) references casefiles.file (organization_id, id)
);
select platform.guard_tenant('transfer.told');
grant select, insert on transfer.told to vankho_app;
