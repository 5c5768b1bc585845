-- Words that directions use again and again, of the office and of single posts; whole lists, kept as written.
create table incoming.phrase_list (
  organization_id uuid not null,
  -- 'office', or the post that added its own
  owner text not null,
  phrases text[] not null,
  changed_at timestamptz not null,
  changed_by uuid not null,
  primary key (organization_id, owner)
);
select platform.guard_tenant('incoming.phrase_list');
grant select, insert, update on incoming.phrase_list to vankho_app;

-- Who led lately: the suggestion for like documents looks at the newest alone.
create index assignment_lead_newest on incoming.assignment (organization_id, given_at desc)
  where role = 'lead' and parent_id is null;
