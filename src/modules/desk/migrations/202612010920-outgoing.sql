-- Steps of outgoing documents (NĐ 30/2020 Đ10-18) and opinions on drafts.
alter table desk.task drop constraint task_kind_check;
alter table desk.task add constraint task_kind_check check (kind in ('direct', 'handle', 'cooperate', 'inform',
  'decide-extension', 'received-back', 'confirm-access', 'redraft', 'check-content', 'check-form', 'approve', 'sign', 'number', 'seal',
  'issue', 'give-opinion'));
