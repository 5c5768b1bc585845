-- Hand-overs between archives: the giver's list (out) and the receiver's copy of it (in), each a row of its own organisation with one id.
alter table transfer.handover
  add column kind text not null default 'unit' check (kind in ('unit', 'out', 'in')),
  -- the other side
  add column partner_id uuid,
  add column partner_name text,
  add constraint handover_partner check ((kind = 'unit') = (partner_id is null) and (partner_id is null) = (partner_name is null));
-- The receiver numbers the minutes; the giver's list bears the receiver's number.
alter table transfer.handover drop constraint handover_number;
create unique index handover_number on transfer.handover (organization_id, year, number) where kind <> 'out';

-- A file of an archive in a list: what it says of itself when it was listed; what lies in it, at the receiver until it is decided on.
alter table transfer.entry drop constraint entry_organization_id_file_id_fkey;
alter table transfer.entry
  add column facts jsonb,
  add column contents jsonb,
  add column case_file uuid generated always as (case when facts is null then file_id end) stored,
  add foreign key (organization_id, case_file) references casefiles.file (organization_id, id);
