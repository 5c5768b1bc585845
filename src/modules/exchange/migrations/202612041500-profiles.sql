-- The network behind a partner gateway: what it asks of packages is a row of the rules.
alter table exchange.partner add column profile text not null default 'direct' check (profile <> '');
