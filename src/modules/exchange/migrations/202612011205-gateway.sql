-- Exchange with other installations (QCVN 102:2016/BTTTT). Whom one trusts and what bodies lie behind it: of the installation, kept by its host.
create table exchange.partner (
  id uuid primary key,
  name text not null check (name <> ''),
  -- where its gateway takes packages
  address text not null,
  -- its own certificate, or the authority's that issues its certificates (PEM)
  certificate text not null,
  fingerprint text not null,
  -- authority of its TLS certificate, where that is no public one (PEM)
  tls_ca text,
  -- codes of bodies behind it, each with everything below
  serves text[] not null,
  valid_from date not null,
  valid_to date,
  is_enabled boolean not null default true,
  version int not null default 1,
  created_at timestamptz not null,
  check (valid_to is null or valid_to >= valid_from)
);
grant select, insert, update on exchange.partner to vankho_app;

-- Address book: bodies elsewhere by their code, as long as it holds.
create table exchange.contact (
  id uuid primary key,
  code text not null check (length(code) between 1 and 35),
  name text not null check (name <> ''),
  valid_from date not null,
  valid_to date,
  version int not null default 1,
  created_at timestamptz not null,
  constraint contact_once unique (code, valid_from),
  check (valid_to is null or valid_to >= valid_from)
);
grant select, insert, update on exchange.contact to vankho_app;
create view exchange.contacts with (security_invoker = true) as
  select id, code, name, valid_from, valid_to from exchange.contact;
grant select on exchange.contacts to vankho_app;

-- What goes to other installations: written with what it tells of, sent by a job until it is answered for.
create table exchange.message (
  organization_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('document', 'recall', 'status')),
  receiver_code text not null,
  -- the id of the document that it is or is about, as packages name it
  document_key text not null,
  dispatch_id uuid,
  document_id uuid,
  arrival_id uuid,
  status_code text,
  -- the message without its files' bytes; files by their hash
  content jsonb not null,
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'dead', 'dropped')),
  tries int not null default 0,
  next_at timestamptz not null,
  fault text,
  digest text,
  partner text,
  created_at timestamptz not null,
  state_at timestamptz not null,
  version int not null default 1,
  primary key (organization_id, id),
  constraint message_dispatch unique (organization_id, dispatch_id, kind),
  constraint message_status unique (organization_id, arrival_id, status_code)
);
create index message_state on exchange.message (organization_id, state, state_at desc);
create index message_key on exchange.message (organization_id, document_key, receiver_code);
create index message_document on exchange.message (organization_id, document_id) where document_id is not null;
select platform.guard_tenant('exchange.message');
grant select, insert, update on exchange.message to vankho_app;

-- Packages that came, of the installation until their addressee has them: each once, by the digest of what it says.
create table exchange.inbox (
  organization_id uuid not null,
  id uuid not null,
  digest text not null,
  partner_id uuid not null,
  kind text not null check (kind in ('new', 'recall', 'update', 'replacement', 'status')),
  sender_code text not null,
  document_key text not null,
  -- the file in quarantine, until it is worked off
  quarantine text,
  size bigint not null,
  receivers uuid[] not null,
  fingerprint text not null,
  state text not null default 'waiting' check (state in ('waiting', 'early', 'done')),
  arrived_at timestamptz not null,
  state_at timestamptz not null,
  primary key (organization_id, id),
  constraint inbox_once unique (organization_id, digest)
);
create index inbox_about on exchange.inbox (organization_id, sender_code, document_key);
select platform.guard_tenant('exchange.inbox');
grant select, insert, update on exchange.inbox to vankho_app;

-- An arrival comes from an organisation here, or from one elsewhere by its code.
alter table exchange.arrival alter column sender_id drop not null;
alter table exchange.arrival alter column dispatch_id drop not null;
alter table exchange.arrival alter column sender_document_id drop not null;
alter table exchange.arrival add column sender_code text;
alter table exchange.arrival add column receiver_code text;
alter table exchange.arrival add column document_key text;
-- tells an update or a replacement from the document that it is about
alter table exchange.arrival add column edition text;
alter table exchange.arrival add column about_key text;
alter table exchange.arrival add column symbol text;
alter table exchange.arrival add column issued_on date;
-- who vouched for it: {partner, fingerprint, at}
alter table exchange.arrival add column vouched jsonb;
alter table exchange.arrival add column recall_words text;
alter table exchange.arrival add column recall_answer text check (recall_answer in ('agreed', 'refused'));
alter table exchange.arrival add constraint arrival_sender check ((sender_id is null) = (sender_code is not null));
alter table exchange.arrival add constraint arrival_once_elsewhere unique (organization_id, sender_code, document_key, edition);

alter table exchange.delivery alter column receiver_id drop not null;
alter table exchange.delivery drop constraint delivery_state_check;
alter table exchange.delivery add constraint delivery_state_check
  check (state in ('delivered', 'registered', 'assigned', 'handled', 'completed', 'returned', 'recalled', 'failed'));
