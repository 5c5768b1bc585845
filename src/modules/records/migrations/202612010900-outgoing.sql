-- What outgoing documents add to the core: further relations between documents (NĐ 30/2020 Đ18.3, Đ18.4, Đ25), which file is the
-- original of an issued document, and documents frozen by a recall (PL VI III.8a).
alter table records.relation drop constraint relation_kind_check;
alter table records.relation add constraint relation_kind_check
  check (kind in ('replies-to', 'based-on', 'duplicates', 'supplements', 'amends', 'replaces', 'corrects', 'recalls', 'attached-to', 'copy-of'));
