-- Keys in devices attached to the server (PKCS#11): found by the token's serial number and the key's CKA_ID; nothing here opens them.
alter table signatures.key
  drop constraint key_means_check,
  add constraint key_means_check check (means in ('file', 'token', 'attached')),
  add column token_serial varchar(64),
  add column token_label varchar(64),
  add column token_key text check (token_key ~ '^[0-9a-f]+$'),
  add constraint key_attached check ((means = 'attached') = (token_serial is not null and token_label is not null and token_key is not null));
