-- The lists of the desk run by these orders (store-lists.ts): a page is read from the index, however much waits.
create index task_by_due on desk.task (organization_id, holder_id, due_key, (-urgency), since, id) where state = 'open';
create index task_by_urgency on desk.task (organization_id, holder_id, (-urgency), since, id) where state = 'open' and kind = 'direct';
drop index desk.task_holder;
drop index desk.task_queue;
