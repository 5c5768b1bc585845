-- Nothing of a file that was narrowed to a list before it came here is open to harvesters: not itself, and not what lies in it.
create or replace function archive.is_harvested(u archive.unit) returns boolean language sql stable as $$
  select u.publish = 'public' and u.removed_at is null
    and exists (select from archive.repository r where r.organization_id = u.organization_id and r.id = u.repository_id and r.is_open)
    and (u.document_id is null
      or not exists (select from records.narrowings n where n.organization_id = u.organization_id and n.document_id = u.document_id))
    and (u.source_file is null
      or not exists (select from casefiles.narrowings n where n.organization_id = u.organization_id and n.file_id = u.source_file))
    and not exists (select from archive.unit p join casefiles.narrowings n on n.organization_id = p.organization_id and n.file_id = p.source_file
      where p.organization_id = u.organization_id and p.id = u.parent_id)
$$;
