-- Open books are kept under their organisation's version (store-books.ts).
create trigger organization_changed after insert or update or delete on records.register_book
  for each row execute function platform.organization_changed();

-- Is this document's number cancelled? Without it every look for duplicates walked the whole register. Used numbers are
-- found through register_entry_document; registering writes nothing here.
create index register_entry_cancelled on records.register_entry (organization_id, document_id) where state = 'cancelled';
