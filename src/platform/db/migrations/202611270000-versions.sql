-- What may be remembered between transactions, and whether it still holds. A subject is a person (his standing: posts,
-- delegations, account, sessions) or an organisation (its rules, its books); its version grows in the transaction that
-- changes any of it. Every transaction compares and learns versions as it begins, so nobody acts, and nothing is
-- answered, from what a committed transaction has changed – in whatever process.
create table platform.version (
  subject uuid primary key,
  n bigint not null
);
grant select on platform.version to vankho_app;

-- Rooms call it from triggers on the tables that they own. Owner's rights: the application itself cannot turn a version back.
create function platform.changed(p_subject uuid) returns void language sql security definer
  set search_path = pg_catalog as $$
  insert into platform.version as v (subject, n) select p_subject, 1 where p_subject is not null
  on conflict (subject) do update set n = v.n + 1
$$;
revoke execute on function platform.changed(uuid) from public;
grant execute on function platform.changed(uuid) to vankho_app;

-- For a table with organization_id whose rows are kept under their organisation's version.
create function platform.organization_changed() returns trigger language plpgsql as $$
begin
  perform platform.changed(coalesce(new.organization_id, old.organization_id));
  return null;
end $$;

-- Second statement of every transaction, in one packet with the first: settings of the actor for row security, the
-- comparison of his standing, and the version of the organisation as answer.
create function platform.enter(p_organization uuid, p_post uuid, p_account uuid, p_person uuid, p_standing bigint)
returns bigint language plpgsql as $$
begin
  perform set_config('vankho.organization_id', coalesce(p_organization::text, ''), true),
    set_config('vankho.post_id', coalesce(p_post::text, ''), true),
    set_config('vankho.account_id', coalesce(p_account::text, ''), true),
    set_config('vankho.person_id', coalesce(p_person::text, ''), true);
  if p_standing is not null
      and p_standing <> coalesce((select n from platform.version where subject = p_person), 0) then
    raise exception 'VK:PLATFORM_STANDING_CHANGED';
  end if;
  return coalesce((select n from platform.version where subject = p_organization), 0);
end $$;
revoke execute on function platform.enter(uuid, uuid, uuid, uuid, bigint) from public;
grant execute on function platform.enter(uuid, uuid, uuid, uuid, bigint) to vankho_app;
