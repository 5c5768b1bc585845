-- The directory and its posts may come from an import; what it made goes with its undo, and by nothing else
-- (platform.only_undone). Names, codes and successions go with their organisation.
alter table people.organization add column import_id uuid;
alter table people.person add column import_id uuid;
alter table people.unit add column import_id uuid;
alter table people.post add column import_id uuid;
create trigger only_undone before delete on people.organization for each row execute function platform.only_undone();
create trigger only_undone before delete on people.person for each row execute function platform.only_undone();
create trigger only_undone before delete on people.unit for each row execute function platform.only_undone();
create trigger only_undone before delete on people.post for each row execute function platform.only_undone();

create function people.only_undone_part() returns trigger language plpgsql as $$
declare
  bodies uuid[];
begin
  if current_user = 'vankho_app' then
    if tg_table_name = 'succession' then
      bodies := array[old.predecessor_id, old.successor_id];
    else
      bodies := array[old.organization_id];
    end if;
    if not exists (select from people.organization o where o.id = any (bodies)
        and o.import_id::text = current_setting('vankho.undoing_import', true)) then
      raise exception 'records are not erased: % of %', tg_op, tg_table_name;
    end if;
  end if;
  return old;
end $$;
create trigger only_undone before delete on people.organization_name
  for each row execute function people.only_undone_part();
create trigger only_undone before delete on people.organization_identifier
  for each row execute function people.only_undone_part();
create trigger only_undone before delete on people.succession
  for each row execute function people.only_undone_part();
grant delete on people.organization, people.organization_name, people.organization_identifier, people.succession,
  people.person, people.unit, people.post to vankho_app;

-- Does the person hold another post anywhere? Row security hides those of other organisations; the answer names none.
create function people.has_other_post(person uuid, post uuid) returns boolean
language sql stable security definer set search_path = people, pg_temp as $$
  select exists (select from people.post p where p.person_id = person and p.id <> post)
$$;
revoke all on function people.has_other_post(uuid, uuid) from public;
grant execute on function people.has_other_post(uuid, uuid) to vankho_app;
