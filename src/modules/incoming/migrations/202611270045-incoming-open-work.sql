-- The desk's tasks are made again from `open_work` alone: what they say must stand in this room's rows.
alter table incoming.entry
  -- the post that submitted it, or its successor: follows it until a direction is given
  add column submitted_by uuid;
alter table incoming.assignment
  -- the post that asked for more time or gave the work back
  add column asked_by uuid,
  add column asked_by_name text,
  -- given back, and dealt with since: given again, submitted, or finished by the giver
  add column answered_at timestamptz,
  -- the giver's post is over and has no successor: his unit stands in for him
  add column giver_unit_id uuid;
create index assignment_giver on incoming.assignment (organization_id, given_by)
  where state in ('given', 'received', 'in_progress', 'returned');

create or replace function incoming.complete_registration(e jsonb) returns jsonb language plpgsql as $$
declare n int; s uuid;
begin
  n := records.take_number((e->>'organization_id')::uuid, (e->>'book_id')::uuid, (e->>'document_id')::uuid);
  select series_id into s from records.books
    where organization_id = (e->>'organization_id')::uuid and id = (e->>'book_id')::uuid;
  insert into incoming.entry (organization_id, document_id, arrival_number, arrival_date, period, book_id, series_id, state,
    channel, due_date, holder, submitted_to, submitted_to_name, submitted_to_title, submitted_by, component_count, request_key,
    state_at, state_by_name, registered_at, registered_by, registered_by_name)
  values ((e->>'organization_id')::uuid, (e->>'document_id')::uuid, n, (e->>'arrival_date')::date, e->>'period',
    (e->>'book_id')::uuid, s, e->>'state', e->>'channel', (e->>'due_date')::date, e->>'holder', (e->>'submitted_to')::uuid,
    e->>'submitted_to_name', e->>'submitted_to_title', case when e->>'submitted_to' is null then null else (e->>'by_post')::uuid end,
    (e->>'component_count')::int, e->>'request_key', (e->>'now')::timestamptz,
    e->>'by_name', (e->>'now')::timestamptz, (e->>'by_post')::uuid, e->>'by_name');
  return jsonb_build_object('arrivalNumber', n, 'label', 'Số đến ' || n);
end $$;

drop view incoming.open_work;
-- Open work, and the finished parts of documents that are still open (they count as progress): enough to make every task again.
create view incoming.open_work with (security_invoker = true) as
with work as (
  -- Waits for a direction. A document whose lead gave it back waits as given back, not as submitted.
  select e.organization_id, e.document_id, 'direct' as kind, null::uuid as assignment_id, e.submitted_to as post_id,
    null::uuid as unit_id, (s.data->>'dueDate')::date as due_date, e.submitted_by as from_post_id, s.by_name as from_name,
    s.words, s.at as since, 'open' as state, null::timestamptz as received_at, null::timestamptz as ended_at,
    false as is_passed_on
  from incoming.entry e
  cross join lateral (
    select x.kind, x.by_name, x.words, x.at, x.data from incoming.step x
    where x.organization_id = e.organization_id and x.document_id = e.document_id
      and x.kind in ('submitted', 'proposed', 'reopened', 'sent-back')
    order by x.at desc, x.id desc limit 1) s
  where e.state = 'submitted' and s.kind <> 'sent-back'
  union all
  -- What posts and units were given. For information also when the document is finished.
  select a.organization_id, a.document_id, case a.role when 'lead' then 'handle' else a.role end, a.id, a.post_id, a.unit_id,
    a.due_date, a.given_by, a.given_by_name, a.words, a.given_at, case a.state when 'done' then 'done' else 'open' end,
    a.received_at, a.done_at,
    exists (select 1 from incoming.assignment c where c.organization_id = a.organization_id and c.parent_id = a.id
      and c.role = 'lead')
  from incoming.assignment a
  join incoming.entry e on e.organization_id = a.organization_id and e.document_id = a.document_id
  where e.state not in ('returned', 'cancelled')
    and (a.state in ('given', 'received', 'in_progress')
      or (a.state = 'done' and a.role <> 'inform' and e.state in ('registered', 'submitted', 'assigned', 'in_progress')))
  union all
  -- Asked for more time: whoever gave the work decides.
  select a.organization_id, a.document_id, 'decide-extension', a.id,
    case when a.giver_unit_id is null then a.given_by end, a.giver_unit_id, null::date, a.asked_by, a.asked_by_name,
    a.extension_reason, a.extension_at, 'open', null::timestamptz, null::timestamptz, false
  from incoming.assignment a
  join incoming.entry e on e.organization_id = a.organization_id and e.document_id = a.document_id
  where a.extension_until is not null and a.state in ('given', 'received', 'in_progress')
    and e.state in ('assigned', 'in_progress')
  union all
  -- Given back, and not dealt with since.
  select a.organization_id, a.document_id, 'received-back', a.id,
    case when a.giver_unit_id is null then a.given_by end, a.giver_unit_id, null::date, a.asked_by, a.asked_by_name,
    a.result, a.done_at, 'open', null::timestamptz, null::timestamptz, false
  from incoming.assignment a
  join incoming.entry e on e.organization_id = a.organization_id and e.document_id = a.document_id
  where a.state = 'returned' and a.answered_at is null
    and e.state in ('registered', 'submitted', 'assigned', 'in_progress')
)
select w.*, d.subject, records.symbol(d.code_number, d.code_notation) as symbol, d.urgency, e.arrival_number
from work w
join incoming.entry e on e.organization_id = w.organization_id and e.document_id = w.document_id
join records.documents d on d.organization_id = w.organization_id and d.id = w.document_id;
grant select on incoming.open_work to vankho_app;
