-- For the board of dispatch: how far a copy is that goes to another installation.
create view exchange.dispatch_states with (security_invoker = true) as
  select m.organization_id, m.document_id, m.dispatch_id, m.tries,
    case when m.state = 'sent' then coalesce(d.state, 'sent') else m.state end as state,
    case when m.state = 'sent' then d.words else m.fault end as words
  from exchange.message m
  left join exchange.delivery d on d.organization_id = m.organization_id and d.dispatch_id = m.dispatch_id
  where m.kind = 'document';
grant select on exchange.dispatch_states to vankho_app;
