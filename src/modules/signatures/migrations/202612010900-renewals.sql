-- Document timestamps are renewed before the certificate of the newest one ends, while it still proves what it covers.
alter table signatures.report add column renew_by timestamptz;
-- the file of which the one reported on is a renewal
alter table signatures.report add column renews uuid;
alter table signatures.report drop constraint report_cause_check;
alter table signatures.report add constraint report_cause_check check (cause in ('arrived', 'asked', 'signed', 'renewed'));
create index report_renew on signatures.report (organization_id, renew_by) where renew_by is not null;
create index report_renews on signatures.report (organization_id, renews) where renews is not null;
