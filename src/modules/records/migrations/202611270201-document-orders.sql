-- Lists sorted by issuing body and by the document's own date walk these instead of sorting the whole register.
create index document_issuer on records.document (organization_id, issuer_name, id);
create index document_issued on records.document (organization_id, (coalesce(issued_date, '')), id);
