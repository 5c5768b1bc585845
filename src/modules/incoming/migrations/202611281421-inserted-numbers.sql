-- The letters of an inserted number (12a), as the old register has it.
alter table incoming.entry add column arrival_suffix text not null default '';
alter table incoming.entry
  add constraint entry_suffix check (arrival_suffix = '' or import_id is not null),
  drop constraint entry_number,
  add constraint entry_number unique (organization_id, series_id, arrival_number, arrival_suffix);

create or replace view incoming.entries with (security_invoker = true) as
  select organization_id, document_id, arrival_number, arrival_date, period, book_id, state, due_date, holder, component_count,
    registered_at, state in ('registered', 'submitted', 'assigned', 'in_progress') as is_open, reminder_count, reminded_at, arrival_suffix
  from incoming.entry;
