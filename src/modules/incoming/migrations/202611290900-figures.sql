-- Figures of incoming documents (báo cáo tình hình giải quyết văn bản đến, NĐ 30/2020 PL VI V), counted beforehand by month.
-- No truth of their own: a month that changed is named in `tally_stale` by the transaction that changed it, is then counted from
-- the entries themselves whoever asks, and is counted beforehand again by a job. So a figure always equals its documents.

-- What is counted of an entry.
create view incoming.counted with (security_invoker = true) as
select e.organization_id, e.document_id, e.arrival_date, d.urgency, d.type_name, d.issuer_name, e.channel, e.book_id,
  -- who leads: the last that was given the lead; of an old register the words of the book; nobody: not given yet, or for information
  case when h.post_id is not null then 'post:' || h.post_id
    when h.unit_id is not null then 'unit:' || h.unit_id
    when e.import_id is not null and e.state = 'completed' and e.holder is not null then 'name:' || left(e.holder, 200)
    else '' end as holder,
  case e.state when 'cancelled' then 'cancelled' when 'returned' then 'returned'
    when 'completed' then case
      -- finished, without a deadline or on a day that the book does not say
      when e.completed_at is null or e.due_date is null then 'done'
      when (e.completed_at at time zone 'Asia/Ho_Chi_Minh')::date <= e.due_date then 'on-time'
      else 'late' end
    else 'open' end as outcome,
  -- late or not is decided on the day of asking
  case when e.state in ('registered', 'submitted', 'assigned', 'in_progress') then coalesce(e.due_date, 'infinity')
    else 'infinity' end as due_key
from incoming.entry e
join records.documents d on d.organization_id = e.organization_id and d.id = e.document_id
left join lateral (
  select a.post_id, a.unit_id from incoming.assignment a
  where a.organization_id = e.organization_id and a.document_id = e.document_id and a.role = 'lead'
    and a.state not in ('withdrawn', 'returned')
  order by a.given_at desc, a.id desc limit 1) h on true;
grant select on incoming.counted to vankho_app;

create table incoming.tally (
  organization_id uuid not null,
  month date not null,
  dimension text not null check (dimension in ('urgency', 'type', 'holder', 'channel', 'book', 'issuer')),
  key text not null,
  outcome text not null,
  due_key date not null,
  n int not null,
  primary key (organization_id, month, dimension, key, outcome, due_key)
);
select platform.guard_tenant('incoming.tally');
grant select, insert, delete on incoming.tally to vankho_app;

-- Months that changed since they were counted, each named by the transaction that changed it: no two wait for each other.
create table incoming.tally_stale (
  organization_id uuid not null,
  month date not null,
  writer bigint not null,
  primary key (organization_id, month, writer)
);

create function incoming.name_stale(months date[], organization uuid) returns void language sql as $$
  insert into incoming.tally_stale (organization_id, month, writer)
  select organization, m, pg_current_xact_id()::text::bigint from unnest(months) m on conflict do nothing
$$;
grant execute on function incoming.name_stale(date[], uuid) to vankho_app;

create function incoming.entries_changed() returns trigger language plpgsql as $$
begin
  -- a demo that is removed whole takes its figures with it
  if current_setting('vankho.removing_demo', true) = 'on' then return null; end if;
  if tg_op = 'UPDATE' then
    perform incoming.name_stale(array_agg(distinct date_trunc('month', arrival_date)::date), organization_id)
      from (select organization_id, arrival_date from changed union select organization_id, arrival_date from former) x
      group by organization_id;
  else
    perform incoming.name_stale(array_agg(distinct date_trunc('month', arrival_date)::date), organization_id)
      from changed group by organization_id;
  end if;
  return null;
end $$;
create trigger figures_insert after insert on incoming.entry referencing new table as changed
  for each statement execute function incoming.entries_changed();
create trigger figures_update after update on incoming.entry referencing new table as changed old table as former
  for each statement execute function incoming.entries_changed();
create trigger figures_delete after delete on incoming.entry referencing old table as changed
  for each statement execute function incoming.entries_changed();

create function incoming.assignments_changed() returns trigger language plpgsql as $$
begin
  perform incoming.name_stale(array_agg(distinct date_trunc('month', e.arrival_date)::date), e.organization_id)
    from changed c join incoming.entry e on e.organization_id = c.organization_id and e.document_id = c.document_id
    where c.role = 'lead' group by e.organization_id;
  return null;
end $$;
create trigger figures_insert after insert on incoming.assignment referencing new table as changed
  for each statement execute function incoming.assignments_changed();
create trigger figures_update after update on incoming.assignment referencing new table as changed
  for each statement execute function incoming.assignments_changed();

-- Whatever stands already is to be counted.
alter table incoming.entry no force row level security;
insert into incoming.tally_stale (organization_id, month, writer)
  select distinct organization_id, date_trunc('month', arrival_date)::date, 0 from incoming.entry;
alter table incoming.entry force row level security;
select platform.guard_tenant('incoming.tally_stale');
grant select, insert, delete on incoming.tally_stale to vankho_app;
