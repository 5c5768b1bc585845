-- What signing needs to know of the rendered pages, and with which key a person signed.
alter table outgoing.paper
  -- {page, x, y, width, height} of the person's picture, in points from the top left; null: nothing is shown
  add column signature_place jsonb,
  -- signatures.key of the person; null: signed elsewhere, with a device
  add column signer_key uuid;
