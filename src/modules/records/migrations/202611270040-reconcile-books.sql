-- After a restore every book that could give numbers is "đối chiếu" until the registry has confirmed the last number seen on
-- paper; it then goes back to the state it was in. Numbers that the lost hours had given are gaps with a reason and without a
-- document: the paper exists, its row does not.
alter table records.register_book add column reconciling_from text
  check (reconciling_from in ('open', 'locked'));
alter table records.register_book add constraint register_book_reconciling
  check ((state = 'reconciling') = (reconciling_from is not null));
alter table records.register_entry alter column document_id drop not null;
alter table records.register_entry add constraint register_entry_gap
  check (document_id is not null or state = 'cancelled');
