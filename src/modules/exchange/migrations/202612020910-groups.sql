-- Named groups of receivers of an organisation: bodies here, bodies elsewhere by code, addressees of its own book.
create table exchange.recipient_group (
  organization_id uuid not null,
  id uuid not null,
  name text not null check (name <> ''),
  note text,
  removed_at timestamptz,
  version int not null default 1,
  created_at timestamptz not null,
  primary key (organization_id, id)
);
create unique index recipient_group_name on exchange.recipient_group (organization_id, lower(name)) where removed_at is null;
select platform.guard_tenant('exchange.recipient_group');
grant select, insert, update on exchange.recipient_group to vankho_app;

create table exchange.group_member (
  organization_id uuid not null,
  group_id uuid not null,
  position int not null,
  kind text not null check (kind in ('organization', 'contact', 'addressee')),
  -- id of an organisation or addressee, code of a contact
  ref text not null,
  -- as it was called when it was chosen, for the day when it is no more
  name text not null,
  primary key (organization_id, group_id, position),
  constraint group_member_once unique (organization_id, group_id, kind, ref),
  foreign key (organization_id, group_id) references exchange.recipient_group (organization_id, id)
);
select platform.guard_tenant('exchange.group_member');
grant select, insert, update, delete on exchange.group_member to vankho_app;

create view exchange.recipient_groups with (security_invoker = true) as
  select g.organization_id, g.id, g.name,
    (select count(*) from exchange.group_member m where m.organization_id = g.organization_id and m.group_id = g.id)::int as members
  from exchange.recipient_group g where g.removed_at is null;
create view exchange.group_members with (security_invoker = true) as
  select m.organization_id, m.group_id, m.position, m.kind, m.ref, m.name
  from exchange.group_member m
  join exchange.recipient_group g on g.organization_id = m.organization_id and g.id = m.group_id and g.removed_at is null;
grant select on exchange.recipient_groups, exchange.group_members to vankho_app;
