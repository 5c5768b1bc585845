-- Published for the rooms of the archive: files that are closed, and what became of them.
create view casefiles.files with (security_invoker = true) as
  select organization_id, id, symbol, period, title, kind, medium, retention, unit_id, unit_name, maker_post, maker_name, state, state_at,
    opened_on, starts_on, ends_on, closed_on, item_count, page_count, sheet_count, condition, folded, version
  from casefiles.file;
grant select on casefiles.files to vankho_app;
-- What is due is asked by the day on which the work ended.
create index file_ended on casefiles.file (organization_id, ends_on, id) where state in ('closed', 'returned');
