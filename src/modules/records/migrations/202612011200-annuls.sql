-- A document may annul an earlier one (bãi bỏ), as it may amend or replace it.
alter table records.relation drop constraint relation_kind_check;
alter table records.relation add constraint relation_kind_check
  check (kind in ('replies-to', 'based-on', 'duplicates', 'supplements', 'amends', 'replaces', 'annuls', 'corrects', 'recalls', 'attached-to', 'copy-of'));
