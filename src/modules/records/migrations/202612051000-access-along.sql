-- A document narrowed along with a case file that it lies in: the change of the file with which this one is decided.
alter table records.access_change add column along uuid;
create index access_change_along on records.access_change (organization_id, along) where along is not null;

create or replace view records.access_waiting with (security_invoker = true) as
  select c.organization_id, c.id as change_id, c.document_id, c.asked_by, c.asked_by_name, c.asked_at, c.reason,
    d.subject, records.symbol(d.code_number, d.code_notation) as symbol, d.urgency, c.along
  from records.access_change c
  join records.document d on d.organization_id = c.organization_id and d.id = c.document_id
  where c.state = 'pending';
