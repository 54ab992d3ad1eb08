-- How far others have read, where a few talk: of those who chose to show it, for those who chose it too. See docs/rooms.md.
alter table profile add shows_reading boolean not null default false;

-- Who has read how far in a room or a conversation of at most so many people, as each of these may know it who shows it and
-- belongs there now: how many others there are, which message is the last, and of each other who shows it the last message that
-- they have read. What is said beside a message is passed over: a line of it is no sign that it was read. No row for whoever may
-- know nothing.
create function live_read_by(which bigint, who bigint[], most int) returns table (person bigint, read_by jsonb)
language plpgsql stable security definer set search_path = copse, public, pg_temp as $$
declare place bigint;
begin
  select s.id into place from item i join space s on s.id = i.space_id
    where i.id = which and i.kind in ('room', 'conversation') and i.removed_at is null and s.people <= most;
  if place is null then return; end if;
  return query
    with there as materialized (
      select m.person_id id, coalesce(f.shows_reading, false) shows from membership m left join profile f on f.person_id = m.person_id
      where m.space_id = place and m.ended_at is null and (m.until is null or m.until > now())),
    mark as materialized (
      select t.id, p.handle::text, p.name, p.picture, x.number, x.author_id = t.id own
      from there t join person p on p.id = t.id join reading r on r.item_id = which and r.person_id = t.id
      cross join lateral (select m.number, m.author_id from message m
        where m.item_id = which and m.thread is null and m.number <= r.number order by m.number desc limit 1) x
      -- Who asked to be forgotten belongs here until that is done.
      where t.shows and exists (select from login l where l.person_id = t.id))
    select v.id, jsonb_build_object(
      'others', (select count(*) - 1 from there),
      'last', coalesce((select m.number from message m where m.item_id = which and m.thread is null order by m.number desc limit 1), 0),
      'people', coalesce((select jsonb_agg(to_jsonb(k) order by k.name, k.id) from mark k where k.id <> v.id and not exists (
        select from block b where (b.person_id, b.blocked_id) in ((v.id, k.id), (k.id, v.id)))), '[]'))
    from there v where v.shows and v.id = any(who);
end $$;

-- The same for whoever asks, on their page; null where they may know nothing.
create function read_by(which bigint, most int) returns jsonb
language plpgsql stable security definer set search_path = copse, public, pg_temp as $$
begin
  -- Most do not show it: they cost no more than this.
  if not exists (select from profile f where f.person_id = me() and f.shows_reading) then return null; end if;
  return (select l.read_by from live_read_by(which, array[me()], most) l
    where exists (select from item i where i.id = which and i.space_id = any(reads())));
end $$;

revoke execute on function live_read_by, read_by from public;
grant execute on function live_read_by, read_by to copse_app;

-- See 028-pages.sql.
create procedure amend(called text, was text, becomes text) language plpgsql as $$
declare f oid; said text; n int := 0;
begin
  for f in select p.oid from pg_proc p where p.pronamespace = 'copse'::regnamespace and p.proname = called loop
    said := pg_get_functiondef(f);
    if position(was in said) = 0 then raise exception '% does not say: %', called, was; end if;
    execute replace(said, was, becomes);
    n := n + 1;
  end loop;
  if n <> 1 then raise exception '% is there % times', called, n; end if;
end $$;
call amend('live_person', '''present'', coalesce(f.shows_presence, false),',
  '''present'', coalesce(f.shows_presence, false), ''showsReading'', coalesce(f.shows_reading, false),');
drop procedure amend;

-- Open pages hear of the choice.
drop trigger bus_choice on profile;
create trigger bus_choice after update of time_zone, shows_presence, shows_reading, hours on profile for each row
  when ((old.time_zone, old.shows_presence, old.shows_reading, old.hours) is distinct from (new.time_zone, new.shows_presence, new.shows_reading, new.hours))
  execute function bus_belonging();
