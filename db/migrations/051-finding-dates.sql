-- Finding a date: which of some times suits those who would come, each by their own clock.

-- From which hour until which hour somebody is awake, by their own clock. Others see only at which dates they would not be.
alter table profile add wakes smallint not null default 8 check (wakes between 0 and 23),
  add sleeps smallint not null default 21 check (sleeps between 0 and 23),
  add constraint profile_awake check (wakes <> sleeps);

-- A question which date suits. What is said of it goes along into the event that comes of it.
create table date_question (
  item_id bigint primary key,
  space_id bigint not null,
  about text not null default '' check (length(about) <= 20000),
  html text not null default '',
  minutes int not null check (minutes between 5 and 1440),
  -- In which its options were written.
  zone text not null check (length(zone) <= 60),
  place text not null default '' check (length(place) <= 300),
  way text not null default '' check (length(way) <= 2000),
  access text not null default '' check (length(access) <= 2000),
  link text not null default '' check (length(link) <= 2000),
  dial_in text not null default '' check (length(dial_in) <= 300),
  format text not null default '' check (format ~ '^[a-z-]{0,40}$'),
  -- The last day on which answers are wanted.
  answers_until date,
  -- Several dates: each option, so often again.
  every text check (every in ('week', 'two-weeks', 'four-weeks', 'month')),
  times int check (times between 2 and 24),
  closed_at timestamptz(3),
  closed_by bigint references person,
  -- A word with it, where no date was found.
  why text check (length(why) between 1 and 300),
  event_id bigint references item on delete set null,
  unique (item_id, space_id),
  check ((every is null) = (times is null) and (closed_at is null) = (closed_by is null)),
  foreign key (item_id, space_id) references item (id, space_id) on update cascade on delete cascade
);
create index on date_question (space_id) where closed_at is null;
create index on date_question (answers_until) where closed_at is null;
create index on date_question (event_id);
create index on date_question (closed_by);
call audience('date_question', 'space');

-- One time that it might be: a local start in the zone of the question, or a whole day.
create table date_option (
  id bigint generated always as identity primary key,
  item_id bigint not null,
  space_id bigint not null,
  starts wall_time not null,
  -- As moments; of whole days the midnights in UTC.
  from_at timestamptz(3) not null,
  until_at timestamptz(3) not null,
  -- Taken away after people had answered it, with a word why.
  withdrawn text check (length(withdrawn) between 1 and 300),
  unique (item_id, starts),
  unique (id, item_id, space_id),
  foreign key (item_id, space_id) references date_question (item_id, space_id) on update cascade on delete cascade
);
call audience('date_option', 'space');

-- Who would come then. All of the space read it; each says it for themselves.
create table date_reply (
  option_id bigint not null,
  item_id bigint not null,
  space_id bigint not null,
  person_id bigint not null references person,
  reply text not null check (reply in ('yes', 'if-need-be', 'no')),
  at timestamptz(3) not null default now(),
  primary key (option_id, person_id),
  foreign key (option_id, item_id, space_id) references date_option (id, item_id, space_id) on update cascade on delete cascade
);
create index on date_reply (item_id, person_id);
create index on date_reply (person_id);
call audience('date_reply', 'own');
grant select, insert, update, delete on date_reply to copse_app;
create policy read on date_reply for select to copse_app using (space_id = any((select reads())::bigint[]));
create policy mine on date_reply to copse_app using (person_id = (select me()) and space_id = any((select writes())::bigint[]))
  with check (person_id = (select me()) and space_id = any((select writes())::bigint[]));

-- Who should be there.
create table date_wanted (
  item_id bigint not null,
  space_id bigint not null,
  person_id bigint not null references person,
  primary key (item_id, person_id),
  foreign key (item_id, space_id) references date_question (item_id, space_id) on update cascade on delete cascade
);
create index on date_wanted (person_id);
call audience('date_wanted', 'space');

create function index_date_question() returns trigger language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  perform keep_words(new.item_id, 'date-question', (select i.lang from item i where i.id = new.item_id),
    nullif(trim(concat_ws(' ', new.about, new.place)), ''));
  return null;
end $$;
create trigger index_date_question after insert or update of about, place on date_question for each row execute function index_date_question();

-- Whose question it is to decide: who asked, and hosts.
create function tends_question(which bigint) returns boolean language sql stable security definer set search_path = copse, public, pg_temp as $$
  select exists (select from item i join date_question q on q.item_id = i.id where i.id = which and coalesce(
    i.space_id = any((select hosts())::bigint[]) or (i.author_id = me() and i.space_id = any((select writes())::bigint[])), false))
$$;

-- The clocks of the people of a space, with their waking hours: of those who show their clock, to whoever belongs there too.
create function clocks_in(which bigint) returns table (person_id bigint, handle text, name text, picture text, zone text, wakes int, sleeps int)
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select p.id, p.handle::text, p.name, p.picture, f.time_zone, f.wakes::int, f.sleeps::int
  from membership m join person p on p.id = m.person_id and p.source is null join profile f on f.person_id = p.id
  where m.space_id = which and coalesce(which = any(reads()), false) and m.ended_at is null and (m.until is null or m.until > now())
    and (p.id = me() or (is_here(which, me()) and exists (
      select from profile_field c where c.person_id = p.id and c.name = 'clock' and c.shown)))
  order by p.id limit 2000
$$;

-- How many people of a space keep their clock to themselves.
create function clocks_kept(which bigint) returns int
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select count(*)::int from membership m join person p on p.id = m.person_id and p.source is null
  where m.space_id = which and coalesce(which = any(reads()), false) and m.ended_at is null and (m.until is null or m.until > now()) and p.id <> me()
    and not exists (select from profile_field c where c.person_id = p.id and c.name = 'clock' and c.shown)
$$;

-- The event that came of a question has the answers that people gave to its options: `picks` says which option is which date.
create function carry_replies(which bigint, target bigint, picks jsonb) returns void
language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  if not tends_question(which) or not exists (
    select from date_question q join event e on e.space_id = q.space_id where q.item_id = which and e.item_id = target) then
    raise exception 'not yours' using errcode = '42501';
  end if;
  insert into answer (event_id, space_id, original, person_id, reply, at)
    select target, r.space_id, p.original, r.person_id, case r.reply when 'if-need-be' then 'perhaps' else r.reply end, r.at
    from jsonb_to_recordset(picks) p(option bigint, original text) join date_reply r on r.option_id = p.option and r.item_id = which
    where belongs(r.space_id, r.person_id) on conflict do nothing;
  insert into follow (person_id, item_id, level)
    select a.person_id, target, 'follow' from answer a where a.event_id = target and a.reply <> 'no'
    union select i.author_id, target, 'follow' from item i where i.id = target and belongs(i.space_id, i.author_id) on conflict do nothing;
end $$;

-- Tells those who answered, or were wanted, what came of a question; not who did it.
create function tell_found(which bigint, what text) returns void
language plpgsql security definer set search_path = copse, public, pg_temp as $$
declare i item; q date_question; facts jsonb; said text := 'found:' || which;
begin
  if not tends_question(which) then raise exception 'not yours' using errcode = '42501'; end if;
  select * into i from item where id = which;
  select * into q from date_question where item_id = which;
  facts := jsonb_build_object('found', what, 'title', i.title, 'why', q.why);
  if what = 'taken' then
    facts := (select date_facts(q.event_id, o.original) from occurrence o where o.event_id = q.event_id order by o.from_at limit 1)
      || jsonb_build_object('found', what, 'dates', (select count(*) from occurrence o where o.event_id = q.event_id));
  end if;
  insert into notification as x (person_id, space_id, item_id, reason, about, actor_id, letter, facts)
    select t.person_id, i.space_id, case when what = 'taken' then q.event_id else which end, 'date-changed', said, me(), w.way = 'mail', facts
    from (select r.person_id from date_reply r where r.item_id = which union select d.person_id from date_wanted d where d.item_id = which) t
    join person p on p.id = t.person_id and p.source is null left join hearing h on h.person_id = t.person_id
    cross join lateral (select told_by(coalesce(h.choices, '{}'), 'date-changed') way) w
    where w.way <> 'none' and t.person_id <> me() and belongs(i.space_id, t.person_id) and level_for(i, t.person_id) <> 'muted'
    on conflict (person_id, about) do update set item_id = excluded.item_id, actor_id = excluded.actor_id, at = now(), letter = excluded.letter,
      facts = excluded.facts, read_at = null, mail_id = null;
  -- Nothing is asked any more.
  if what <> 'reopened' then
    update notification set read_at = now() where item_id = which and reason = 'asked' and read_at is null;
  end if;
end $$;

-- Who is wanted is told; who has answered is asked no more.
create function tell_wanted() returns trigger language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  if new.person_id is distinct from me() then
    perform tell_one(new.person_id, new.space_id, new.item_id, null, 'asked', 'asked-date:' || new.item_id, me(), now());
  end if;
  return null;
end $$;
create trigger tell_wanted after insert on date_wanted for each row execute function tell_wanted();
create function settle_wanted() returns trigger language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  update notification n set read_at = now() from (select distinct item_id, person_id from said) s
    where n.person_id = s.person_id and n.item_id = s.item_id and n.reason = 'asked' and n.read_at is null;
  return null;
end $$;
create trigger settle_wanted after insert on date_reply referencing new table as said for each statement execute function settle_wanted();

-- Reminds, on the last day by their own clock, those who are wanted and have not answered; where nobody is named, those who follow
-- it. Each once. Returns how many.
create function remind_questions() returns int
language plpgsql security definer set search_path = copse, public, pg_temp as $$
declare told int;
begin
  insert into notification (person_id, space_id, item_id, reason, about, actor_id, letter, facts)
    select t.person_id, q.space_id, q.item_id, 'asked', 'last-day:' || q.item_id || ':' || q.answers_until, i.author_id, w.way = 'mail',
      jsonb_build_object('last', q.answers_until)
    from date_question q join item i on i.id = q.item_id and i.removed_at is null
    join space s on s.id = q.space_id and s.closed_at is null and 'calendar' = any(s.tools)
    cross join lateral (
      select d.person_id from date_wanted d where d.item_id = q.item_id
      union select f.person_id from follow f where f.item_id = q.item_id and f.level = 'follow'
        and not exists (select from date_wanted d where d.item_id = q.item_id)) t
    join person p on p.id = t.person_id and p.source is null left join profile f on f.person_id = t.person_id
    left join hearing h on h.person_id = t.person_id
    cross join lateral (select clock_in(coalesce(f.time_zone, 'UTC')) here, told_by(coalesce(h.choices, '{}'), 'asked') way) w
    where q.closed_at is null and q.answers_until between current_date - 1 and current_date + 1
      and w.here::date = q.answers_until and extract(hour from w.here) >= coalesce(h.morning, 7)
      and w.way <> 'none' and belongs(q.space_id, t.person_id)
      and not exists (select from date_reply r where r.item_id = q.item_id and r.person_id = t.person_id)
      and exists (select from date_option o where o.item_id = q.item_id and o.withdrawn is null and o.until_at > now())
    on conflict (person_id, about) do nothing;
  get diagnostics told = row_count;
  return told;
end $$;

-- Who leaves a space would come to nothing there.
create function end_finding() returns trigger language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  delete from date_wanted w where w.space_id = new.space_id and w.person_id = new.person_id;
  with gone as (
    delete from date_reply r using date_question q where q.item_id = r.item_id and q.closed_at is null
      and r.space_id = new.space_id and r.person_id = new.person_id returning r.item_id)
  update tail t set modseq = t.modseq + 1 where t.item_id in (select item_id from gone);
  return null;
end $$;
create trigger end_finding after update of ended_at on membership for each row when (old.ended_at is null and new.ended_at is not null) execute function end_finding();

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
-- A question that others have answered stays when the one who asked is forgotten.
call amend('forget_person', 'delete from office_question where person_id = which;',
  'delete from date_reply where person_id = which;
  delete from date_wanted where person_id = which;
  delete from office_question where person_id = which;');
call amend('forget_person', 'and not exists (select from action a where a.item_id = i.id and a.owner_id <> which)',
  'and not exists (select from action a where a.item_id = i.id and a.owner_id <> which)
      and not exists (select from date_reply r where r.item_id = i.id)');
drop procedure amend;

revoke execute on function index_date_question, tends_question, clocks_in, clocks_kept, carry_replies, tell_found, tell_wanted, settle_wanted,
  remind_questions, end_finding from public;
grant execute on function tends_question, clocks_in, clocks_kept, carry_replies, tell_found to copse_app;
grant execute on function remind_questions to copse_jobs;
