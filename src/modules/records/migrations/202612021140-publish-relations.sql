-- Published for rooms above: what later documents have done to earlier ones (NĐ 30/2020 Đ18.3), for lists that show it.
create view records.relations with (security_invoker = true) as
  select organization_id, from_document_id, to_document_id, kind from records.relation;
grant select on records.relations to vankho_app;
