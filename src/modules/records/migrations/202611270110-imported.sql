-- Old registers: documents, numbers and books name the import that made them, so that it can be undone whole.
alter table records.document add column import_id uuid;
alter table records.register_entry add column import_id uuid;
alter table records.register_book add column import_id uuid;
create index document_import on records.document (organization_id, import_id) where import_id is not null;
create trigger only_undone before delete on records.document for each row execute function platform.only_undone();
create trigger only_undone before delete on records.register_entry for each row execute function platform.only_undone();
create trigger only_undone before delete on records.register_book for each row execute function platform.only_undone();
grant delete on records.document, records.register_entry, records.register_book to vankho_app;
-- Both ends of a relation are looked for when a document is taken back.
create index relation_to on records.relation (organization_id, to_document_id);
