-- Chasing (đôn đốc): how often whoever has the work was reminded, and when last. The words stand on the document's way.
alter table incoming.entry
  add column reminder_count int not null default 0,
  add column reminded_at timestamptz;

create or replace view incoming.entries with (security_invoker = true) as
  select organization_id, document_id, arrival_number, arrival_date, period, book_id, state, due_date, holder, component_count,
    registered_at, state in ('registered', 'submitted', 'assigned', 'in_progress') as is_open, reminder_count, reminded_at
  from incoming.entry;
