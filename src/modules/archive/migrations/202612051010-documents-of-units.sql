-- Whether a unit names a document is asked of every document that an undone import takes back, of units taken out, too: one index for
-- both, or each would read the whole archive.
create index unit_of_document on archive.unit (organization_id, document_id) where document_id is not null;
drop index archive.unit_document;
