-- The calendar for the calendars of computers and phones: CalDAV (RFC 4791), and what has changed since a moment (RFC 6578).

-- Of each space, how far its changes are numbered. Numbers are moments in milliseconds, and always more than the last: what was
-- numbered before a backup was put back is not numbered again.
create table calendar_count (
  space_id bigint primary key references space on delete cascade,
  number bigint not null
);
call audience('calendar_count', 'own');
grant select on calendar_count to copse_app;
create policy read on calendar_count for select to copse_app using (space_id = any((select reads())::bigint[]));

-- An event as a member of its space's calendar: by which name programs know it, and the number of its last change. What is no
-- longer there stays as gone, so that programs hear of it. No reference to the event: its trace outlives it.
create table calendar_member (
  space_id bigint not null references space on delete cascade,
  event_id bigint not null,
  name text not null check (length(name) between 1 and 300),
  number bigint not null default 0,
  -- Of the last change of what is said of it, and of who comes: nobody's own alarms are among these.
  said bigint not null default 0,
  answered bigint not null default 0,
  gone boolean not null default false,
  primary key (space_id, event_id)
);
create unique index on calendar_member (space_id, name) where not gone;
create index on calendar_member (space_id, number);
call audience('calendar_member', 'own');
grant select, insert, update (name) on calendar_member to copse_app;
create policy read on calendar_member for select to copse_app using (space_id = any((select reads())::bigint[]));
create policy add on calendar_member for insert to copse_app with check (space_id = any((select writes())::bigint[]) and number = 0);
create policy rename on calendar_member for update to copse_app using (space_id = any((select writes())::bigint[]));

-- What somebody's own programs keep with an event: their alarms, and lines that only programs understand.
create table calendar_own (
  event_id bigint not null,
  space_id bigint not null,
  person_id bigint not null references person,
  alarms jsonb not null default '[]' check (octet_length(alarms::text) <= 100000),
  rest text not null default '' check (length(rest) <= 20000),
  primary key (event_id, person_id),
  foreign key (event_id, space_id) references event (item_id, space_id) on update cascade on delete cascade
);
create index on calendar_own (person_id);
call audience('calendar_own', 'own');
grant select, insert, update, delete on calendar_own to copse_app;
create policy mine on calendar_own to copse_app using (person_id = (select me()) and space_id = any((select reads())::bigint[]))
  with check (person_id = (select me()) and space_id = any((select writes())::bigint[]));

-- Numbers a change of an event in a space. At the end of a transaction, once: whoever numbers holds the space's count until it is
-- over, so that whoever has seen a number has seen all before it.
create function number_event(which bigint, space bigint, what text) returns void
language plpgsql security definer set search_path = copse, public, pg_temp as $$
declare
  n bigint;
  known text;
  there boolean;
begin
  select e.uid into known from event e join item i on i.id = e.item_id
    where e.item_id = which and e.space_id = space and i.removed_at is null;
  there := found;
  if exists (select from calendar_member m where m.space_id = space and m.event_id = which and m.number > 0
    and m.xmin = pg_current_xact_id()::xid and m.gone = not there
    and (what = 'own' or m.said = m.number or (what = 'answer' and m.answered = m.number))) then
    return;
  end if;
  if not exists (select from space s where s.id = space) then return; end if;
  insert into calendar_count as c (space_id, number) values (space, floor(extract(epoch from clock_timestamp()) * 1000))
    on conflict (space_id) do update set number = greatest(c.number + 1, excluded.number) returning number into n;
  if there then
    insert into calendar_member as m (space_id, event_id, name, number, said, answered) values (space, which,
      case when known !~ '^[A-Za-z0-9@_+-][A-Za-z0-9@._+-]{0,199}$' or exists (select from calendar_member x
          where x.space_id = space and x.name = known || '.ics' and not x.gone and x.event_id <> which)
        then md5(known || which) else known end || '.ics', n, n, n)
      on conflict (space_id, event_id) do update set number = n, gone = false,
        said = case when what = 'said' or m.gone then n else m.said end,
        answered = case when what = 'answer' then n else m.answered end;
  else
    update calendar_member m set number = n, said = n, gone = true where m.space_id = space and m.event_id = which and not m.gone;
  end if;
end $$;
revoke execute on function number_event from public;

create function number_of_event() returns trigger language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  if tg_op = 'DELETE' then
    perform number_event(old.item_id, old.space_id, 'said');
  elsif tg_op = 'UPDATE' and old.space_id <> new.space_id then
    -- In one order, whichever way it went: two who take events to each other's spaces wait, and neither for the other.
    perform number_event(new.item_id, least(old.space_id, new.space_id), 'said');
    perform number_event(new.item_id, greatest(old.space_id, new.space_id), 'said');
  else
    perform number_event(new.item_id, new.space_id, 'said');
  end if;
  return null;
end $$;
create constraint trigger number_event after insert or delete or update of space_id, uid, version, sequence, rest on event
  deferrable initially deferred for each row execute function number_of_event();

create function number_of_item() returns trigger language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  perform number_event(new.id, new.space_id, 'said');
  return null;
end $$;
create constraint trigger number_event after update of title, tags, removed_at on item deferrable initially deferred for each row
  when (new.kind = 'event' and (old.title, old.tags, old.removed_at) is distinct from (new.title, new.tags, new.removed_at))
  execute function number_of_item();

create function number_of_part() returns trigger language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  perform number_event(coalesce(new.event_id, old.event_id), coalesce(new.space_id, old.space_id), 
    case tg_table_name when 'answer' then 'answer' when 'calendar_own' then 'own' else 'said' end);
  return null;
end $$;
create constraint trigger number_event after insert or update or delete on event_part deferrable initially deferred
  for each row execute function number_of_part();
create constraint trigger number_event after insert or update or delete on answer deferrable initially deferred
  for each row execute function number_of_part();
create constraint trigger number_event after insert or update or delete on calendar_own deferrable initially deferred
  for each row execute function number_of_part();

-- Files name who sees to an event and who comes: by another name they are others. In the order of their spaces, as all who number.
create function number_of_person() returns trigger language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  perform number_event(x.event_id, x.space_id, 'answer') from (
    select a.event_id, a.space_id from answer a where a.person_id = new.id
    union select p.event_id, p.space_id from event_part p where p.person_id = new.id and p.part = 'host' order by 2, 1) x;
  return null;
end $$;
create constraint trigger number_event after update of name, handle on person deferrable initially deferred for each row
  when ((old.name, old.handle) is distinct from (new.name, new.handle)) execute function number_of_person();

revoke execute on function number_of_event, number_of_item, number_of_part, number_of_person from public;

-- The events that are there already.
select number_event(e.item_id, e.space_id, 'said') from event e order by e.space_id, e.item_id;
