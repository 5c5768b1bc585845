-- Entries of old registers name the import that made them.
alter table incoming.entry add column import_id uuid;
create trigger only_undone before delete on incoming.entry for each row execute function platform.only_undone();
grant delete on incoming.entry to vankho_app;

-- The way of such a document (a scan added later) goes with it.
create function incoming.only_undone_step() returns trigger language plpgsql as $$
begin
  if current_user = 'vankho_app' and not exists (select from incoming.entry e where e.organization_id = old.organization_id
      and e.document_id = old.document_id and e.import_id::text = current_setting('vankho.undoing_import', true)) then
    raise exception 'records are not erased: % of %', tg_op, tg_table_name;
  end if;
  return old;
end $$;
create trigger only_undone before delete on incoming.step for each row execute function incoming.only_undone_step();
grant delete on incoming.step to vankho_app;
