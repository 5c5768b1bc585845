-- Stores, shelves, boxes, and where each file lies (handbook 8.3, 8.7; TCVN 9251-9253:2012).
create schema storage;
grant usage on schema storage to vankho_app;

-- kho > phòng > dãy > giá > khoang > tầng; levels may be left out, siblings stand in gapped positions.
create table storage.place (
  organization_id uuid not null,
  id uuid not null,
  parent_id uuid,
  -- the store that it belongs to; of a store, itself
  store_id uuid not null,
  -- from the store down to itself
  line uuid[] not null,
  kind text not null check (kind in ('store', 'room', 'bay', 'rack', 'column', 'shelf')),
  code text not null,
  name text,
  position bigint not null,
  -- shelf metres that it holds; of shelves alone
  metres numeric(8, 2) check (metres > 0),
  -- `Kho 1 · Dãy A · Giá 3 · Tầng 2`
  path text not null,
  -- what its label's QR says: digits alone, so that a scanner's typing passes every Vietnamese input method
  scan_code text not null,
  version int not null default 1,
  created_at timestamptz not null,
  primary key (organization_id, id),
  foreign key (organization_id, parent_id) references storage.place (organization_id, id),
  constraint place_code unique nulls not distinct (organization_id, parent_id, kind, code),
  constraint place_scan unique (organization_id, scan_code),
  check ((kind = 'store') = (parent_id is null)),
  check ((kind = 'shelf') = (metres is not null))
);
create index place_siblings on storage.place (organization_id, parent_id, position, id);
create index place_store on storage.place (organization_id, store_id);
select platform.guard_tenant('storage.place');
grant select, insert, update, delete on storage.place to vankho_app;

create table storage.box (
  organization_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('box', 'folder')),
  number text not null,
  -- digits in order, for sorting
  number_key text not null,
  width_cm numeric(5, 1) not null check (width_cm > 0),
  state text not null check (state in ('open', 'closed')),
  fonds_id uuid,
  inventory_id uuid,
  note text,
  -- a shelf; not placed without one
  shelf_id uuid,
  position bigint,
  scan_code text not null,
  version int not null default 1,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (organization_id, id),
  foreign key (organization_id, fonds_id) references archive.unit (organization_id, id),
  foreign key (organization_id, inventory_id) references archive.unit (organization_id, id),
  foreign key (organization_id, shelf_id) references storage.place (organization_id, id),
  constraint box_number unique nulls not distinct (organization_id, fonds_id, inventory_id, number),
  constraint box_scan unique (organization_id, scan_code),
  check ((shelf_id is null) = (position is null))
);
create index box_shelf on storage.box (organization_id, shelf_id, position, id);
create index box_inventory on storage.box (organization_id, inventory_id, number_key, id);
select platform.guard_tenant('storage.box');
grant select, insert, update, delete on storage.box to vankho_app;

-- What lies in a box: a file of the archive, or a bundle in words.
create table storage.content (
  organization_id uuid not null,
  id uuid not null,
  box_id uuid not null,
  position bigint not null,
  unit_id uuid,
  words text,
  -- taken out for a time: since when, by whom, why, to whom, back by
  out_at timestamptz,
  out_reason text,
  out_to text,
  out_due date,
  primary key (organization_id, id),
  foreign key (organization_id, box_id) references storage.box (organization_id, id),
  foreign key (organization_id, unit_id) references archive.unit (organization_id, id),
  check ((unit_id is null) <> (words is null)),
  check ((out_at is null) = (out_reason is null) and (out_at is null) = (out_to is null))
);
create unique index content_unit on storage.content (organization_id, unit_id) where unit_id is not null;
create index content_box on storage.content (organization_id, box_id, position, id);
create index content_out on storage.content (organization_id, out_due, id) where out_at is not null;
select platform.guard_tenant('storage.content');
grant select, insert, update, delete on storage.content to vankho_app;

-- Every movement, of boxes and of what lies in them; outlives both.
create table storage.movement (
  organization_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('made', 'placed', 'unplaced', 'put-in', 'moved', 'taken-out', 'put-back', 'removed')),
  box_id uuid not null,
  unit_id uuid,
  -- what was moved, in words of that day
  what text not null,
  from_path text,
  to_path text,
  reason text,
  to_whom text,
  due date,
  at timestamptz not null,
  by_post uuid,
  by_name text not null,
  primary key (organization_id, id)
);
create index movement_box on storage.movement (organization_id, box_id, at desc, id desc);
create index movement_unit on storage.movement (organization_id, unit_id, at desc) where unit_id is not null;
select platform.guard_tenant('storage.movement');
grant select, insert on storage.movement to vankho_app;

-- Published: where a file lies, in words.
create view storage.places_of_units with (security_invoker = true) as
  select c.organization_id, c.unit_id, c.box_id,
    concat_ws(' · ', p.path, case b.kind when 'folder' then 'Cặp ' else 'Hộp ' end || b.number) as label, c.out_at, c.out_due
  from storage.content c
    join storage.box b on b.organization_id = c.organization_id and b.id = c.box_id
    left join storage.place p on p.organization_id = b.organization_id and p.id = b.shelf_id
  where c.unit_id is not null;
grant select on storage.places_of_units to vankho_app;
