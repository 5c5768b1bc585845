-- A copy made by mistake is given up: its number stays as a gap with the reason and is not given again.
alter table copies.copy
  add column voided_at timestamptz,
  add column void_reason text,
  add column voided_by_name text,
  add constraint copy_voided check ((voided_at is null) = (void_reason is null));
grant update (voided_at, void_reason, voided_by_name) on copies.copy to vankho_app;
