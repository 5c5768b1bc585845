-- Published: who drafted an outgoing document, also before it is issued.
create view outgoing.drafters with (security_invoker = true) as
  select organization_id, document_id, state, state_at, mode, drafter_post, drafter_name, drafting_unit_id, sealed_id, signer_name from outgoing.paper;
grant select on outgoing.drafters to vankho_app;
