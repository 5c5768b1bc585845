-- The newest change of the unit or of what lies directly in it that its package holds: it is stale when one came after.
alter table preservation.package add column changes_to timestamptz;
update preservation.package set changes_to = made_at;
alter table preservation.package alter column changes_to set not null;
grant update (changes_to) on preservation.package to vankho_app;
