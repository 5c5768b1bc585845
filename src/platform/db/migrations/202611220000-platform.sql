-- The platform's own schema: settings of the actor, the guard of tenants, the outbox, jobs that people can watch.
create extension if not exists pg_trgm;
create extension if not exists btree_gin;

grant usage on schema platform to vankho_app;

-- Settings that the doorway puts into every transaction. Empty means none.
create function platform.current_organization() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('vankho.organization_id', true), '')::uuid $$;
create function platform.current_post() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('vankho.post_id', true), '')::uuid $$;
create function platform.current_account() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('vankho.account_id', true), '')::uuid $$;
create function platform.current_person() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('vankho.person_id', true), '')::uuid $$;

-- Row security for a table of tenants' data: rows of the actor's organisation only, for the owner too.
-- `or_read` is a further condition under which rows may be read (never written).
create function platform.guard_tenant(t regclass, or_read text default null) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', t);
  execute format('alter table %s force row level security', t);
  execute format('create policy tenant on %s using (organization_id = (select platform.current_organization()))
    with check (organization_id = (select platform.current_organization()))', t);
  if or_read is not null then
    execute format('create policy tenant_read on %s for select using (%s)', t, or_read);
  end if;
end $$;
revoke execute on function platform.guard_tenant(regclass, text) from public;

-- The outbox: events of committed transactions. Queued subscribers are jobs made in the same transaction.
create table platform.event (
  organization_id uuid not null,
  id uuid not null,
  type text not null,
  payload jsonb not null,
  at timestamptz not null default now(),
  primary key (organization_id, id)
);
select platform.guard_tenant('platform.event');
grant select, insert on platform.event to vankho_app;

-- Jobs that a person started or watches: progress, cancel, report.
create table platform.job_run (
  organization_id uuid not null,
  id uuid not null,
  name text not null,
  title text,
  post_id uuid,
  account_id uuid,
  state text not null default 'queued' check (state in ('queued', 'running', 'done', 'failed', 'cancelled')),
  done integer not null default 0,
  total integer,
  words text,
  report jsonb,
  error text,
  cancel_requested boolean not null default false,
  created_at timestamptz not null default now(),
  started_at timestamptz,
  finished_at timestamptz,
  primary key (organization_id, id)
);
create index job_run_newest on platform.job_run (organization_id, created_at desc);
select platform.guard_tenant('platform.job_run');
grant select, insert, update on platform.job_run to vankho_app;

-- Puts jobs into the queue inside the caller's transaction. The queue's tables belong to the owner role and hold no
-- record's content, only ids; so this one function runs with the owner's rights and touches nothing else.
create function platform.add_jobs(jobs jsonb) returns void language plpgsql security definer
  set search_path = pg_catalog as $$
declare j jsonb;
begin
  for j in select value from jsonb_array_elements(jobs) loop
    perform graphile_worker.add_job(
      identifier => j->>'name',
      payload => (j->'payload')::json,
      queue_name => j->>'queue',
      run_at => coalesce((j->>'runAt')::timestamptz, now()),
      max_attempts => coalesce((j->>'maxAttempts')::int, 8),
      job_key => j->>'key',
      priority => coalesce((j->>'priority')::int, 0));
  end loop;
end $$;
revoke execute on function platform.add_jobs(jsonb) from public;
grant execute on function platform.add_jobs(jsonb) to vankho_app;

-- Last round trip of the doorway: events, tracked jobs, queue. `result` is what the action's last function returned
-- (a number, say); it is merged into the payload of events and jobs that asked for it.
create function platform.emit(e jsonb, result jsonb) returns void language plpgsql as $$
begin
  if jsonb_array_length(e->'events') > 0 then
    insert into platform.event (organization_id, id, type, payload)
    select (v->>'organizationId')::uuid, (v->>'id')::uuid, v->>'type',
           case when result is null then v->'payload' else (v->'payload') || result end
    from jsonb_array_elements(e->'events') v;
  end if;
  if jsonb_array_length(e->'runs') > 0 then
    insert into platform.job_run (organization_id, id, name, title, post_id, account_id)
    select (v->>'organizationId')::uuid, (v->>'id')::uuid, v->>'name', v->>'title',
           (v->>'postId')::uuid, (v->>'accountId')::uuid
    from jsonb_array_elements(e->'runs') v;
  end if;
  if jsonb_array_length(e->'jobs') > 0 then
    perform platform.add_jobs(e->'jobs');
  end if;
end $$;
grant execute on function platform.emit(jsonb, jsonb) to vankho_app;

-- Small facts of the installation (demo loaded, restored at): not tenants' data.
create table platform.fact (
  name text primary key,
  value jsonb not null,
  at timestamptz not null default now()
);
grant select, insert, update, delete on platform.fact to vankho_app;
