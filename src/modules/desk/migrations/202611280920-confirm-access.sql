-- A change of rights on a document waits for the competent person (NĐ 30/2020 PL VI III.3c).
alter table desk.task drop constraint task_kind_check;
alter table desk.task add constraint task_kind_check check (kind in ('direct', 'handle', 'cooperate', 'inform',
  'decide-extension', 'received-back', 'confirm-access'));
