-- Published for rooms above: the registered document's number, day, state and holder.
create view incoming.entries with (security_invoker = true) as
  select organization_id, document_id, arrival_number, arrival_date, period, book_id, state, due_date, holder, component_count,
    registered_at, state in ('registered', 'submitted', 'assigned', 'in_progress') as is_open
  from incoming.entry;
grant select on incoming.entries to vankho_app;
