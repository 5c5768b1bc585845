-- Rows that an import has made may be taken back by its undo, and by nothing else: the application's role may delete a row
-- only while the import that the row names is being undone (setting `vankho.undoing_import`). Records have no other erasing.
create function platform.only_undone() returns trigger language plpgsql as $$
begin
  if current_user = 'vankho_app'
    and (old.import_id is null or old.import_id::text is distinct from current_setting('vankho.undoing_import', true)) then
    raise exception 'records are not erased: % of %', tg_op, tg_table_name;
  end if;
  return old;
end $$;
