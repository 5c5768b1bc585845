-- Who vouched for a package that came from another installation: {gateway, fingerprint, at}; its signature held when it came in.
alter table intake.item add column vouched jsonb;
