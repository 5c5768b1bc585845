-- Who works here: the directory of organisations and persons, and each organisation's units, posts, terms, calendar, rules.
create extension if not exists btree_gist;
create schema people;
grant usage on schema people to vankho_app;

-- The directory belongs to the installation: a document names its issuer and its receivers, a dissolved body stays
-- visible with its successor. No row security (tenancy exceptions); writing is guarded by the room's policy.
create table people.organization (
  id uuid primary key,
  name text not null check (name <> ''),
  short_name text,
  -- What stands in notations (UBND, TU); with dates in organization_name, never derived from the name.
  abbreviation text,
  kind text not null check (kind in ('party', 'state', 'mass', 'enterprise', 'vertical')),
  regime text not null check (regime in ('state', 'party')),
  level text not null check (level in ('central', 'province', 'district', 'commune', 'grassroots')),
  parent_id uuid references people.organization (id),
  -- Địa danh of the place-and-date line.
  place text,
  founded_on date,
  -- The last day on which the organisation stood.
  dissolved_on date,
  position integer not null default 0,
  is_demo boolean not null default false,
  -- The organisation that runs this installation: its administrator keeps the whole directory.
  is_host boolean not null default false,
  version integer not null default 1,
  created_at timestamptz not null,
  check (parent_id is distinct from id),
  check (dissolved_on is null or founded_on is null or dissolved_on >= founded_on)
);
create index organization_parent on people.organization (parent_id, position);
create unique index organization_one_host on people.organization (is_host) where is_host;

-- Demo is for good: the mark decides what may be removed whole (decision 15).
create function people.keep_demo_mark() returns trigger language plpgsql as $$
begin
  if new.is_demo is distinct from old.is_demo then
    raise exception 'VK:PEOPLE_DEMO_IS_FOR_GOOD';
  end if;
  return new;
end $$;
create trigger keep_demo_mark before update on people.organization
  for each row execute function people.keep_demo_mark();

create table people.organization_name (
  organization_id uuid not null references people.organization (id),
  valid_from date not null,
  valid_to date,
  name text not null,
  short_name text,
  abbreviation text,
  basis text,
  primary key (organization_id, valid_from),
  check (valid_to is null or valid_to >= valid_from)
);

-- Mã định danh: codes outlive bodies and move at mergers, so each has its days.
create table people.organization_identifier (
  organization_id uuid not null references people.organization (id),
  id uuid not null,
  scheme text not null check (scheme in ('organ-id', 'qcvn102', 'fonds', 'other')),
  value text not null check (length(value) between 1 and 35),
  valid_from date not null,
  valid_to date,
  basis text,
  primary key (organization_id, id),
  unique (organization_id, scheme, value, valid_from),
  check (valid_to is null or valid_to >= valid_from)
);
create index organization_identifier_value on people.organization_identifier (scheme, value);

create table people.succession (
  id uuid primary key,
  kind text not null check (kind in ('founded', 'merged', 'renamed', 'split', 'dissolved')),
  predecessor_id uuid references people.organization (id),
  successor_id uuid references people.organization (id),
  -- First day of the new state of things.
  effective_on date not null,
  basis text not null,
  note text,
  check (predecessor_id is not null or successor_id is not null),
  check (predecessor_id is distinct from successor_id)
);
create index succession_predecessor on people.succession (predecessor_id);
create index succession_successor on people.succession (successor_id);

create table people.person (
  id uuid primary key,
  full_name text not null check (full_name <> ''),
  given_name text not null,
  -- tên, họ, tên đệm (vn-text nameSortKey); bytes order.
  sort_key text collate "C" not null,
  folded_name text not null,
  email text,
  phone text,
  is_demo boolean not null default false,
  version integer not null default 1,
  created_at timestamptz not null
);
create index person_order on people.person (sort_key, id);
create index person_folded on people.person using gin (folded_name gin_trgm_ops);

create table people.unit (
  organization_id uuid not null references people.organization (id),
  id uuid not null,
  parent_id uuid,
  name text not null check (name <> ''),
  abbreviation text,
  position integer not null default 0,
  valid_from date not null,
  valid_to date,
  version integer not null default 1,
  primary key (organization_id, id),
  foreign key (organization_id, parent_id) references people.unit (organization_id, id),
  check (parent_id is distinct from id),
  check (valid_to is null or valid_to >= valid_from)
);
create index unit_parent on people.unit (organization_id, parent_id, position);

-- A post: one person in one place with roles, from a day to a day. A new title or role is a change of the row with its
-- history; a new holder is a new post that names the one it follows.
create table people.post (
  organization_id uuid not null references people.organization (id),
  id uuid not null,
  person_id uuid not null references people.person (id),
  unit_id uuid,
  title text not null check (title <> ''),
  roles text[] not null default '{}',
  is_acting boolean not null default false,
  is_primary boolean not null default false,
  valid_from date not null,
  -- Last day; the day before valid_from means that it never took effect.
  valid_to date,
  end_reason text,
  -- Who takes over the open work.
  successor_post_id uuid,
  -- When the end was told to the other rooms.
  ended_at timestamptz,
  version integer not null default 1,
  primary key (organization_id, id),
  foreign key (organization_id, unit_id) references people.unit (organization_id, id),
  foreign key (organization_id, successor_post_id) references people.post (organization_id, id),
  check (valid_to is null or valid_to >= valid_from - 1),
  -- Separation of duties (QCVN 12:2026/BCA 3.7): an administrator's post has no business role.
  constraint post_duties check (not ('sysadmin' = any (roles)) or array_length(roles, 1) = 1)
);
create index post_person on people.post (person_id);
create index post_unit on people.post (organization_id, unit_id);
create index post_to_end on people.post (organization_id, valid_to) where ended_at is null and valid_to is not null;
create unique index post_one_primary on people.post (organization_id, person_id) where is_primary and valid_to is null;

-- Uỷ quyền: the holder of a post lets another post use roles of it for a time. Not re-delegable (NĐ 30/2020 Đ13.4).
create table people.delegation (
  organization_id uuid not null references people.organization (id),
  id uuid not null,
  from_post_id uuid not null,
  to_post_id uuid not null,
  to_person_id uuid not null references people.person (id),
  roles text[] not null check (array_length(roles, 1) > 0 and not ('sysadmin' = any (roles))),
  valid_from date not null,
  valid_to date not null,
  basis text not null,
  revoked_at timestamptz,
  created_at timestamptz not null,
  primary key (organization_id, id),
  foreign key (organization_id, from_post_id) references people.post (organization_id, id),
  foreign key (organization_id, to_post_id) references people.post (organization_id, id),
  check (from_post_id <> to_post_id),
  check (valid_to >= valid_from)
);
create index delegation_to on people.delegation (organization_id, to_post_id) where revoked_at is null;
create index delegation_from on people.delegation (organization_id, from_post_id);

-- Whoever signs in must find the own posts, with unit and delegated roles, before an organisation is chosen.
select platform.guard_tenant('people.delegation', 'to_person_id = (select platform.current_person())');
select platform.guard_tenant('people.post', $$ person_id = (select platform.current_person())
  or id in (select d.from_post_id from people.delegation d where d.to_person_id = (select platform.current_person())) $$);
select platform.guard_tenant('people.unit', $$ id in (
  select p.unit_id from people.post p where p.person_id = (select platform.current_person())) $$);

create table people.term (
  organization_id uuid not null references people.organization (id),
  id uuid not null,
  label text not null check (label <> ''),
  congress text,
  valid_from date not null,
  valid_to date,
  basis text,
  version integer not null default 1,
  primary key (organization_id, id),
  check (valid_to is null or valid_to >= valid_from),
  constraint term_no_overlap exclude using gist (
    organization_id with =, daterange(valid_from, valid_to, '[]') with &&)
);
select platform.guard_tenant('people.term');

create table people.calendar_day (
  organization_id uuid not null references people.organization (id),
  day date not null,
  is_working boolean not null,
  name text not null check (name <> ''),
  basis text,
  primary key (organization_id, day)
);
select platform.guard_tenant('people.calendar_day');

create table people.rule_override (
  organization_id uuid not null references people.organization (id),
  id uuid not null,
  collection text not null,
  rule_id text not null,
  effect text not null check (effect in ('set', 'drop')),
  "values" jsonb not null,
  valid_from date not null,
  valid_to date,
  basis text not null check (basis <> ''),
  created_at timestamptz not null,
  created_by text not null,
  withdrawn_at timestamptz,
  primary key (organization_id, id),
  check (valid_to is null or valid_to >= valid_from)
);
create index rule_override_days on people.rule_override (organization_id, valid_from) where withdrawn_at is null;
select platform.guard_tenant('people.rule_override');

-- Every change of this room, for its screens (the audit keeps the evidence). The writer's organisation owns the row;
-- the organisation that it is about reads it too.
create table people.change (
  organization_id uuid not null,
  id uuid not null,
  at timestamptz not null,
  about_organization_id uuid,
  subject_type text not null,
  subject_id uuid not null,
  kind text not null,
  by_name text not null,
  before jsonb,
  after jsonb,
  primary key (organization_id, id)
);
create index change_subject on people.change (organization_id, subject_id, at desc);
create index change_about on people.change (about_organization_id, subject_id, at desc);
select platform.guard_tenant('people.change', 'about_organization_id = (select platform.current_organization())');

-- Read across by upper rooms. security_invoker: row security of the reader holds.
create view people.organization_directory with (security_invoker = true) as
  select o.id as organization_id, o.name, o.short_name, o.abbreviation, o.kind, o.regime, o.level, o.parent_id, o.place,
         o.founded_on, o.dissolved_on, o.is_demo,
         (select i.value from people.organization_identifier i
          where i.organization_id = o.id and i.scheme = 'organ-id' and i.valid_to is null
          order by i.valid_from desc limit 1) as organ_id
  from people.organization o;

create view people.unit_directory with (security_invoker = true) as
  select u.organization_id, u.id as unit_id, u.parent_id, u.name, u.abbreviation, u.position, u.valid_from, u.valid_to
  from people.unit u;

create view people.post_directory with (security_invoker = true) as
  select p.organization_id, p.id as post_id, p.person_id, n.full_name, n.given_name, n.sort_key, p.title, p.unit_id,
         u.name as unit_name, p.roles, p.is_acting, p.is_primary, p.valid_from, p.valid_to, p.successor_post_id
  from people.post p
  join people.person n on n.id = p.person_id
  left join people.unit u on u.organization_id = p.organization_id and u.id = p.unit_id;

grant select, insert, update on people.organization, people.organization_name, people.organization_identifier,
  people.succession, people.person, people.unit, people.post, people.delegation, people.term, people.rule_override
  to vankho_app;
grant select, insert on people.change to vankho_app;
grant select, insert, update, delete on people.calendar_day to vankho_app;
grant select on people.organization_directory, people.unit_directory, people.post_directory to vankho_app;
