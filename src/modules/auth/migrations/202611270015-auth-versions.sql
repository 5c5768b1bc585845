-- The other half of a person's standing (people: posts and delegations): whoever is signed out, locked, or has a duty to
-- do first does not act a moment longer, in whatever process.
create function auth.standing_changed() returns trigger language plpgsql as $$
begin
  if tg_table_name = 'account' then
    perform platform.changed(old.person_id);
  else
    perform platform.changed(a.person_id) from auth.account a where a.id = old.account_id;
  end if;
  return null;
end $$;
create trigger standing_changed
  after update of disabled_at, must_change, password_at, totp_confirmed_at or delete on auth.account
  for each row execute function auth.standing_changed();
create trigger standing_changed after update of ended_at, expires_at or delete on auth.session
  for each row when (old.ended_at is null) execute function auth.standing_changed();
create trigger standing_changed after update of ended_at, expires_at, scopes or delete on auth.api_key
  for each row when (old.ended_at is null) execute function auth.standing_changed();
