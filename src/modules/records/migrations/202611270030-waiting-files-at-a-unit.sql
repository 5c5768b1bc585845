-- A file that is not registered yet waits in a tray: the agency registry's (null) or one unit's. Who may open it follows.
alter table records.component add column waiting_unit_id uuid;
alter table records.component add foreign key (organization_id, waiting_unit_id) references people.unit (organization_id, id);
