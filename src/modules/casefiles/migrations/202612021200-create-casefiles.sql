-- File plans (danh mục hồ sơ), case files (hồ sơ) and what lies in them (NĐ 30/2020 Đ28-31, PL V).
create schema casefiles;
grant usage on schema casefiles to vankho_app;

create table casefiles.plan (
  organization_id uuid not null,
  id uuid not null,
  -- a plan of the year (State), of the term or of a congress (Party)
  scope text not null check (scope in ('year', 'term', 'congress')),
  -- 2026; 2025-2030
  period text not null,
  title text not null,
  starts_on date not null,
  ends_on date,
  -- ordinals run over the whole list, or begin anew under each major heading (PL V.I)
  numbering text not null check (numbering in ('whole', 'heading')),
  state text not null check (state in ('draft', 'submitted', 'approved')),
  state_at timestamptz not null,
  state_by_name text not null,
  state_words text,
  -- the decision by which it was issued, as the office cites it
  basis text,
  version int not null default 1,
  created_at timestamptz not null,
  created_by uuid not null,
  primary key (organization_id, id),
  constraint plan_period unique (organization_id, scope, period)
);
select platform.guard_tenant('casefiles.plan');
grant select, insert, update on casefiles.plan to vankho_app;

-- Headings: by structure of the organisation or by field; major ones Roman, minor ones Arabic.
create table casefiles.heading (
  organization_id uuid not null,
  id uuid not null,
  plan_id uuid not null,
  parent_id uuid,
  position int not null,
  title text not null,
  -- in the symbol of its files (01.TCCB); minor headings take their parent's
  notation text,
  unit_id uuid,
  primary key (organization_id, id),
  foreign key (organization_id, plan_id) references casefiles.plan (organization_id, id),
  foreign key (organization_id, parent_id) references casefiles.heading (organization_id, id),
  check ((parent_id is null) = (notation is not null))
);
create index heading_plan on casefiles.heading (organization_id, plan_id, position);
select platform.guard_tenant('casefiles.heading');
grant select, insert, update, delete on casefiles.heading to vankho_app;

-- A file that is foreseen.
create table casefiles.line (
  organization_id uuid not null,
  id uuid not null,
  plan_id uuid not null,
  heading_id uuid not null,
  position int not null,
  -- given when the plan is approved, and then for good
  number int,
  title text not null,
  -- see #regimes retentions: vv, 20, hl, lifetime:…, 5+…
  retention text,
  maker_post uuid,
  maker_name text,
  note text,
  state text not null check (state in ('proposed', 'accepted', 'refused')),
  state_words text,
  proposed_by uuid not null,
  proposed_by_name text not null,
  proposed_at timestamptz not null,
  -- the file of the period before that it goes on from
  from_file uuid,
  -- added when the plan already stood
  is_later boolean not null default false,
  version int not null default 1,
  primary key (organization_id, id),
  foreign key (organization_id, plan_id) references casefiles.plan (organization_id, id),
  foreign key (organization_id, heading_id) references casefiles.heading (organization_id, id)
);
create index line_plan on casefiles.line (organization_id, plan_id, heading_id, position);
select platform.guard_tenant('casefiles.line');
grant select, insert, update, delete on casefiles.line to vankho_app;

create table casefiles.file (
  organization_id uuid not null,
  id uuid not null,
  plan_id uuid,
  heading_id uuid,
  line_id uuid,
  -- opened beside the plan (Đ29.1): the handler sets title, symbol and retention himself
  is_outside boolean not null,
  period text not null,
  number int not null,
  notation text not null,
  symbol text not null,
  title text not null,
  -- case: một công việc; collection: tập lưu; reference: hồ sơ nguyên tắc
  kind text not null check (kind in ('case', 'collection', 'reference')),
  medium text not null check (medium in ('electronic', 'paper', 'mixed')),
  ordering text not null check (ordering in ('time', 'process')),
  retention text,
  unit_id uuid,
  unit_name text,
  maker_post uuid not null,
  maker_name text not null,
  keywords text,
  note text,
  folded text not null,
  state text not null check (state in ('open', 'closed', 'submitted', 'returned', 'accepted')),
  state_at timestamptz not null,
  state_by_name text not null,
  state_words text,
  opened_on date not null,
  -- first and last day of its documents, set when it is closed
  starts_on date,
  ends_on date,
  closed_on date,
  item_count int not null default 0,
  page_count int,
  sheet_count int,
  condition text,
  version int not null default 1,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  request_key text,
  primary key (organization_id, id),
  foreign key (organization_id, plan_id) references casefiles.plan (organization_id, id),
  foreign key (organization_id, line_id) references casefiles.line (organization_id, id),
  constraint file_request unique (organization_id, request_key),
  check (state = 'open' or closed_on is not null)
);
-- Within a plan a symbol names one file; without one, within the year.
create unique index file_symbol on casefiles.file (organization_id, period, symbol, coalesce(plan_id, '00000000-0000-0000-0000-000000000000'));
create unique index file_line on casefiles.file (organization_id, line_id) where line_id is not null;
create index file_changed on casefiles.file (organization_id, changed_at desc, id desc);
create index file_maker on casefiles.file (organization_id, maker_post, changed_at desc, id desc);
create index file_unit on casefiles.file (organization_id, unit_id, changed_at desc, id desc);
select platform.guard_tenant('casefiles.file');
grant select, insert, update on casefiles.file to vankho_app;

-- Others who build the file beside its maker.
create table casefiles.member (
  organization_id uuid not null,
  file_id uuid not null,
  post_id uuid not null,
  name text not null,
  added_at timestamptz not null,
  primary key (organization_id, file_id, post_id),
  foreign key (organization_id, file_id) references casefiles.file (organization_id, id)
);
create index member_post on casefiles.member (organization_id, post_id);
select platform.guard_tenant('casefiles.member');
grant select, insert, delete on casefiles.member to vankho_app;

-- One document lies in many files without copies (PL VI III.4.e).
create table casefiles.item (
  organization_id uuid not null,
  file_id uuid not null,
  document_id uuid not null,
  -- gapped; counts where the file is ordered by process
  position int not null,
  -- hand: chosen; thread: it answers, or is answered by, another of the file; loose: a paper that was never registered
  how text not null check (how in ('hand', 'thread', 'loose')),
  -- leaves of paper
  sheets int check (sheets > 0),
  -- set when the file is closed
  first_sheet int,
  first_page int,
  pages int,
  note text,
  added_at timestamptz not null,
  added_by uuid,
  added_by_name text not null,
  primary key (organization_id, file_id, document_id),
  foreign key (organization_id, file_id) references casefiles.file (organization_id, id),
  foreign key (organization_id, document_id) references records.document (organization_id, id)
);
create index item_document on casefiles.item (organization_id, document_id);
select platform.guard_tenant('casefiles.item');
grant select, insert, update, delete on casefiles.item to vankho_app;

-- What became of the file, for its timeline (the evidence is the audit).
create table casefiles.step (
  organization_id uuid not null,
  id uuid not null,
  file_id uuid not null,
  kind text not null,
  at timestamptz not null,
  by_name text not null,
  words text,
  data jsonb not null default '{}',
  primary key (organization_id, id),
  foreign key (organization_id, file_id) references casefiles.file (organization_id, id)
);
create index step_file on casefiles.step (organization_id, file_id, at);
select platform.guard_tenant('casefiles.step');
grant select, insert on casefiles.step to vankho_app;

-- The office's own retention schedule over the national one (Bảng thời hạn bảo quản tài liệu).
create table casefiles.schedule_row (
  organization_id uuid not null,
  id uuid not null,
  grouping text not null,
  title text not null,
  retention text not null,
  basis text not null,
  valid_from date not null,
  valid_to date,
  created_at timestamptz not null,
  created_by_name text not null,
  primary key (organization_id, id)
);
select platform.guard_tenant('casefiles.schedule_row');
grant select, insert on casefiles.schedule_row to vankho_app;
grant update (valid_to) on casefiles.schedule_row to vankho_app;

-- Published: in which files a document lies.
create view casefiles.filed with (security_invoker = true) as
  select i.organization_id, i.document_id, f.id as file_id, f.symbol, f.title, f.state, f.retention
  from casefiles.item i join casefiles.file f on f.organization_id = i.organization_id and f.id = i.file_id;
grant select on casefiles.filed to vankho_app;
