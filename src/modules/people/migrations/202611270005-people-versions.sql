-- What is kept under an organisation's version (lookups.ts): regime, overrides, terms, own days.
create trigger organization_changed after insert or update or delete on people.rule_override
  for each row execute function platform.organization_changed();
create trigger organization_changed after insert or update or delete on people.term
  for each row execute function platform.organization_changed();
create trigger organization_changed after insert or update or delete on people.calendar_day
  for each row execute function platform.organization_changed();

create function people.regime_changed() returns trigger language plpgsql as $$
begin
  perform platform.changed(new.id);
  return null;
end $$;
create trigger organization_changed after update of regime on people.organization
  for each row execute function people.regime_changed();

-- A person's standing: own posts, what is delegated to them, and the roles of those who delegate.
create function people.standing_changed() returns trigger language plpgsql as $$
begin
  if tg_table_name = 'person' then
    perform platform.changed(new.id);
  elsif tg_table_name = 'delegation' then
    perform platform.changed(p) from (values (new.to_person_id), (old.to_person_id)) as v (p) group by p order by p;
  else
    perform platform.changed(p) from (
      select new.person_id as p union select old.person_id
      union select d.to_person_id from people.delegation d
        where d.organization_id = coalesce(new.organization_id, old.organization_id)
          and d.from_post_id = coalesce(new.id, old.id)) as v order by p;
  end if;
  return null;
end $$;
create trigger standing_changed after insert or update or delete on people.post
  for each row execute function people.standing_changed();
create trigger standing_changed after insert or update or delete on people.delegation
  for each row execute function people.standing_changed();
create trigger standing_changed after update of full_name on people.person
  for each row execute function people.standing_changed();
