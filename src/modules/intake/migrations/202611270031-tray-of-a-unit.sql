-- The unit in whose tray the item lies; null: the agency registry's own (decisions 2: a unit clerk is a registry for his unit).
alter table intake.item add column unit_id uuid;
alter table intake.item add column unit_name text;
alter table intake.item add foreign key (organization_id, unit_id) references people.unit (organization_id, id);
create index item_unit on intake.item (organization_id, unit_id, state, created_at) where unit_id is not null;
