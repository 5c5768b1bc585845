-- Outgoing documents from the draft to the issued, delivered document (NĐ 30/2020 Đ10-19).
create schema outgoing;
grant usage on schema outgoing to vankho_app;

create table outgoing.paper (
  organization_id uuid not null,
  document_id uuid not null,
  state text not null check (state in ('drafting', 'content_check', 'form_check', 'approval', 'approved', 'numbered', 'signed',
    'sealed', 'issued', 'abandoned', 'recalled')),
  -- `digital`: PDF with two signatures (Đ5.1); `paper`: signed by hand, its scan kept
  mode text not null check (mode in ('digital', 'paper')),
  drafting_unit_id uuid,
  drafting_unit text,
  drafter_post uuid not null,
  drafter_name text not null,
  signer_post uuid,
  signer_name text,
  signer_title text,
  -- people.signing_authority chosen for it; asked again at signing
  authority_id uuid,
  -- the signature block as it was approved: {authority: [{form, of}], position, name}
  signer jsonb,
  -- field or drafting unit in the notation of a State official letter (UBND-VX)
  notation_unit text,
  due_date date,
  latest_version int not null default 0,
  approved_version int,
  -- who holds it now, in words and by key
  holder text,
  holder_post uuid,
  holder_unit uuid,
  -- `form` (whoever checks the form) or `registry`: every post with that office holds it
  holder_role text check (holder_role in ('form', 'registry')),
  -- why it came back, while it is with the drafter again
  returned_words text,
  book_id uuid,
  series_id uuid,
  number int,
  numbered_at timestamptz,
  numbered_on date,
  -- the PDF with number and date, before any signature; the person's signature; the agency's: what is issued
  rendered_id uuid,
  signed_id uuid,
  sealed_id uuid,
  signed_at timestamptz,
  issued_at timestamptz,
  issued_by_name text,
  result text,
  request_key text,
  version int not null default 1,
  state_at timestamptz not null,
  state_by_name text not null,
  state_by_post uuid,
  -- words of the last move
  state_words text,
  created_at timestamptz not null,
  primary key (organization_id, document_id),
  foreign key (organization_id, document_id) references records.document (organization_id, id),
  foreign key (organization_id, book_id) references records.register_book (organization_id, id),
  constraint paper_number unique (organization_id, series_id, number),
  constraint paper_request unique (organization_id, request_key),
  check ((number is null) = (series_id is null)),
  check (state not in ('numbered', 'signed', 'sealed', 'issued', 'recalled') or number is not null),
  check (state not in ('approved', 'numbered', 'signed', 'sealed', 'issued', 'recalled') or approved_version is not null)
);
create index paper_newest on outgoing.paper (organization_id, state_at desc, document_id desc);
create index paper_state on outgoing.paper (organization_id, state, state_at desc, document_id desc);
create index paper_drafter on outgoing.paper (organization_id, drafter_post, state_at desc, document_id desc);
create index paper_holder on outgoing.paper (organization_id, holder_post, state_at desc) where holder_post is not null;
create index paper_book on outgoing.paper (organization_id, book_id, number) where number is not null;
create index paper_issued on outgoing.paper (organization_id, numbered_on desc, number desc, document_id desc) where number is not null;
select platform.guard_tenant('outgoing.paper');
grant select, insert, update on outgoing.paper to vankho_app;

-- Every draft, as it was: never changed, never erased (PL VI III.5a).
create table outgoing.draft_version (
  organization_id uuid not null,
  document_id uuid not null,
  no int not null check (no > 0),
  -- a file that was uploaded, or content written in the product
  component_id uuid,
  content jsonb,
  -- the PDF that goes with an uploaded Word file, where the office made one
  pdf_component_id uuid,
  -- findings of the form checker: {errors, warnings, ruleSet, findings: [...]}; null: could not be checked, words say why
  findings jsonb,
  errors int,
  warnings int,
  check_fault text,
  note text,
  -- `fixed` by the checker from another version, `content` written, `file` uploaded
  origin text not null check (origin in ('file', 'content', 'fixed')),
  from_no int,
  at timestamptz not null,
  by_post uuid not null,
  by_name text not null,
  by_title text,
  primary key (organization_id, document_id, no),
  foreign key (organization_id, document_id) references outgoing.paper (organization_id, document_id),
  foreign key (organization_id, component_id) references records.component (organization_id, id),
  foreign key (organization_id, pdf_component_id) references records.component (organization_id, id),
  check ((component_id is null) <> (content is null))
);
select platform.guard_tenant('outgoing.draft_version');
grant select, insert on outgoing.draft_version to vankho_app;
grant update (pdf_component_id, findings, errors, warnings, check_fault) on outgoing.draft_version to vankho_app;

-- Checks, approvals and returns: each of one version (Đ11, Đ12).
create table outgoing.verdict (
  organization_id uuid not null,
  id uuid not null,
  document_id uuid not null,
  version_no int not null,
  kind text not null check (kind in ('content', 'form', 'approval')),
  outcome text not null check (outcome in ('passed', 'returned', 'voided')),
  words text,
  -- marks on the page: [{page, box: [x, y, w, h], words}] in points from the top left
  marks jsonb not null default '[]',
  at timestamptz not null,
  by_post uuid not null,
  by_name text not null,
  by_title text,
  primary key (organization_id, id),
  foreign key (organization_id, document_id, version_no) references outgoing.draft_version (organization_id, document_id, no)
);
create index verdict_document on outgoing.verdict (organization_id, document_id, at);
select platform.guard_tenant('outgoing.verdict');
grant select, insert on outgoing.verdict to vankho_app;

-- Opinions asked of units and persons, collected in one table (xin ý kiến).
create table outgoing.opinion (
  organization_id uuid not null,
  id uuid not null,
  document_id uuid not null,
  version_no int not null,
  post_id uuid,
  unit_id uuid,
  name text not null,
  title text,
  question text,
  due_date date,
  state text not null default 'asked' check (state in ('asked', 'answered', 'withdrawn')),
  answer text check (answer in ('agree', 'agree-with-changes', 'disagree', 'no-opinion')),
  words text,
  -- the drafter's: taken over, explained
  reply text,
  asked_at timestamptz not null,
  asked_by uuid not null,
  asked_by_name text not null,
  answered_at timestamptz,
  answered_by_name text,
  version int not null default 1,
  primary key (organization_id, id),
  foreign key (organization_id, document_id, version_no) references outgoing.draft_version (organization_id, document_id, no),
  check ((post_id is null) <> (unit_id is null)),
  check ((state = 'answered') = (answer is not null))
);
create index opinion_document on outgoing.opinion (organization_id, document_id, asked_at);
create index opinion_open on outgoing.opinion (organization_id, due_date) where state = 'asked';
select platform.guard_tenant('outgoing.opinion');
grant select, insert, update on outgoing.opinion to vankho_app;

-- To whom it goes and how (Nơi nhận; Đ18): one line a receiver, from the draft on.
create table outgoing.dispatch (
  organization_id uuid not null,
  id uuid not null,
  document_id uuid not null,
  position int not null,
  -- an organisation of the directory, or a name alone
  recipient_id uuid,
  recipient text not null,
  channel text not null check (channel in ('local', 'gateway', 'email', 'post', 'hand', 'inside')),
  address text,
  copies int not null default 1 check (copies between 1 and 9999),
  state text not null default 'planned' check (state in ('planned', 'sent', 'received', 'failed', 'recalled')),
  sent_at timestamptz,
  received_at timestamptz,
  receipt text,
  fault text,
  version int not null default 1,
  primary key (organization_id, id),
  foreign key (organization_id, document_id) references outgoing.paper (organization_id, document_id)
);
create index dispatch_document on outgoing.dispatch (organization_id, document_id, position);
create index dispatch_sent on outgoing.dispatch (organization_id, sent_at) where sent_at is not null;
select platform.guard_tenant('outgoing.dispatch');
grant select, insert, update, delete on outgoing.dispatch to vankho_app;

-- The document's way, for its timeline (the evidence is the audit).
create table outgoing.step (
  organization_id uuid not null,
  id uuid not null,
  document_id uuid not null,
  kind text not null,
  version_no int,
  at timestamptz not null,
  by_post uuid,
  by_name text not null,
  by_title text,
  words text,
  data jsonb not null default '{}',
  primary key (organization_id, id),
  foreign key (organization_id, document_id) references outgoing.paper (organization_id, document_id)
);
create index step_document on outgoing.step (organization_id, document_id, at);
select platform.guard_tenant('outgoing.step');
grant select, insert on outgoing.step to vankho_app;

-- A document that was approved is signed as it was approved: nothing gets past this whatever the code above it does (Đ11).
create function outgoing.keep_approved() returns trigger language plpgsql as $$
begin
  if new.state in ('approved', 'numbered', 'signed', 'sealed') and new.approved_version is distinct from new.latest_version then
    raise exception 'VK:OUTGOING_CHANGED_SINCE_APPROVAL';
  end if;
  return new;
end $$;
create trigger keep_approved before insert or update on outgoing.paper for each row execute function outgoing.keep_approved();

-- Open work, for the desk's task projection: enough to make every task again.
create view outgoing.open_work with (security_invoker = true) as
select p.organization_id, p.document_id, case when p.state = 'approved' and p.mode = 'paper' then 'number' when p.state = 'signed' and p.mode = 'paper' then 'issue' else
  case p.state when 'drafting' then 'redraft' when 'content_check' then 'check-content'
    when 'form_check' then 'check-form' when 'approval' then 'approve' when 'approved' then 'sign' when 'numbered' then 'sign'
    when 'signed' then 'seal' when 'sealed' then 'issue' end end as kind,
  null::uuid as opinion_id, p.holder_post as post_id, p.holder_unit as unit_id, p.holder_role as role, p.due_date, p.state_by_post as from_post_id, p.state_by_name as from_name,
  p.state_words as words, p.state_at as since, d.subject, case when d.code_number is not null then records.symbol(d.code_number, d.code_notation) end as symbol, d.urgency
from outgoing.paper p join records.documents d on d.organization_id = p.organization_id and d.id = p.document_id
where p.state in ('content_check', 'form_check', 'approval', 'approved', 'numbered', 'signed', 'sealed')
  or (p.state = 'drafting' and p.returned_words is not null)
union all
select o.organization_id, o.document_id, 'give-opinion', o.id, o.post_id, o.unit_id, null, o.due_date, o.asked_by, o.asked_by_name, o.question, o.asked_at,
  d.subject, case when d.code_number is not null then records.symbol(d.code_number, d.code_notation) end, d.urgency
from outgoing.opinion o
join outgoing.paper p on p.organization_id = o.organization_id and p.document_id = o.document_id
join records.documents d on d.organization_id = o.organization_id and d.id = o.document_id
where o.state = 'asked' and p.state in ('drafting', 'content_check', 'form_check', 'approval');
grant select on outgoing.open_work to vankho_app;

-- What a file that waits for the screen is to become.
create table outgoing.upload (
  organization_id uuid not null,
  item_id uuid not null,
  document_id uuid not null,
  purpose text not null check (purpose in ('draft', 'pdf', 'attachment', 'scan')),
  at timestamptz not null,
  by_post uuid not null,
  by_name text not null,
  by_title text,
  taken_at timestamptz,
  primary key (organization_id, item_id),
  foreign key (organization_id, document_id) references outgoing.paper (organization_id, document_id)
);
select platform.guard_tenant('outgoing.upload');
grant select, insert, update on outgoing.upload to vankho_app;
