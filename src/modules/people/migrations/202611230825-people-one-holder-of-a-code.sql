-- A code of an agency has one holder on any day, also when two administrators enter it at the same moment. After a merger
-- it may pass on: the days of the former holder end before those of the next begin.
alter table people.organization_identifier add constraint identifier_one_holder
  exclude using gist (scheme with =, value with =, daterange(valid_from, valid_to, '[]') with &&)
  where (scheme in ('organ-id', 'qcvn102'));
