-- The list of one year runs in its order of arrival: a page is read from the index, however many years came after it.
create index entry_period on incoming.entry (organization_id, period, arrival_date, arrival_number, document_id);
