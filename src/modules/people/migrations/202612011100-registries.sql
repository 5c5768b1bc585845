-- Which of these organisations have somebody at their registry on a day, so that documents reach them here? Row security hides their
-- posts from others; the answer is the ids asked about, no post.
create function people.with_registry(organizations uuid[], day date) returns setof uuid
language sql stable security definer set search_path = people, pg_temp as $$
  select distinct p.organization_id from people.post p
  where p.organization_id = any(organizations) and 'registry' = any(p.roles)
    and p.valid_from <= day and coalesce(p.valid_to, 'infinity') >= day
$$;
revoke all on function people.with_registry(uuid[], date) from public;
grant execute on function people.with_registry(uuid[], date) to vankho_app;
