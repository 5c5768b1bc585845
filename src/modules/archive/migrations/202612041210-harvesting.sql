-- OAI-PMH: harvesters elsewhere read what is public. Off until somebody of the archive switches it on.
create table archive.harvesting (
  organization_id uuid primary key,
  is_on boolean not null,
  -- the address by which harvesters reach it, as it tells itself
  base_url text not null,
  admin_email text not null,
  version int not null default 1,
  changed_at timestamptz not null
);
select platform.guard_tenant('archive.harvesting');
grant select, insert, update on archive.harvesting to vankho_app;

-- Was it open to harvesters at any time? Only then its end is told: of what never was open, not even an id is known outside.
-- Null where nothing is known of it: rows of packages that were made before.
alter table archive.unit add column harvest_told boolean;

-- Public, in a repository that the head opened, and not narrowed to a list.
create function archive.is_harvested(u archive.unit) returns boolean language sql stable as $$
  select u.publish = 'public' and u.removed_at is null
    and exists (select from archive.repository r where r.organization_id = u.organization_id and r.id = u.repository_id and r.is_open)
    and (u.document_id is null
      or not exists (select from records.narrowings n where n.organization_id = u.organization_id and n.document_id = u.document_id))
$$;
grant execute on function archive.is_harvested(archive.unit) to vankho_app;

create function archive.note_harvested() returns trigger language plpgsql as $$
begin
  new.harvest_told := archive.is_harvested(new);
  return new;
end $$;
-- Every change of what harvesters see sets the stamp; whoever opens a repository or ends a narrowing sets it anew.
create trigger unit_harvested before insert or update on archive.unit for each row
  when (new.harvest_at is not null and new.harvest_told is not true) execute function archive.note_harvested();

-- Whatever is open already.
do $$
declare o uuid;
begin
  for o in select id from people.organization loop
    perform set_config('vankho.organization_id', o::text, true);
    update archive.unit u set harvest_told = true where u.organization_id = o and u.harvest_at is not null and archive.is_harvested(u);
  end loop;
  perform set_config('vankho.organization_id', '', true);
end $$;

drop index archive.unit_harvest;
create index unit_harvest on archive.unit (organization_id, harvest_at, id) where harvest_told;
create index unit_harvest_set on archive.unit (organization_id, fonds_id, harvest_at, id) where harvest_told;
