-- The desk's projection of open work. It owns no truth: events of the lower rooms write it in their transaction, and
-- `desk.rebuild` makes it again from their published views.
create schema desk;
grant usage on schema desk to vankho_app;

create table desk.task (
  organization_id uuid not null,
  id uuid not null,
  -- What made the task, once: 'direct:<document>:<post>', 'assignment:<id>', 'extension:<id>', 'back:<id>'.
  source text not null,
  kind text not null check (kind in ('direct', 'handle', 'cooperate', 'inform', 'decide-extension', 'received-back')),
  subject_type text not null,
  subject_id uuid not null,
  assignment_id uuid,
  holder_kind text not null check (holder_kind in ('post', 'unit')),
  holder_id uuid not null,
  -- Who gave it; null where the event names nobody (a rebuilt submission).
  from_post_id uuid,
  from_name text not null,
  -- Words of direction, of the submission, or the reason.
  words text,
  symbol text,
  subject text not null,
  arrival_number int,
  urgency smallint not null default 0,
  due_date date,
  due_key date not null generated always as (coalesce(due_date, date '9999-12-31')) stored,
  state text not null default 'open' check (state in ('open', 'done', 'withdrawn')),
  since timestamptz not null,
  -- Signed for (ký nhận): no longer new.
  received_at timestamptz,
  ended_at timestamptz,
  -- The unit's head passed it on inside the unit: he follows it under what waits for others, it is not his to do.
  is_passed_on boolean not null default false,
  primary key (organization_id, id),
  constraint task_once unique (organization_id, source),
  check ((state = 'open') = (ended_at is null))
);
create index task_holder on desk.task (organization_id, holder_id, due_key, id) where state = 'open';
create index task_queue on desk.task (organization_id, holder_id, urgency desc, since, id) where state = 'open' and kind = 'direct';
create index task_given on desk.task (organization_id, from_post_id, due_key, id) where state = 'open' and from_post_id is not null;
create index task_subject on desk.task (organization_id, subject_id);
create index task_assignment on desk.task (organization_id, assignment_id) where assignment_id is not null;
select platform.guard_tenant('desk.task');
-- Delete: a rebuild empties the organisation's rows first.
grant select, insert, update, delete on desk.task to vankho_app;
