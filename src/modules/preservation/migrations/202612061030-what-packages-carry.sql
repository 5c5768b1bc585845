-- Which records a package carries, whatever lies in its unit later: who may not read one of them is not given the package. Null: made
-- before this was kept.
alter table preservation.package add column document_ids uuid[];
-- When the unit was removed or merged away: its packages are kept, but are in force no more and do not come back with a rebuild.
alter table preservation.package add column withdrawn_at timestamptz;
grant update (withdrawn_at) on preservation.package to vankho_app;
create or replace view preservation.packages with (security_invoker = true) as
  select distinct on (organization_id, unit_id) organization_id, id, unit_id, version, kind, object_id, code, title, sha256, size, documents, files,
    fingerprint, is_valid, made_at
  from preservation.package where withdrawn_at is null order by organization_id, unit_id, version desc;
