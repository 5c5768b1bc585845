-- A book that gives no number says why: locked, closed, or waiting for the confirmation after a restore.
create or replace function records.take_number(p_organization uuid, p_book uuid, p_document uuid) returns int language plpgsql as $$
declare b record; n int;
begin
  -- FOR SHARE: the book cannot be locked or closed between this look and our commit.
  select series_id, state, title, period_label, state_reason into b from records.register_book
    where organization_id = p_organization and id = p_book for share;
  if not found then raise exception 'VK:RECORDS_BOOK_MISSING'; end if;
  if b.state <> 'open' then
    raise exception 'VK:RECORDS_BOOK_% %', upper(b.state),
      jsonb_build_object('title', b.title, 'period', b.period_label, 'reason', coalesce(b.state_reason, '–'));
  end if;
  update records.number_series set last_number = last_number + 1
    where organization_id = p_organization and id = b.series_id returning last_number into n;
  insert into records.register_entry (organization_id, series_id, number, book_id, document_id)
    values (p_organization, b.series_id, n, p_book, p_document);
  return n;
end $$;
