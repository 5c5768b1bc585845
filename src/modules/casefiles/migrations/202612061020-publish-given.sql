-- Who made a file before it was handed over when he left: for the paper that he and his successor sign.
create index step_given on casefiles.step (organization_id, ((data->>'from')::uuid)) where kind = 'given' and data ? 'from';
create view casefiles.given with (security_invoker = true) as
  select organization_id, file_id, at, (data->>'from')::uuid as from_post, words as to_name
  from casefiles.step where kind = 'given' and data ? 'from';
grant select on casefiles.given to vankho_app;
