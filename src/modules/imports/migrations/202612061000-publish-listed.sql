-- Documents that came with a list of digitised documents: they are found though no register, file or archive names them.
create index origin_listed on imports.origin (organization_id, target_id) where kind = 'sheet';
create view imports.listed with (security_invoker = true) as
  select organization_id, target_id as document_id from imports.origin where kind = 'sheet';
grant select on imports.listed to vankho_app;
