-- Copies that the office makes of a document (sao y, sao lục, trích sao; NĐ 30/2020 Đ25) are files of that very document: whoever may not
-- see it does not see them either. They are apart from the files that the document consists of.
alter table records.component drop constraint component_role_check;
alter table records.component add constraint component_role_check check (role in ('main', 'attachment', 'copy'));

create or replace view records.components with (security_invoker = true) as
  select organization_id, id, document_id, role, position, file_name, media_type, size, sha256, page_count from records.component
  where removed_at is null and role <> 'copy';

-- A number that no document bears, but a thing of an upper room, which keeps series and number itself: `copies`.
alter table records.register_entry add column held_by text check (held_by ~ '^[a-z]+$');
alter table records.register_entry drop constraint register_entry_gap;
alter table records.register_entry add constraint register_entry_gap
  check (document_id is not null or state = 'cancelled' or held_by is not null);

create function records.take_held_number(p_organization uuid, p_book uuid, p_held_by text) returns int language plpgsql as $$
declare b record; n int;
begin
  select series_id, state, title, period_label, state_reason into b from records.register_book
    where organization_id = p_organization and id = p_book for share;
  if not found then raise exception 'VK:RECORDS_BOOK_MISSING'; end if;
  if b.state <> 'open' then
    raise exception 'VK:RECORDS_BOOK_% %', upper(b.state),
      jsonb_build_object('title', b.title, 'period', b.period_label, 'reason', coalesce(b.state_reason, '–'));
  end if;
  update records.number_series set last_number = last_number + 1
    where organization_id = p_organization and id = b.series_id returning last_number into n;
  insert into records.register_entry (organization_id, series_id, number, book_id, document_id, held_by)
    values (p_organization, b.series_id, n, p_book, null, p_held_by);
  return n;
end $$;
grant execute on function records.take_held_number(uuid, uuid, text) to vankho_app;
