-- Rights on single files (NĐ 30/2020 PL VI III.3b, c), in the shape of those on documents (records): a list of posts and units that
-- narrows a file to them, or opens it to them besides; every change of it asked for, confirmed or refused, and kept.

-- What is in force now. A file without a row is seen as policy.ts says of any file.
create table casefiles.access_list (
  organization_id uuid not null,
  file_id uuid not null,
  -- true: only who is named here, who makes it, and the roles that the law lets in; false: these besides the others
  is_narrowed boolean not null,
  -- [{"kind": "post" | "unit", "id": uuid}]
  members jsonb not null,
  -- last day, Vietnam; null: until it is changed, and always while a change waits
  until date,
  change_id uuid not null,
  since timestamptz not null,
  primary key (organization_id, file_id),
  foreign key (organization_id, file_id) references casefiles.file (organization_id, id)
);
create index access_list_until on casefiles.access_list (organization_id, until) where until is not null;
select platform.guard_tenant('casefiles.access_list');
grant select, insert, update, delete on casefiles.access_list to vankho_app;

-- Every change, whatever became of it: the file's history of rights. Never erased by the application.
create table casefiles.access_change (
  organization_id uuid not null,
  id uuid not null,
  file_id uuid not null,
  state text not null default 'pending' check (state in ('pending', 'confirmed', 'refused', 'withdrawn', 'ended')),
  -- {isNarrowed, members, until}: before it, as asked for
  before jsonb not null,
  after jsonb not null,
  -- members of `after` who saw the file already when it was asked for: they do not lose it while the change waits
  kept jsonb not null,
  reason varchar(500) not null,
  asked_at timestamptz not null,
  asked_by uuid not null,
  asked_by_name text not null,
  asked_by_title text,
  decided_at timestamptz,
  decided_by uuid,
  decided_by_name text,
  decided_by_title text,
  words varchar(500),
  -- the list that it put in force has lapsed, or was replaced
  ended_at timestamptz,
  primary key (organization_id, id),
  foreign key (organization_id, file_id) references casefiles.file (organization_id, id),
  check ((state = 'pending') = (decided_at is null))
);
create unique index access_change_pending on casefiles.access_change (organization_id, file_id) where state = 'pending';
create index access_change_file on casefiles.access_change (organization_id, file_id, asked_at);
select platform.guard_tenant('casefiles.access_change');
grant select, insert, update on casefiles.access_change to vankho_app;

-- Published: changes that wait, for the desks of those who confirm them.
create view casefiles.access_waiting with (security_invoker = true) as
  select c.organization_id, c.id as change_id, c.file_id, c.asked_by, c.asked_by_name, c.asked_at, c.reason, f.title, f.symbol
  from casefiles.access_change c join casefiles.file f on f.organization_id = c.organization_id and f.id = c.file_id
  where c.state = 'pending';
-- Published: files narrowed to a list, for what is told to nobody in particular.
create view casefiles.narrowings with (security_invoker = true) as
  select organization_id, file_id from casefiles.access_list where is_narrowed;
grant select on casefiles.access_waiting, casefiles.narrowings to vankho_app;
