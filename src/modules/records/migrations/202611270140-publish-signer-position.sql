-- Published besides: who signed in which position, for what the register form offers.
create or replace view records.documents with (security_invoker = true) as
  select organization_id, id, direction, type_code, type_name, code_number, code_notation, issued_date, place, issuer_name, issuer_organ_id,
    subject, urgency, description, signer_name, folded, version, created_at, signer_position from records.document;
