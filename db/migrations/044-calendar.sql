-- The calendar: what a community does together, and when.

-- A time by the clock on the wall, as people say it: a day, or a day and a time. Text, so that nobody takes it for a moment.
create domain wall_time text check (value ~ '^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d)?$');

-- An event: once, or again and again by a rule. `ends` is when it is over, in the same zone; for whole days the day after the
-- last. Without a zone it lasts whole days, wherever one is.
create table event (
  item_id bigint primary key,
  space_id bigint not null,
  -- How other calendars know it, and how often they were told of a change.
  uid text not null check (length(uid) between 1 and 255),
  sequence int not null default 0,
  version int not null default 1,
  starts wall_time not null,
  ends wall_time not null,
  zone text check (length(zone) <= 60),
  rule text check (length(rule) between 1 and 2000),
  -- Dates besides the rule, and those of the rule that it is not on.
  added text[] not null default '{}' check (cardinality(added) <= 2000),
  left_out text[] not null default '{}' check (cardinality(left_out) <= 2000),
  description text not null default '' check (length(description) <= 20000),
  html text not null default '',
  -- On site, online, or both.
  place text not null default '' check (length(place) <= 300),
  way text not null default '' check (length(way) <= 2000),
  access text not null default '' check (length(access) <= 2000),
  link text not null default '' check (length(link) <= 2000),
  dial_in text not null default '' check (length(dial_in) <= 300),
  -- How it is held: questions, each with its minutes.
  format text not null default '' check (format ~ '^[a-z-]{0,40}$'),
  agenda jsonb not null default '[]',
  prepare text not null default '' check (length(prepare) <= 5000),
  places int check (places between 1 and 10000),
  cancelled_at timestamptz(3),
  changed_at timestamptz(3) not null default now(),
  -- What other programs wrote of it that we have no word for.
  rest text not null default '' check (length(rest) <= 20000),
  -- Its dates are known up to here; null: all of them.
  known_until timestamptz(3),
  unique (item_id, space_id),
  unique (space_id, uid),
  check ((zone is null) = (length(starts) = 10) and length(starts) = length(ends)),
  foreign key (item_id, space_id) references item (id, space_id) on update cascade on delete cascade
);
create index on event (known_until) where known_until is not null;
call audience('event', 'space');

-- One date of an event. `original` is when the rule has it; what is null is as the event says. One that was changed, or of which
-- something hangs, stays when the others are counted again.
create table occurrence (
  event_id bigint not null,
  space_id bigint not null,
  original wall_time not null,
  starts wall_time not null,
  ends wall_time not null,
  -- As moments; of whole days the midnights in UTC.
  from_at timestamptz(3) not null,
  until_at timestamptz(3) not null,
  -- It lasts longer than a day: found apart, so that the others are found by when they begin.
  long boolean not null generated always as (until_at - from_at > interval '24 hours') stored,
  -- It was moved to another time than the rule has.
  moved boolean not null default false,
  cancelled boolean not null default false,
  title text check (length(title) between 1 and 200),
  description text check (length(description) <= 20000),
  html text,
  place text check (length(place) <= 300),
  link text check (length(link) <= 2000),
  dial_in text check (length(dial_in) <= 300),
  agenda jsonb,
  prepare text check (length(prepare) <= 5000),
  primary key (event_id, original),
  unique (event_id, original, space_id),
  check (from_at <= until_at),
  foreign key (event_id, space_id) references event (item_id, space_id) on update cascade on delete cascade
);
create index on occurrence (space_id, from_at, event_id) where not long;
create index on occurrence (space_id, until_at) where long;
create index on occurrence (event_id, from_at);
call audience('occurrence', 'space');

-- Who does what at it: `host` sees to it, and may change it. Without a date it is said of all of them.
create table event_part (
  event_id bigint not null,
  space_id bigint not null,
  original wall_time,
  part text not null check (part ~ '^[a-z-]{1,40}$'),
  person_id bigint not null references person,
  unique nulls not distinct (event_id, original, part, person_id),
  foreign key (event_id, space_id) references event (item_id, space_id) on update cascade on delete cascade,
  foreign key (event_id, original, space_id) references occurrence (event_id, original, space_id) on update cascade on delete cascade
);
create index on event_part (person_id);
call audience('event_part', 'space');

-- Who comes. Without a date it is said of all of them, as long as nothing else is said of one.
create table answer (
  event_id bigint not null,
  space_id bigint not null,
  original wall_time,
  person_id bigint not null references person,
  reply text not null check (reply in ('yes', 'perhaps', 'no')),
  way text check (way in ('on-site', 'online')),
  -- Since when they say yes: places are given in this order.
  at timestamptz(3) not null default now(),
  unique nulls not distinct (event_id, original, person_id),
  foreign key (event_id, space_id) references event (item_id, space_id) on update cascade on delete cascade,
  foreign key (event_id, original, space_id) references occurrence (event_id, original, space_id) on update cascade on delete cascade
);
create index on answer (person_id, event_id);
call audience('answer', 'own');
grant select, insert, update, delete on answer to copse_app;
create policy read on answer for select to copse_app using (space_id = any((select reads())::bigint[]));
create policy mine on answer to copse_app using (person_id = (select me()) and space_id = any((select writes())::bigint[]))
  with check (person_id = (select me()) and space_id = any((select writes())::bigint[]));

-- Whether the asking person sees to an event: who does, as said of it, or a host of the space.
create function tends_event(which bigint) returns boolean language sql stable security definer set search_path = copse, public, pg_temp as $$
  select exists (select from event e where e.item_id = which and (
    e.space_id = any((select hosts())::bigint[])
    or (e.space_id = any((select writes())::bigint[]) and exists (
      select from event_part p where p.event_id = which and p.part = 'host' and p.person_id = me()))))
$$;

-- To host is given by who sees to it alone: it lets one read what people need. Whoever began an event begins with it.
revoke update on event_part from copse_app;
create function gives_hosting(which bigint, who bigint) returns boolean language sql stable security definer set search_path = copse, public, pg_temp as $$
  select tends_event(which) or exists (select from item i where i.id = which and i.author_id in (me(), who))
$$;
create policy hosting on event_part as restrictive for insert to copse_app with check (part <> 'host' or gives_hosting(event_id, person_id));
create policy hosted on event_part as restrictive for delete to copse_app
  using (part <> 'host' or person_id = (select me()) or gives_hosting(event_id, (select me())));

-- What somebody needs to take part: language, captions, access, care, food. Only for those who see to that event, by name; not
-- for all hosts of the community.
create table answer_need (
  event_id bigint not null,
  space_id bigint not null,
  person_id bigint not null references person,
  needs text not null check (length(needs) between 1 and 1000),
  primary key (event_id, person_id),
  foreign key (event_id, space_id) references event (item_id, space_id) on update cascade on delete cascade
);
create index on answer_need (person_id);
call audience('answer_need', 'own');
grant select, insert, update, delete on answer_need to copse_app;
create policy mine on answer_need to copse_app using (person_id = (select me()) and space_id = any((select reads())::bigint[]))
  with check (person_id = (select me()) and space_id = any((select writes())::bigint[]));
create policy tending on answer_need for select to copse_app using (space_id = any((select reads())::bigint[]) and exists (
  select from event_part p where p.event_id = answer_need.event_id and p.part = 'host' and p.person_id = (select me())));

-- What was changed, for those who come.
create table event_change (
  id bigint generated always as identity primary key,
  event_id bigint not null,
  space_id bigint not null,
  original wall_time,
  person_id bigint not null references person,
  at timestamptz(3) not null default now(),
  -- What it was and is: {"starts": ["…", "…"], "place": […]}.
  what jsonb not null,
  foreign key (event_id, space_id) references event (item_id, space_id) on update cascade on delete cascade
);
create index on event_change (event_id, id desc);
create index on event_change (person_id);
call audience('event_change', 'space');
revoke update, delete on event_change from copse_app;

-- Who leaves a space comes to nothing there any more, and sees to nothing.
create function end_answers() returns trigger language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  delete from answer a where a.space_id = new.space_id and a.person_id = new.person_id
    and exists (select from occurrence o where o.event_id = a.event_id and o.from_at > now() and o.original = coalesce(a.original, o.original));
  delete from answer_need n where n.space_id = new.space_id and n.person_id = new.person_id;
  delete from event_part p where p.space_id = new.space_id and p.person_id = new.person_id;
  return null;
end $$;
revoke execute on function end_answers from public;
create trigger end_answers after update of ended_at on membership for each row when (new.ended_at is not null) execute function end_answers();

-- What is said of an event is found with everything else.
create function index_event() returns trigger language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  perform keep_words(new.item_id, 'event', (select i.lang from item i where i.id = new.item_id),
    nullif(trim(concat_ws(' ', new.description, new.place, new.prepare)), ''));
  return null;
end $$;
revoke execute on function index_event from public;
create trigger index_event after insert or update of description, place, prepare on event for each row execute function index_event();
revoke execute on function tends_event, gives_hosting from public;
grant execute on function tends_event, gives_hosting to copse_app;

-- An event goes on as another from a date on: what people said of it goes along, and what hangs on single dates, to those of the same
-- day.
create function carry_on(which bigint, since text, target bigint) returns void
language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  if not tends_event(which) and not exists (select from item i where i.id = which and i.author_id = me()) then
    raise exception 'not yours' using errcode = '42501';
  end if;
  if not exists (select from event a join event b on b.space_id = a.space_id where a.item_id = which and b.item_id = target
    and a.space_id = any((select writes())::bigint[])) then
    raise exception 'not here' using errcode = '42501';
  end if;
  insert into event_part (event_id, space_id, original, part, person_id)
    select target, p.space_id, o.original, p.part, p.person_id from event_part p
    join occurrence o on o.event_id = target and left(o.original, 10) = left(p.original, 10)
    where p.event_id = which and p.original >= since on conflict do nothing;
  insert into answer (event_id, space_id, original, person_id, reply, way, at)
    select target, a.space_id, null, a.person_id, a.reply, a.way, a.at from answer a where a.event_id = which and a.original is null
    on conflict do nothing;
  insert into answer (event_id, space_id, original, person_id, reply, way, at)
    select target, a.space_id, o.original, a.person_id, a.reply, a.way, a.at from answer a
    join occurrence o on o.event_id = target and left(o.original, 10) = left(a.original, 10)
    where a.event_id = which and a.original >= since
    on conflict do nothing;
  insert into answer_need (event_id, space_id, person_id, needs)
    select target, n.space_id, n.person_id, n.needs from answer_need n where n.event_id = which
      and exists (select from answer x where x.event_id = target and x.person_id = n.person_id) on conflict do nothing;
  insert into event_reminding (event_id, space_id, person_id, remind)
    select target, r.space_id, r.person_id, r.remind from event_reminding r where r.event_id = which on conflict do nothing;
  insert into buddy (event_id, space_id, original, person_id, buddy_id)
    select target, b.space_id, o.original, b.person_id, b.buddy_id from buddy b
    join occurrence o on o.event_id = target and left(o.original, 10) = left(b.original, 10)
    where b.event_id = which and b.original >= since on conflict do nothing;
  insert into office_question (event_id, space_id, original, person_id, question, state, at)
    select target, q.space_id, o.original, q.person_id, q.question, q.state, q.at from office_question q
    join occurrence o on o.event_id = target and left(o.original, 10) = left(q.original, 10)
    where q.event_id = which and q.original >= since order by q.id;
  insert into follow (person_id, item_id, level) select person_id, target, level from follow where item_id = which on conflict do nothing;
end $$;
revoke execute on function carry_on from public;
grant execute on function carry_on to copse_app;

-- Who sees to all dates of an event, or has a part in all of them, has it in what goes on from it; nobody else.
create function carry_parts(which bigint, target bigint) returns void
language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  if not tends_event(which) and not exists (select from item i where i.id = which and i.author_id = me()) then
    raise exception 'not yours' using errcode = '42501';
  end if;
  delete from event_part p using event a, event b where p.event_id = target and a.item_id = which and b.item_id = target and b.space_id = a.space_id;
  insert into event_part (event_id, space_id, original, part, person_id)
    select b.item_id, b.space_id, null, p.part, p.person_id from event_part p join event a on a.item_id = p.event_id join event b on b.space_id = a.space_id
    where p.event_id = which and p.original is null and b.item_id = target and a.space_id = any((select writes())::bigint[])
    on conflict do nothing;
end $$;
revoke execute on function carry_parts from public;
grant execute on function carry_parts to copse_app;

-- Events whose dates are known for less than two years, with what their dates follow from.
create function late_dates() returns table (id bigint, space_id bigint, starts text, ends text, zone text, rule text, added text[], left_out text[])
language sql security definer set search_path = copse, public, pg_temp as $$
  select e.item_id, e.space_id, e.starts, e.ends, e.zone, e.rule, e.added, e.left_out from event e
  where e.known_until < now() + interval '2 years' order by e.known_until limit 500
$$;
revoke execute on function late_dates from public;
grant execute on function late_dates to copse_jobs;

-- Further dates of an event, as the job has counted them.
create function more_dates(which bigint, dates jsonb, until timestamptz) returns void
language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  insert into occurrence (event_id, space_id, original, starts, ends, from_at, until_at)
    select e.item_id, e.space_id, d.original, d.starts, d.ends, d."from", d."until" from event e,
      jsonb_to_recordset(dates) d(original text, starts text, ends text, "from" timestamptz, "until" timestamptz)
    where e.item_id = which and d."from" >= coalesce(e.known_until, '-infinity') on conflict do nothing;
  update event set known_until = until where item_id = which;
end $$;
revoke execute on function more_dates from public;
grant execute on function more_dates to copse_jobs;

-- Every community has a calendar, as new ones do.
update space set tools = array_append(tools, 'calendar') where kind = 'community' and not 'calendar' = any(tools);
