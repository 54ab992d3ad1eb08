-- Who tends a journey takes somebody off it again, and that one is told. By who tends it; false: they did not go it.
create function take_off_journey(which bigint, who bigint) returns boolean
language plpgsql security definer set search_path = copse, public, pg_temp as $$
declare place bigint;
begin
  if not tends_journey(which) then raise exception 'not theirs' using errcode = '42501'; end if;
  delete from journey_member m where m.journey_id = which and m.person_id = who returning m.space_id into place;
  if place is null then return false; end if;
  perform tell_one(who, place, which, null, 'entrusted', 'journey-off:' || which, me(), now());
  update notification set actor_id = me(), facts = '{"off": true}' where person_id = who and about = 'journey-off:' || which;
  return true;
end $$;
revoke execute on function take_off_journey from public;
grant execute on function take_off_journey to copse_app;

-- Taken in again: that they were taken off is no news any more.
create or replace function add_to_journey(which bigint, who bigint) returns void
language plpgsql security definer set search_path = copse, public, pg_temp as $$
declare place bigint;
begin
  select j.space_id into place from journey j where j.item_id = which;
  if not tends_journey(which) or not journey_takes(which) or not belongs(place, who) then raise exception 'not theirs' using errcode = '42501'; end if;
  if exists (select from journey_member m where m.journey_id = which and m.person_id = who) then return; end if;
  update notification set read_at = now() where person_id = who and about = 'journey-off:' || which and read_at is null;
  perform take_along(which, who, false, me());
  perform tell_one(who, place, which, null, 'entrusted', 'journey:' || which, me(), now());
end $$;
