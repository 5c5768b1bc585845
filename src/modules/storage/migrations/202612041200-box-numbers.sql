-- The printed inventory (mục lục hồ sơ) names the box alone, not the way to it.
create or replace view storage.places_of_units with (security_invoker = true) as
  select c.organization_id, c.unit_id, c.box_id,
    concat_ws(' · ', p.path, case b.kind when 'folder' then 'Cặp ' else 'Hộp ' end || b.number) as label, c.out_at, c.out_due,
    b.number as box_number
  from storage.content c
    join storage.box b on b.organization_id = c.organization_id and b.id = c.box_id
    left join storage.place p on p.organization_id = b.organization_id and p.id = b.shelf_id
  where c.unit_id is not null;
