-- The tray: what arrived and is not registered yet.
create schema intake;
grant usage on schema intake to vankho_app;

create table intake.item (
  organization_id uuid not null,
  id uuid not null,
  state text not null check (state in ('screening', 'ready', 'refused', 'failed', 'registered', 'discarded', 'joined')),
  source text not null check (source in ('upload', 'paper', 'exchange')),
  -- null for a refused one: its name is not kept either (decisions 16)
  title text,
  -- file in the quarantine folder while it is screened; never a path
  quarantine text,
  media_type text,
  size bigint,
  into_item uuid,
  into_document uuid,
  role text check (role in ('main', 'attachment')),
  words jsonb,
  suggestion jsonb,
  overruled_reason text,
  discard_reason text,
  document_id uuid,
  version int not null default 1,
  created_at timestamptz not null,
  created_by uuid not null,
  created_by_name text not null,
  primary key (organization_id, id),
  foreign key (organization_id, document_id) references records.document (organization_id, id)
);
create index item_open on intake.item (organization_id, state, created_at);
select platform.guard_tenant('intake.item');
grant select, insert, update on intake.item to vankho_app;

create table intake.item_component (
  organization_id uuid not null,
  item_id uuid not null,
  component_id uuid not null,
  primary key (organization_id, item_id, component_id),
  constraint item_component_once unique (organization_id, component_id),
  foreign key (organization_id, item_id) references intake.item (organization_id, id),
  foreign key (organization_id, component_id) references records.component (organization_id, id)
);
select platform.guard_tenant('intake.item_component');
grant select, insert, update, delete on intake.item_component to vankho_app;
