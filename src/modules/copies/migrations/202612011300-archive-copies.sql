-- Archive copies on paper (bản lưu, NĐ 30/2020 Đ19): kept at the registry in register order, and used by permission, in a book of nine columns.
create table copies.kept (
  organization_id uuid not null,
  document_id uuid not null,
  -- where it lies: binder, box, shelf
  place text,
  note text,
  received_on date not null,
  received_at timestamptz not null,
  received_by uuid not null,
  received_by_name text not null,
  primary key (organization_id, document_id),
  foreign key (organization_id, document_id) references records.document (organization_id, id)
);
select platform.guard_tenant('copies.kept');
grant select, insert on copies.kept to vankho_app;
-- The row is locked while somebody takes the copy.
grant update (place, note) on copies.kept to vankho_app;

create table copies.loan (
  organization_id uuid not null,
  id uuid not null,
  document_id uuid not null,
  taken_on date not null,
  borrower text not null,
  unit text,
  purpose text,
  -- số và ký hiệu hồ sơ in which the copy lies
  file_symbol text,
  permitted_by text not null,
  due_on date,
  returned_on date,
  note text,
  lent_at timestamptz not null,
  lent_by uuid not null,
  lent_by_name text not null,
  returned_to_name text,
  primary key (organization_id, id),
  foreign key (organization_id, document_id) references copies.kept (organization_id, document_id),
  check (returned_on is null or returned_on >= taken_on)
);
-- The one copy is with one borrower at a time.
create unique index loan_open on copies.loan (organization_id, document_id) where returned_on is null;
create index loan_taken on copies.loan (organization_id, taken_on, id);
select platform.guard_tenant('copies.loan');
grant select, insert on copies.loan to vankho_app;
grant update (returned_on, note, returned_to_name) on copies.loan to vankho_app;
