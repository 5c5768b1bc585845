-- What a file was made of, and as what: a file of an archive tells the one that counts from what led to it.
create or replace view records.components with (security_invoker = true) as
  select organization_id, id, document_id, role, position, file_name, media_type, size, sha256, page_count, derived_from,
    derivation->>'kind' as made_as
  from records.component where removed_at is null and role <> 'copy';
