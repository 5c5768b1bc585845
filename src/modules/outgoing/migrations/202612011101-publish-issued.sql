-- Published for rooms beside and above: documents that have gone out, and those called back.
create view outgoing.issued with (security_invoker = true) as
  select organization_id, document_id, state, mode, drafting_unit_id, drafting_unit, signer_name, book_id, number, numbered_on, sealed_id, issued_at
  from outgoing.paper where state in ('issued', 'recalled');
grant select on outgoing.issued to vankho_app;
