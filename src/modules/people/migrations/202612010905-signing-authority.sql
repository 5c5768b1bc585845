-- Who signs what, how and until when (NĐ 30/2020 Đ13; Party: 36-HD/VPTW, 399-QĐ/TW): asked again when a document is signed.
create table people.signing_authority (
  organization_id uuid not null references people.organization (id),
  id uuid not null,
  post_id uuid not null,
  -- Forms from above, as they stand over the title: [{"form": "TM", "of": "Ủy ban nhân dân"}, {"form": "KT", "of": "Chủ tịch"}];
  -- empty: the head signs for himself.
  authority jsonb not null check (jsonb_typeof(authority) = 'array'),
  -- The title as it is printed under them.
  position text,
  -- Codes of document types; null: all.
  types text[],
  valid_from date not null,
  -- Last day; an authorisation (TUQ) always has one.
  valid_to date,
  -- Working rules, decision or written authorisation that it rests on.
  basis text not null check (basis <> ''),
  -- Who gave it: not passed on by whoever holds it (Đ13.4).
  given_by uuid,
  given_by_name text not null,
  created_at timestamptz not null,
  ended_at timestamptz,
  ended_by_name text,
  end_reason text,
  primary key (organization_id, id),
  foreign key (organization_id, post_id) references people.post (organization_id, id),
  check (valid_to is null or valid_to >= valid_from),
  check (not authority @> '[{"form": "TUQ"}]' or valid_to is not null)
);
create index signing_authority_post on people.signing_authority (organization_id, post_id);
select platform.guard_tenant('people.signing_authority');
grant select, insert, update on people.signing_authority to vankho_app;
