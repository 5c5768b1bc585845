-- Where each body of the directory stands, with every name it has borne: for whoever arranges documents by their issuers.
create view people.body_places with (security_invoker = true) as
select o.id, o.parent_id, o.name, o.position,
  array(select distinct x from (
    select o.name::text union all select o.short_name::text
    union all select n.name::text from people.organization_name n where n.organization_id = o.id
    union all select n.short_name::text from people.organization_name n where n.organization_id = o.id) as names (x)
    where x is not null and x <> '') as names
from people.organization o;
grant select on people.body_places to vankho_app;
