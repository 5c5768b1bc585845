-- Issued documents go by e-mail, too: the same outbox, one message for each receiver.
alter table exchange.message add column channel text not null default 'gateway' check (channel in ('gateway', 'email'));
alter table exchange.message add constraint message_by_mail check (channel = 'gateway' or kind <> 'status');

-- Whom an organisation writes to by e-mail or by post, as long as the address holds.
create table exchange.addressee (
  organization_id uuid not null,
  id uuid not null,
  name text not null check (name <> ''),
  email text check (length(email) between 3 and 254),
  post_address text check (post_address <> ''),
  valid_from date not null,
  valid_to date,
  version int not null default 1,
  created_at timestamptz not null,
  primary key (organization_id, id),
  check (email is not null or post_address is not null),
  check (valid_to is null or valid_to >= valid_from)
);
create index addressee_name on exchange.addressee (organization_id, name);
select platform.guard_tenant('exchange.addressee');
grant select, insert, update on exchange.addressee to vankho_app;

-- How a letter is worded that brings a document; none: the form of the product.
create table exchange.mail_form (
  organization_id uuid primary key,
  subject text not null check (subject <> ''),
  body text not null check (body <> ''),
  reply_to text,
  version int not null default 1,
  changed_at timestamptz not null
);
select platform.guard_tenant('exchange.mail_form');
grant select, insert, update on exchange.mail_form to vankho_app;

-- For whom writes to others: addresses to choose from.
create view exchange.addressees with (security_invoker = true) as
  select organization_id, id, name, email, post_address, valid_from, valid_to from exchange.addressee;
grant select on exchange.addressees to vankho_app;

-- The board tells the way that each copy goes.
create or replace view exchange.dispatch_states with (security_invoker = true) as
  select m.organization_id, m.document_id, m.dispatch_id, m.tries,
    case when m.state = 'sent' then coalesce(d.state, 'sent') else m.state end as state,
    case when m.state = 'sent' then d.words else m.fault end as words
  from exchange.message m
  left join exchange.delivery d on d.organization_id = m.organization_id and d.dispatch_id = m.dispatch_id
    -- A failure noted before it was sent again says nothing of the copy that went.
    and not (m.channel = 'email' and d.state = 'failed')
  where m.kind = 'document';
grant select on exchange.dispatch_states to vankho_app;
