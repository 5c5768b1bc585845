-- Living workers of the queue, by heartbeat: jobs that a killed process held are given to others after twenty seconds
-- (the queue alone would wait for hours). Owner's table: the application role has no business with it.
create table platform.worker (
  id text primary key,
  seen_at timestamptz not null default now()
);
