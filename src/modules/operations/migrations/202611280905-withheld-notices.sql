-- A notice about something that its post may not see any more: kept, not shown, and shown again when the right comes back.
alter table operations.notification add column is_withheld boolean not null default false;
create index notification_subject on operations.notification (organization_id, subject_id) where subject_id is not null;
