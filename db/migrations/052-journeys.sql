-- Learning journeys: an ordered path of steps, on site and online, gone by a group; each sees where they are.
create table journey (
  item_id bigint primary key,
  space_id bigint not null,
  about text not null default '' check (length(about) <= 10000),
  html text not null default '',
  -- For whom it is, what one will be able to do, how much time it takes.
  for_whom text not null default '' check (length(for_whom) <= 500),
  able text not null default '' check (length(able) <= 1000),
  takes text not null default '' check (length(takes) <= 200),
  -- Without a day it is gone at one's own pace.
  begins_on date,
  ends_on date,
  join_until date,
  places int check (places between 1 and 1000),
  -- Until then a draft, for its guides and hosts alone.
  opened_at timestamptz(3),
  -- When somebody said that it has come to its end.
  ended_at timestamptz(3),
  version int not null default 1,
  unique (item_id, space_id),
  check (ends_on >= begins_on),
  foreign key (item_id, space_id) references item (id, space_id) on update cascade on delete cascade
);
create index on journey (space_id, item_id desc);
call audience('journey', 'own');

-- Who guides it.
create table journey_guide (
  journey_id bigint not null,
  space_id bigint not null,
  person_id bigint not null references person (id) on delete cascade,
  primary key (journey_id, person_id),
  foreign key (journey_id, space_id) references journey (item_id, space_id) on update cascade on delete cascade
);
create index on journey_guide (person_id);
call audience('journey_guide', 'own');

-- Its steps in order. `stage` is the heading that a step stands under: those of one stage stand together.
create table journey_step (
  id bigint generated always as identity primary key,
  journey_id bigint not null,
  space_id bigint not null,
  place int not null,
  stage text not null default '' check (length(stage) <= 100),
  kind text not null check (kind in ('meet', 'read', 'do', 'reflect', 'talk')),
  title text not null check (length(title) between 1 and 200),
  words text not null default '' check (length(words) <= 10000),
  html text not null default '',
  minutes int check (minutes between 1 and 10000),
  -- The day it opens, or so many days after the beginning.
  day date,
  after_days int check (after_days between 0 and 1000),
  -- Else only if one likes.
  must boolean not null default true,
  -- What it leads to; `led` stays when that is gone for good, so that it can be said.
  item_id bigint references item (id) on delete set null,
  led boolean not null default false,
  -- Which date of a series.
  original wall_time,
  address text not null default '' check (length(address) <= 2000),
  -- A task to which something is brought.
  bring boolean not null default false,
  version int not null default 1,
  removed_at timestamptz(3),
  unique (id, journey_id, space_id),
  check (day is null or after_days is null),
  foreign key (journey_id, space_id) references journey (item_id, space_id) on update cascade on delete cascade
);
create index on journey_step (journey_id, place);
create index on journey_step (item_id);
call audience('journey_step', 'own');

-- Who goes it, and who waits for a place, in the order they came.
create table journey_member (
  journey_id bigint not null,
  space_id bigint not null,
  person_id bigint not null references person (id) on delete cascade,
  at timestamptz(3) not null default now(),
  waiting boolean not null default false,
  -- Whether the group sees where they are; guides always do.
  shows boolean not null default true,
  -- Whether joining says yes to its dates.
  answers boolean not null default true,
  -- Who took them in; null: they joined by themselves.
  by_id bigint references person (id),
  -- The day of whose steps they were told last.
  told_on date,
  primary key (journey_id, person_id),
  foreign key (journey_id, space_id) references journey (item_id, space_id) on update cascade on delete cascade
);
create index on journey_member (person_id);
create index on journey_member (by_id);
create index on journey_member (journey_id, at, person_id) where waiting;
call audience('journey_member', 'own');

-- The dates to which joining said yes: leaving takes back those alone.
create table journey_answered (
  journey_id bigint not null references journey (item_id) on delete cascade,
  event_id bigint not null references event (item_id) on delete cascade,
  original wall_time,
  person_id bigint not null references person (id) on delete cascade,
  unique nulls not distinct (journey_id, person_id, event_id, original)
);
create index on journey_answered (person_id);
create index on journey_answered (event_id);
call audience('journey_answered', 'locked');

-- What somebody has done. Others learn of it through functions alone, as far as each lets them.
create table journey_done (
  step_id bigint not null,
  journey_id bigint not null,
  space_id bigint not null,
  person_id bigint not null references person (id) on delete cascade,
  at timestamptz(3) not null default now(),
  -- What they brought.
  message_id bigint references message (id) on delete set null,
  primary key (step_id, person_id),
  foreign key (step_id, journey_id, space_id) references journey_step (id, journey_id, space_id) on update cascade on delete cascade
);
create index on journey_done (journey_id, person_id);
create index on journey_done (person_id);
create index on journey_done (message_id);
call audience('journey_done', 'own');

-- What somebody wrote about a question: for themselves, or for the group that goes the journey, as they chose for each.
create table journey_reflection (
  step_id bigint not null,
  journey_id bigint not null,
  space_id bigint not null,
  person_id bigint not null references person (id),
  shared boolean not null default false,
  lang text not null,
  source text not null check (length(source) between 1 and 20000),
  html text not null,
  version int not null default 1,
  at timestamptz(3) not null default now(),
  primary key (step_id, person_id),
  foreign key (step_id, journey_id, space_id) references journey_step (id, journey_id, space_id) on update cascade on delete cascade
);
create index on journey_reflection (person_id);
create index on journey_reflection (journey_id) where shared;
call audience('journey_reflection', 'own');

-- Whether the asking person changes it: who guides it, who began it, and hosts.
create function tends_journey(which bigint) returns boolean language sql stable security definer set search_path = copse, public, pg_temp as $$
  select exists (select from journey j join item i on i.id = j.item_id where j.item_id = which and coalesce(j.space_id = any((select writes())::bigint[]), false)
    and (coalesce(j.space_id = any((select hosts())::bigint[]), false) or i.author_id = me()
      or exists (select from journey_guide g where g.journey_id = which and g.person_id = me())))
$$;

-- Whether the asking person may know of it, besides reading there: a draft is for those who change it, also where the space is closed.
create function knows_journey(which bigint) returns boolean language sql stable security definer set search_path = copse, public, pg_temp as $$
  select exists (select from journey j join item i on i.id = j.item_id where j.item_id = which
    and (j.opened_at is not null or coalesce(j.space_id = any((select hosts())::bigint[]), false) or i.author_id = me()
      or exists (select from journey_guide g where g.journey_id = which and g.person_id = me())))
$$;

-- The journeys that the asking person goes or guides.
create function my_journeys() returns bigint[] language sql stable security definer set search_path = copse, public, pg_temp as $$
  select array(select m.journey_id from journey_member m where m.person_id = me() and not m.waiting
    union select g.journey_id from journey_guide g where g.person_id = me())
$$;
revoke execute on function tends_journey, knows_journey, my_journeys from public;
grant execute on function tends_journey, knows_journey, my_journeys to copse_app;

-- A draft is no item yet, for others.
create policy drafts on item as restrictive for select to copse_app
  using (kind <> 'journey' or author_id = (select me()) or knows_journey(id));

grant select, insert, update on journey to copse_app;
create policy read on journey for select to copse_app
  using (space_id = any((select reads())::bigint[]) and (opened_at is not null or knows_journey(item_id)));
create policy add on journey for insert to copse_app with check (space_id = any((select writes())::bigint[]) and opened_at is null);
create policy change on journey for update to copse_app using (tends_journey(item_id)) with check (tends_journey(item_id));

grant select, insert, delete on journey_guide to copse_app;
create policy read on journey_guide for select to copse_app using (space_id = any((select reads())::bigint[]));
create policy add on journey_guide for insert to copse_app with check (tends_journey(journey_id) and is_here(space_id, person_id));
create policy remove on journey_guide for delete to copse_app using (tends_journey(journey_id));

grant select, insert, update on journey_step to copse_app;
create policy read on journey_step for select to copse_app
  using (space_id = any((select reads())::bigint[]) and exists (select from journey j where j.item_id = journey_id));
create policy add on journey_step for insert to copse_app with check (tends_journey(journey_id));
create policy change on journey_step for update to copse_app using (tends_journey(journey_id)) with check (tends_journey(journey_id));

-- People of the space see who joined, as with dates.
grant select, update (shows) on journey_member to copse_app;
create policy read on journey_member for select to copse_app using (space_id = any((select reads())::bigint[]));
create policy show on journey_member for update to copse_app using (person_id = (select me())) with check (person_id = (select me()));

grant select, insert, update (message_id), delete on journey_done to copse_app;
create policy mine on journey_done for select to copse_app using (person_id = (select me()));
create policy tick on journey_done for insert to copse_app with check (person_id = (select me())
  and space_id = any((select writes())::bigint[]) and coalesce(journey_id = any((select my_journeys())::bigint[]), false));
create policy bring on journey_done for update to copse_app using (person_id = (select me()) and space_id = any((select writes())::bigint[]))
  with check (person_id = (select me()));
create policy untick on journey_done for delete to copse_app using (person_id = (select me()) and space_id = any((select writes())::bigint[]));

grant select, insert, update, delete on journey_reflection to copse_app;
-- Wherever they belong by now: what somebody wrote for themselves stays theirs to take along.
create policy mine on journey_reflection for select to copse_app using (person_id = (select me()));
create policy of_group on journey_reflection for select to copse_app using (shared and space_id = any((select reads())::bigint[])
  and coalesce(journey_id = any((select my_journeys())::bigint[]), false));
create policy write on journey_reflection for insert to copse_app with check (person_id = (select me())
  and space_id = any((select writes())::bigint[]) and coalesce(journey_id = any((select my_journeys())::bigint[]), false));
create policy change on journey_reflection for update to copse_app using (person_id = (select me()) and space_id = any((select writes())::bigint[]))
  with check (person_id = (select me()));
create policy remove on journey_reflection for delete to copse_app using (person_id = (select me()));

-- Who guides a journey takes what somebody shared out of the group's sight; it stays with whoever wrote it.
create function unshare_reflection(step bigint, who bigint) returns boolean
language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  if not exists (select from journey_reflection r join journey_guide g on g.journey_id = r.journey_id and g.person_id = me()
    where r.step_id = step and r.person_id = who and r.shared and coalesce(r.space_id = any((select writes())::bigint[]), false)) then return false; end if;
  update journey_reflection set shared = false, version = version + 1 where step_id = step and person_id = who;
  return true;
end $$;
revoke execute on function unshare_reflection from public;
grant execute on function unshare_reflection to copse_app;

-- Who has done which step: ticked, or having come to its date.
create function steps_done(which bigint) returns table (step_id bigint, person_id bigint)
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select d.step_id, d.person_id from journey_done d where d.journey_id = which
  union select s.id, a.person_id from journey_step s join attendance a on a.event_id = s.item_id and a.original = coalesce(s.original, a.original)
    where s.journey_id = which and s.kind = 'meet'
$$;

-- How many of the group have done each step. For the group, guides and hosts; nobody is named.
create function journey_counts(which bigint) returns table (step_id bigint, n int)
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select d.step_id, count(*)::int from steps_done(which) d join journey_member m on m.journey_id = which and m.person_id = d.person_id and not m.waiting
  where coalesce(m.space_id = any((select reads())::bigint[]), false) and (which = any(my_journeys()) or tends_journey(which)) group by d.step_id
$$;

-- Where each is: the step after the furthest that they have done; null: at the end. The group sees those who let it; guides see all.
create function journey_whereabouts(which bigint) returns table (person_id bigint, step_id bigint, done int, shows boolean)
language sql stable security definer set search_path = copse, public, pg_temp as $$
  with steps as materialized (
    select s.id, row_number() over (order by s.place, s.id) n from journey_step s where s.journey_id = which and s.removed_at is null),
  far as (
    select d.person_id, max(s.n) n, count(*)::int done from steps_done(which) d join steps s on s.id = d.step_id group by d.person_id)
  select m.person_id, s.id, coalesce(f.done, 0), m.shows
  from journey_member m left join far f on f.person_id = m.person_id left join steps s on s.n = coalesce(f.n, 0) + 1
  where m.journey_id = which and not m.waiting and coalesce(m.space_id = any((select reads())::bigint[]), false) and which = any(my_journeys())
    and (m.shows or m.person_id = me() or exists (select from journey_guide g where g.journey_id = which and g.person_id = me()))
$$;
-- The messages that were brought to a step: they stand below the journey for all to read, and say themselves what they are for.
create function journey_brought(which bigint) returns table (message_id bigint)
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select d.message_id from journey_done d where d.step_id = which and d.message_id is not null and coalesce(d.space_id = any((select reads())::bigint[]), false)
$$;
revoke execute on function steps_done, journey_counts, journey_whereabouts, journey_brought from public;
grant execute on function journey_counts, journey_whereabouts, journey_brought to copse_app;

-- Says yes for somebody to the dates of the steps that belong to it, but to those that they have answered.
create function answer_journey(which bigint, who bigint) returns void
language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  with said as (
    insert into answer (event_id, space_id, original, person_id, reply, at)
      select distinct e.item_id, e.space_id, s.original::text, who, 'yes', now() from journey_step s join event e on e.item_id = s.item_id and e.cancelled_at is null
      join item i on i.id = e.item_id and i.removed_at is null join space p on p.id = e.space_id and p.closed_at is null
      where s.journey_id = which and s.kind = 'meet' and s.must and s.removed_at is null and belongs(e.space_id, who)
        and exists (select from occurrence o where o.event_id = e.item_id and o.original = coalesce(s.original, o.original) and not o.cancelled and o.from_at > now())
        and not exists (select from answer a where a.event_id = e.item_id and a.person_id = who and (a.original is null or a.original is not distinct from s.original))
      on conflict do nothing returning event_id, original),
  noted as (
    insert into journey_answered (journey_id, event_id, original, person_id) select which, event_id, original, who from said on conflict do nothing)
  update tail t set modseq = t.modseq + 1 where t.item_id in (select event_id from said);
end $$;

-- Places that are free go to those who wait, in the order they came; they are told.
create function settle_journey(which bigint) returns void
language plpgsql security definer set search_path = copse, public, pg_temp as $$
declare j journey; taken int; m record;
begin
  select * into j from journey where item_id = which for update;
  if j.item_id is null or j.ended_at is not null then return; end if;
  select count(*) into taken from journey_member x where x.journey_id = which and not x.waiting;
  for m in select x.person_id, x.answers from journey_member x where x.journey_id = which and x.waiting
    order by x.at, x.person_id limit case when j.places is null then null else greatest(j.places - taken, 0) end
  loop
    update journey_member x set waiting = false where x.journey_id = which and x.person_id = m.person_id;
    if m.answers then perform answer_journey(which, m.person_id); end if;
    if belongs(j.space_id, m.person_id) then
      perform tell_one(m.person_id, j.space_id, which, null, 'place-free', 'journey-place:' || which, me(), now());
    end if;
  end loop;
end $$;

-- Whether one can still come along.
create function journey_takes(which bigint) returns boolean language sql stable security definer set search_path = copse, public, pg_temp as $$
  select exists (select from journey j join item i on i.id = j.item_id and i.removed_at is null
    where j.item_id = which and coalesce(j.space_id = any((select writes())::bigint[]), false) and j.opened_at is not null and j.ended_at is null
      and coalesce(j.ends_on >= my_today(), true) and coalesce(j.join_until >= my_today(), true))
$$;

-- Takes somebody in, or lets them wait where all places are taken. Twice is once.
create function take_along(which bigint, who bigint, answering boolean, by bigint) returns void
language plpgsql security definer set search_path = copse, public, pg_temp as $$
declare j journey; full_up boolean;
begin
  -- Who comes at the same moment waits here, so that no place is given twice.
  select * into j from journey where item_id = which for update;
  select j.places is not null and count(*) >= j.places into full_up from journey_member m where m.journey_id = which and not m.waiting;
  insert into journey_member (journey_id, space_id, person_id, waiting, answers, by_id) values (which, j.space_id, who, full_up, answering, by)
    on conflict do nothing;
  if found and answering and not full_up then perform answer_journey(which, who); end if;
end $$;
create function join_journey(which bigint, answering boolean) returns void
language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  if not journey_takes(which) then raise exception 'takes nobody' using errcode = '42501'; end if;
  perform take_along(which, me(), answering, null);
end $$;
-- By who tends it. Whom they take in is told, and answers its dates themselves.
create function add_to_journey(which bigint, who bigint) returns void
language plpgsql security definer set search_path = copse, public, pg_temp as $$
declare place bigint;
begin
  select j.space_id into place from journey j where j.item_id = which;
  if not tends_journey(which) or not journey_takes(which) or not belongs(place, who) then raise exception 'not theirs' using errcode = '42501'; end if;
  if exists (select from journey_member m where m.journey_id = which and m.person_id = who) then return; end if;
  perform take_along(which, who, false, me());
  perform tell_one(who, place, which, null, 'entrusted', 'journey:' || which, me(), now());
end $$;
create function leave_journey(which bigint) returns void
language sql security definer set search_path = copse, public, pg_temp as $$
  delete from journey_member m where m.journey_id = which and m.person_id = me()
$$;
revoke execute on function answer_journey, settle_journey, journey_takes, take_along, join_journey, add_to_journey, leave_journey from public;
grant execute on function journey_takes, join_journey, add_to_journey, leave_journey to copse_app;

-- Whoever goes away gives back their place, and what joining said for them.
create function left_journey() returns trigger language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  delete from answer a using journey_answered j, occurrence o where j.journey_id = old.journey_id and j.person_id = old.person_id and a.person_id = old.person_id
    and a.event_id = j.event_id and a.original is not distinct from j.original and a.reply = 'yes'
    and o.event_id = a.event_id and o.original = coalesce(a.original, o.original) and o.from_at > now();
  delete from journey_answered where journey_id = old.journey_id and person_id = old.person_id;
  update notification set read_at = now() where person_id = old.person_id and item_id = old.journey_id and read_at is null
    and reason in ('step-open', 'place-free', 'entrusted');
  if not old.waiting then perform settle_journey(old.journey_id); end if;
  return null;
end $$;
create trigger left_journey after delete on journey_member for each row execute function left_journey();
create function more_room() returns trigger language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  perform settle_journey(new.item_id);
  return null;
end $$;
create trigger more_room after update of places on journey for each row when (old.places is distinct from new.places) execute function more_room();

-- Who leaves a space goes no journey there any more, and guides none.
create function end_journeys() returns trigger language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  delete from journey_member m where m.space_id = new.space_id and m.person_id = new.person_id;
  delete from journey_guide g where g.space_id = new.space_id and g.person_id = new.person_id;
  return null;
end $$;
create trigger end_journeys after update of ended_at on membership for each row when (new.ended_at is not null) execute function end_journeys();

-- What is said of a journey and its steps is found with everything else.
create function index_journey() returns trigger language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  perform keep_words(new.item_id, 'journey', (select i.lang from item i where i.id = new.item_id),
    nullif(trim(concat_ws(E'\n', new.about, new.for_whom, new.able)), ''));
  return null;
end $$;
create trigger index_journey after insert or update of about, for_whom, able on journey for each row execute function index_journey();
create function index_steps() returns trigger language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  perform keep_words(new.journey_id, 'journey-steps', (select i.lang from item i where i.id = new.journey_id),
    (select nullif(string_agg(concat_ws(E'\n', s.title, s.words), E'\n' order by s.place, s.id), '') from journey_step s
      where s.journey_id = new.journey_id and s.removed_at is null));
  return null;
end $$;
create trigger index_steps after insert or update of title, words, removed_at on journey_step for each row execute function index_steps();
revoke execute on function left_journey, more_room, end_journeys, index_journey, index_steps from public;

-- That a step opens is a reason of its own. What other migrations have added to the reasons stays.
do $$
declare said text;
begin
  select pg_get_constraintdef(oid) into said from pg_constraint where conrelid = 'notification'::regclass and conname = 'notification_reason_check';
  if position('''review-due''::text' in said) = 0 then raise exception 'the reasons do not say: review-due'; end if;
  alter table notification drop constraint notification_reason_check;
  execute 'alter table notification add constraint notification_reason_check ' || replace(said, '''review-due''::text', '''review-due''::text, ''step-open''::text');
end $$;

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
call amend('told_by', 'when reason in (''date-changed'', ''place-free'') then ''dates''',
  'when reason in (''date-changed'', ''place-free'') then ''dates'' when reason = ''step-open'' then ''soon''');
-- What others go stays when the one who began it is forgotten; it loses the name. What somebody wrote for themselves goes always,
-- what they shared as their other words do.
call amend('forget_person', 'and not exists (select from action a where a.item_id = i.id and a.owner_id <> which)',
  'and not exists (select from action a where a.item_id = i.id and a.owner_id <> which)
      and not exists (select from journey_member m where m.journey_id = i.id and m.person_id <> which)
      and not exists (select from journey_guide g where g.journey_id = i.id and g.person_id <> which)');
call amend('forget_person', 'perform forget_login(which);',
  'delete from journey_reflection where person_id = which and (not leave or not shared);
  perform forget_login(which);');
drop procedure amend;

-- Tells those who go a journey, on the morning of its day by their own clock, which steps open: one notification a day. Of dates
-- the calendar reminds. Returns how many.
create function tell_steps(at timestamptz default now()) returns int
language plpgsql security definer set search_path = copse, public, pg_temp as $$
declare n int;
begin
  with opening as materialized (
    select s.id, s.journey_id, s.title, s.place, coalesce(s.day, j.begins_on + s.after_days) as day
    from journey_step s join journey j on j.item_id = s.journey_id join item i on i.id = j.item_id and i.removed_at is null
    join space p on p.id = j.space_id and p.closed_at is null and 'journeys' = any(p.tools)
    where s.removed_at is null and j.opened_at is not null and j.ended_at is null and not (s.kind = 'meet' and s.item_id is not null)
      and coalesce(s.day, j.begins_on + s.after_days) between tell_steps.at::date - 1 and tell_steps.at::date + 1),
  goer as materialized (
    select m.journey_id, m.space_id, m.person_id, m.at, m.told_on, z.name as zone, clock_in(z.name, tell_steps.at) as clock, coalesce(h.morning, 7) as morning,
      told_by(coalesce(h.choices, '{}'), 'step-open') as way
    from journey_member m left join profile f on f.person_id = m.person_id left join hearing h on h.person_id = m.person_id
    cross join lateral (select coalesce(f.time_zone, 'UTC') as name) z
    where not m.waiting and m.journey_id in (select o.journey_id from opening o) and belongs(m.space_id, m.person_id)),
  due as (
    select g.journey_id, g.space_id, g.person_id, g.clock::date as day, g.way,
      jsonb_agg(o.title order by o.place, o.id) as titles, case when count(*) = 1 then '/steps/' || min(o.id) end as address
    from goer g join opening o on o.journey_id = g.journey_id and o.day = g.clock::date
    where extract(hour from g.clock) >= g.morning and g.told_on is distinct from g.clock::date and clock_in(g.zone, g.at)::date < g.clock::date
      and not exists (select from journey_done d where d.step_id = o.id and d.person_id = g.person_id)
    group by 1, 2, 3, 4, 5),
  noted as (
    update journey_member m set told_on = d.day from due d where m.journey_id = d.journey_id and m.person_id = d.person_id returning m.person_id)
  insert into notification (person_id, space_id, item_id, reason, about, at, letter, facts)
    select d.person_id, d.space_id, d.journey_id, 'step-open', 'steps:' || d.journey_id || ':' || d.day, tell_steps.at, d.way = 'mail',
      jsonb_strip_nulls(jsonb_build_object('titles', d.titles, 'address', d.address))
    from due d where d.way <> 'none' on conflict do nothing;
  get diagnostics n = row_count;
  return n;
end $$;
revoke execute on function tell_steps from public;
grant execute on function tell_steps to copse_jobs;
