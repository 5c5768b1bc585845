-- Published for rooms above: names of the bodies that issue a document together with this office, in their order.
create view outgoing.joint_issuers with (security_invoker = true) as
  select p.organization_id, p.document_id, array(select j->>'name' from jsonb_array_elements(p.joint_with) with ordinality as x(j, n) order by n) as names
  from outgoing.paper p where p.joint_with <> '[]';
grant select on outgoing.joint_issuers to vankho_app;
