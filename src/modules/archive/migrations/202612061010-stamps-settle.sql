-- A stamp is the moment at which a change began. Until the change is committed it holds a lock that says since when: lists of harvesters
-- end before the earliest one (decision 0038). Two at most in a transaction: 0 stands for stamps of any age.
create function archive.hold_stamp() returns trigger language plpgsql as $$
declare
  held int := nullif(current_setting('vankho.harvest_stamp', true), '')::int;
  shift interval := nullif(current_setting('vankho.harvest_shift', true), '')::interval;
  at int;
begin
  -- Where the transaction did other things for long before, lists that end behind its beginning may have been told already.
  if shift is null then
    shift := case when clock_timestamp() - transaction_timestamp() > interval '30 seconds'
      then clock_timestamp() - transaction_timestamp() else interval '0' end;
    perform set_config('vankho.harvest_shift', shift::text, true);
  end if;
  if shift > interval '0' then new.harvest_at := new.harvest_at + shift; end if;
  at := floor(extract(epoch from new.harvest_at))::bigint - 1704067200;
  if held is not null and at >= held then return new; end if;
  at := case when held is null and at > 0 then at else 0 end;
  perform pg_advisory_xact_lock_shared(7302, at);
  perform set_config('vankho.harvest_stamp', at::text, true);
  return new;
end $$;
create trigger unit_stamped before insert on archive.unit for each row
  when (new.harvest_at is not null) execute function archive.hold_stamp();
create trigger unit_stamped_anew before update of harvest_at on archive.unit for each row
  when (new.harvest_at is not null and new.harvest_at is distinct from old.harvest_at) execute function archive.hold_stamp();
