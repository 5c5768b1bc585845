-- Notices in the bell, and what the installation's own checks found last.
create schema operations;
grant usage on schema operations to vankho_app;

create table operations.notification (
  organization_id uuid not null,
  id uuid not null,
  -- For whoever holds the post; a successor finds what is unread.
  post_id uuid not null,
  -- Names a sentence that a room declared (defineNotices); facts fill its places.
  kind text not null,
  facts jsonb not null,
  subject_type text not null,
  subject_id uuid,
  -- Address below /p/<post>/.
  link text,
  created_at timestamptz not null,
  read_at timestamptz,
  primary key (organization_id, id)
);
create index notification_newest on operations.notification (organization_id, post_id, id desc);
create index notification_unread on operations.notification (organization_id, post_id) where read_at is null;
select platform.guard_tenant('operations.notification');
grant select, insert, update, delete on operations.notification to vankho_app;

-- Results of the installation's nightly works (sweep): no tenant's data (tenancy exceptions).
create table operations.check_result (
  name text primary key,
  at timestamptz not null,
  is_good boolean not null,
  report jsonb not null
);
grant select, insert, update on operations.check_result to vankho_app;

-- State of the queue for the health page: counts and ages, no payloads. The queue's tables belong to the owner role.
create function operations.queue_state() returns jsonb language sql stable security definer
  set search_path = pg_catalog as $$
  select jsonb_build_object(
    'waiting', count(*) filter (where run_at <= now() and locked_at is null and attempts < max_attempts),
    'running', count(*) filter (where locked_at is not null),
    'failed', count(*) filter (where attempts >= max_attempts),
    'oldestSeconds', coalesce(extract(epoch from now() - min(run_at) filter
      (where run_at <= now() and locked_at is null and attempts < max_attempts)), 0)::int)
  from graphile_worker.jobs $$;
revoke execute on function operations.queue_state() from public;
grant execute on function operations.queue_state() to vankho_app;
