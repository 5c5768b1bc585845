-- Published: who leads or led the handling of a document, the last given last.
create view incoming.leads with (security_invoker = true) as
select a.organization_id, a.document_id, a.id, a.post_id, a.unit_id, a.name, a.given_at, a.done_at, e.state as entry_state
from incoming.assignment a join incoming.entry e on e.organization_id = a.organization_id and e.document_id = a.document_id
where a.role = 'lead' and a.state not in ('withdrawn', 'returned');
grant select on incoming.leads to vankho_app;
