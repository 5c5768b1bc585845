-- Exchange between organisations. Each side keeps its own rows; what crosses over is written by jobs, once (decisions 1, 21).
create schema exchange;
grant usage on schema exchange to vankho_app;

-- At the sender: what became of one receiver's copy (a row of outgoing.dispatch by its id).
create table exchange.delivery (
  organization_id uuid not null,
  dispatch_id uuid not null,
  document_id uuid not null,
  receiver_id uuid not null,
  state text not null default 'delivered' check (state in ('delivered', 'registered', 'completed', 'returned', 'recalled', 'failed')),
  -- what the receiver said of it: arrival number and day, or the reason
  words text,
  delivered_at timestamptz not null,
  state_at timestamptz not null,
  primary key (organization_id, dispatch_id)
);
create index delivery_document on exchange.delivery (organization_id, document_id);
select platform.guard_tenant('exchange.delivery');
grant select, insert, update on exchange.delivery to vankho_app;

-- At the receiver: what came from whom, and the tray's item that it became. A repeated delivery finds its row.
create table exchange.arrival (
  organization_id uuid not null,
  id uuid not null,
  sender_id uuid not null,
  sender_name text not null,
  dispatch_id uuid not null,
  sender_document_id uuid not null,
  item_id uuid not null,
  state text not null default 'waiting' check (state in ('waiting', 'registered', 'completed', 'returned', 'recall-asked', 'recalled')),
  arrived_at timestamptz not null,
  state_at timestamptz not null,
  primary key (organization_id, id),
  constraint arrival_once unique (organization_id, sender_id, dispatch_id)
);
create index arrival_item on exchange.arrival (organization_id, item_id);
create index arrival_sender on exchange.arrival (organization_id, sender_id, sender_document_id);
select platform.guard_tenant('exchange.arrival');
grant select, insert, update on exchange.arrival to vankho_app;
