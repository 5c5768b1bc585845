-- Inventories of the archive can be taken over too.
alter table imports.run drop constraint run_kind_check;
alter table imports.run add constraint run_kind_check
  check (kind in ('incoming', 'outgoing', 'sheet', 'inventory', 'organizations', 'staff'));
