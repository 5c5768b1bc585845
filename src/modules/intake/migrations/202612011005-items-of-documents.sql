-- Which item of the tray a document was registered from, for rooms that brought the item there.
create view intake.registered_items with (security_invoker = true) as
  select organization_id, id as item_id, document_id from intake.item where document_id is not null and state = 'registered';
grant select on intake.registered_items to vankho_app;
