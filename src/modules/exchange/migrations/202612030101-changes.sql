-- What amends or replaces an earlier document says so, here and elsewhere, and its receiver answers (15, 16).
alter table exchange.arrival add column business text not null default 'new' check (business in ('new', 'update', 'replacement'));
-- How it follows the earlier one, as relations call it; of a body here: its id there.
alter table exchange.arrival add column follows text check (follows in ('amends', 'replaces', 'annuls', 'corrects'));
alter table exchange.arrival add column about_document_id uuid;
alter table exchange.arrival add column change_answer text check (change_answer in ('agreed', 'refused'));

-- The answer to a change and the answer to a recall of the same arrival are two.
alter table exchange.message add column matter text not null default 'document' check (matter in ('document', 'change'));
alter table exchange.message drop constraint message_status;
alter table exchange.message add constraint message_status unique (organization_id, arrival_id, status_code, matter);

-- At the sender: what the receiver said of the change that this document makes to an earlier one.
alter table exchange.delivery add column change_answer text check (change_answer in ('agreed', 'refused'));
