-- Old registers hold inserted numbers (12a between 12 and 13): kept as they were. Nothing here gives one; only an import may bring it.
alter table records.register_entry add column suffix text not null default '';
alter table records.register_entry
  add constraint register_entry_suffix check (suffix = '' or (import_id is not null and suffix ~ '^[[:alpha:]]{1,3}$')),
  drop constraint register_entry_pkey,
  add primary key (organization_id, series_id, number, suffix);

create or replace view records.numbers with (security_invoker = true) as
  select organization_id, series_id, number, book_id, document_id, state, reason, given_at, suffix from records.register_entry;
