-- Files on a list that another archive reads, and the items in them: nothing about them changes until it has decided. The list's id.
alter table archive.unit add column handing uuid;
create index unit_handing on archive.unit (organization_id, handing) where handing is not null;
