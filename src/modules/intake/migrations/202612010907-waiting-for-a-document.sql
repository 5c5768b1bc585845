-- What still waits for the screen on its way to a document that stands already, or was refused there; no names.
create view intake.waiting_for_documents with (security_invoker = true) as
  select organization_id, id, into_document as document_id, state, words, created_at from intake.item
  where into_document is not null and state in ('screening', 'failed', 'refused');
grant select on intake.waiting_for_documents to vankho_app;
