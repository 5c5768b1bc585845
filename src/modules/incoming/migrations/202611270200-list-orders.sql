-- The list sorted by deadline: a page is read from the index, however long the register (undated last, either way).
create index entry_due_up on incoming.entry (organization_id, (coalesce(due_date, 'infinity'::date)), document_id);
create index entry_due_down on incoming.entry (organization_id, (coalesce(due_date, '-infinity'::date)), document_id);
