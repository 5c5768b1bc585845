-- Published for search: each body that was followed or followed another, with all names that it and they ever bore.
create view people.body_names with (security_invoker = true) as
select n.name, array_agg(distinct m.name::text) as others
from people.organization_name n
join people.succession s on n.organization_id in (s.predecessor_id, s.successor_id)
join people.organization_name m on m.organization_id in (s.predecessor_id, s.successor_id) and m.name <> n.name
where s.predecessor_id is not null and s.successor_id is not null
group by n.name
union
select n.name, array_agg(distinct m.name::text)
from people.organization_name n join people.organization_name m on m.organization_id = n.organization_id and m.name <> n.name
group by n.name;
grant select on people.body_names to vankho_app;
