-- The one exception to "nothing is erased" (decision 15): the tree of a demo organisation goes with it. Two locks: the
-- removing transaction says so (vankho.removing_demo), and every single row must belong to an organisation marked demo –
-- a mark that can never be given or taken after its making (people.keep_demo_mark). The application's role has no grant
-- to delete at all. Changes and truncation stay refused for everybody.
create function audit.refuse_removal() returns trigger language plpgsql as $$
begin
  if coalesce(current_setting('vankho.removing_demo', true), '') <> 'on' then
    raise exception 'audit history is append-only: % on %.% is refused', tg_op, tg_table_schema, tg_table_name
      using errcode = 'insufficient_privilege';
  end if;
  if tg_level = 'STATEMENT' then
    return null;
  end if;
  if not people.is_demo(old.organization_id) then
    raise exception 'audit history is append-only: only a demo organisation''s rows can go from %.%',
      tg_table_schema, tg_table_name using errcode = 'insufficient_privilege';
  end if;
  return old;
end $$;

do $$
declare t text;
begin
  foreach t in array array['log', 'entry', 'leaf', 'node', 'head'] loop
    execute format('drop trigger append_only on audit.%I', t);
    execute format('create trigger append_only before update or truncate on audit.%I
      for each statement execute function audit.refuse_change()', t);
    execute format('create trigger removal before delete on audit.%I
      for each statement execute function audit.refuse_removal()', t);
    execute format('create trigger removal_of_row before delete on audit.%I
      for each row execute function audit.refuse_removal()', t);
  end loop;
end $$;
