-- Files that went on to another archive: their description stays and says where they are; nobody changes it any more.
alter table archive.unit add column handed_at timestamptz, add column handed_to text, add column handed_minutes text;

create or replace view archive.units with (security_invoker = true) as
  select organization_id, id, repository_id, level, fonds_id, inventory_id, parent_id, position, number, number_key, title, starts, ends,
    starts_on, ends_on, is_closed, creator_id, retention, access, medium, language, sheets, pages, box, origin, condition, keywords, description,
    document_id, source_file, accession_id, publish, children, folded, version, changed_at, handed_at
  from archive.unit where removed_at is null;

-- Files kept for ever that lie in a current archive, with the year from which the term of the historical archive runs: that of the
-- accession they came by; of files described otherwise, the year in which they should have come.
create view archive.to_hand_on with (security_invoker = true) as
  select u.organization_id, u.id,
    coalesce(extract(year from a.received_on), extract(year from u.ends_on) + 1)::int as since
  from archive.unit u
  join archive.repository r on r.organization_id = u.organization_id and r.id = u.repository_id and r.kind = 'current'
  left join archive.accession a on a.organization_id = u.organization_id and a.id = u.accession_id
  where u.level = 'file' and u.removed_at is null and u.handed_at is null and u.retention = 'vv';
grant select on archive.to_hand_on to vankho_app;
create index unit_permanent on archive.unit (organization_id, id) where level = 'file' and retention = 'vv' and removed_at is null and handed_at is null;
