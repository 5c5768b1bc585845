-- Saved ways of looking at a list, of a post: they follow the post to another machine and are nobody else's.
create table desk.saved_view (
  organization_id uuid not null,
  id uuid not null,
  post_id uuid not null,
  -- the list's own name: `incoming`, `desk.work`
  list varchar(60) not null,
  name varchar(60) not null,
  -- filters, columns, sort, tab: the query of the list's address
  search jsonb not null,
  is_default boolean not null default false,
  changed_at timestamptz not null,
  primary key (organization_id, id),
  constraint saved_view_name unique (organization_id, post_id, list, name)
);
create unique index saved_view_default on desk.saved_view (organization_id, post_id, list) where is_default;
select platform.guard_tenant('desk.saved_view');
grant select, insert, update, delete on desk.saved_view to vankho_app;
