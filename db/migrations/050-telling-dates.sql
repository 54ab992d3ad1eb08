-- Dates tell: what was changed, that they are near, that a place is free; and what people bring to an office hour.

-- What the tool of an item knows besides, at the time of telling: what is said of it is made of this, in each reader's clock.
alter table notification add facts jsonb;
-- What other migrations have added to the reasons stays.
do $$
declare said text;
begin
  select pg_get_constraintdef(oid) into said from pg_constraint where conrelid = 'notification'::regclass and conname = 'notification_reason_check';
  if position('''review-due''::text' in said) = 0 then raise exception 'the reasons do not say: review-due'; end if;
  alter table notification drop constraint notification_reason_check;
  execute 'alter table notification add constraint notification_reason_check '
    || replace(said, '''review-due''::text', '''review-due''::text, ''date-changed''::text, ''place-free''::text, ''soon''::text');
end $$;
create index on notification (item_id) where reason = 'soon' and read_at is null;

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
call amend('told_by', 'case when reason = ''changed''', 'case when reason in (''date-changed'', ''place-free'') then ''dates'' when reason = ''changed''');
call amend('forget_person', 'delete from item i where i.author_id = which and not exists (select from message m',
  'delete from office_question where person_id = which;
  delete from event_reminding where person_id = which;
  delete from item i where i.author_id = which and not exists (select from message m');
drop procedure amend;

-- When somebody wants to be reminded of dates that they come to, and of one event otherwise.
alter table hearing add remind text not null default 'day' check (remind in ('none', 'day', 'hour', 'both'));
create table event_reminding (
  event_id bigint not null,
  space_id bigint not null,
  person_id bigint not null references person,
  remind text not null check (remind in ('none', 'day', 'hour', 'both')),
  primary key (event_id, person_id),
  foreign key (event_id, space_id) references event (item_id, space_id) on update cascade on delete cascade
);
create index on event_reminding (person_id);
call audience('event_reminding', 'own');
grant select, insert, update, delete on event_reminding to copse_app;
create policy mine on event_reminding to copse_app using (person_id = (select me()) and space_id = any((select reads())::bigint[]))
  with check (person_id = (select me()) and space_id = any((select writes())::bigint[]));

-- Dates that are near are looked for every five minutes.
create index on occurrence (from_at);
alter table event_change add told boolean not null default false;
create index on event_change (event_id) where not told;

-- Who is known to wait for a place, so that they are told when they have one.
create table waiting_list (
  event_id bigint not null,
  space_id bigint not null,
  original wall_time not null,
  person_id bigint not null references person,
  primary key (event_id, original, person_id),
  foreign key (event_id, original, space_id) references occurrence (event_id, original, space_id) on update cascade on delete cascade
);
create index on waiting_list (person_id);
call audience('waiting_list', 'locked');

-- What people bring to an office hour, in the order they came.
create table office_question (
  id bigint generated always as identity primary key,
  event_id bigint not null,
  space_id bigint not null,
  original wall_time not null,
  person_id bigint not null references person,
  question text not null check (length(question) between 1 and 300),
  state text not null default 'waiting' check (state in ('waiting', 'now', 'done')),
  at timestamptz(3) not null default now(),
  foreign key (event_id, original, space_id) references occurrence (event_id, original, space_id) on update cascade on delete cascade
);
create index on office_question (event_id, original, id);
create index on office_question (person_id);
call audience('office_question', 'space');
create policy own_question on office_question as restrictive for insert to copse_app with check (person_id = (select me()) and state = 'waiting');
create policy tended_question on office_question as restrictive for update to copse_app
  using (tends_event(event_id) or exists (select from item i where i.id = event_id and i.author_id = (select me())));
create policy taken_back on office_question as restrictive for delete to copse_app
  using (person_id = (select me()) or tends_event(event_id) or exists (select from item i where i.id = event_id and i.author_id = (select me())));

-- What everyone says to one date, and who of them waits: places go to those on site who said yes first, online there is room.
create function answers_to(which bigint, date_of text) returns table (person_id bigint, reply text, at timestamptz, waiting boolean)
language sql stable security definer set search_path = copse, public, pg_temp as $$
  with said as (
    select distinct on (a.person_id) a.person_id, a.reply, a.way, a.at from answer a
    where a.event_id = which and coalesce(a.original, date_of) = date_of order by a.person_id, a.original nulls last),
  seat as (
    select s.person_id, s.reply, s.at, e.places,
      s.reply = 'yes' and not (s.way is not distinct from 'online' and e.place <> '' and (e.link <> '' or e.dial_in <> '')) sits
    from said s join event e on e.item_id = which)
  select person_id, reply, at, sits and places is not null and count(*) filter (where sits) over (order by at, person_id) > places from seat
$$;

-- What there is to say of a date when people are told of it.
create function date_facts(which bigint, date_of text) returns jsonb
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select jsonb_build_object('title', coalesce(o.title, i.title), 'original', o.original, 'address', case when e.rule is not null or e.added <> '{}' then '?date=' || o.original else '' end,
    'starts', o.starts, 'ends', o.ends, 'zone', e.zone, 'from', o.from_at, 'until', o.until_at,
    'place', coalesce(o.place, e.place), 'link', coalesce(o.link, e.link), 'dialIn', coalesce(o.dial_in, e.dial_in))
  from occurrence o join event e on e.item_id = o.event_id join item i on i.id = e.item_id where o.event_id = which and o.original = date_of
$$;

-- What was changed of an event, or of one date, since a change: what it was before that one, and what it is; without what is as it was.
create function changes_since(which bigint, date_of text, since bigint) returns jsonb
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select coalesce(jsonb_object_agg(key, jsonb_build_array(was, now)), '{}') from (
    select w.key, (array_agg(w.value -> 0 order by c.id))[1] was, (array_agg(w.value -> 1 order by c.id desc))[1] now
    from event_change c cross join jsonb_each(c.what) w
    where c.event_id = which and c.original is not distinct from date_of and c.id >= since group by w.key) x
  where was is distinct from now
$$;

-- Tells those who come, perhaps come or follow what was changed of an event and not told yet: several changes as one, also with
-- those that somebody has neither read nor got a letter of. Of what is over nobody is told.
create function tell_changes(which bigint) returns int
language plpgsql security definer set search_path = copse, public, pg_temp as $$
declare i item; e event; c record; said text; n int; told int := 0;
begin
  select * into i from item where id = which;
  select * into e from event where item_id = which for update;
  for c in
    with fresh as (update event_change set told = true where event_id = which and not event_change.told returning *)
    select original, min(id) as earliest, (array_agg(person_id order by id desc))[1] as changer, array_agg(distinct person_id) as hands, bool_or(what ? 'gone') as went
    from fresh where at > now() - interval '7 days' group by original
  loop
    continue when i.id is null or (i.removed_at is not null and not c.went) or not exists (select from space s where s.id = i.space_id and s.closed_at is null)
      or not exists (select from occurrence o where o.event_id = which and o.original = coalesce(c.original, o.original) and o.until_at > now());
    said := 'dates:' || which || ':' || coalesce(c.original, '*');
    insert into notification as x (person_id, space_id, item_id, subject_id, reason, about, actor_id, at, letter, facts)
      with told_of as (
        select a.person_id, 'date-changed' reason, 1 rank from answer a where a.event_id = which and a.reply <> 'no' and c.original is null
          and (a.original is null or exists (select from occurrence o where o.event_id = which and o.original = a.original and o.until_at > now()))
        union all select s.person_id, 'date-changed', 1 from answers_to(which, c.original) s where s.reply <> 'no'
        union all select f.person_id, 'changed', 2 from follow f where f.item_id = which and f.level = 'follow'
        union all select f.person_id, 'changed', 2 from follow_tag f where f.space_id = i.space_id and f.tag = any(i.tags) and f.level = 'follow'
        union all select f.person_id, 'changed', 2 from follow_space f where f.space_id = i.space_id and f.level = 'follow'),
      strongest as (select distinct on (t.person_id) t.person_id, t.reason from told_of t order by t.person_id, t.rank),
      each as (
        select s.person_id, s.reason, w.way, changes_since(which, c.original, g.since) what, g.since
        from strongest s join person p on p.id = s.person_id and p.source is null left join hearing h on h.person_id = s.person_id
        left join notification b on b.person_id = s.person_id and b.about = said and b.read_at is null and b.mail_id is null
        cross join lateral (select coalesce(b.subject_id, c.earliest) since) g
        cross join lateral (select told_by(coalesce(h.choices, '{}'), s.reason) way) w
        where w.way <> 'none' and belongs(i.space_id, s.person_id) and c.hands <> array[s.person_id]
          and (s.reason = 'date-changed' or level_for(i, s.person_id) <> 'muted' and not exists (
            select from block k where k.person_id = s.person_id and k.blocked_id = c.changer)))
      select t.person_id, i.space_id, which, t.since, t.reason, said, c.changer, now(), t.way = 'mail',
        date_facts(which, coalesce(c.original, (
          select o.original from occurrence o where o.event_id = which and o.until_at > now() order by o.from_at limit 1)))
        || jsonb_build_object('change', t.what, 'series', c.original is null and (e.rule is not null or e.added <> '{}'))
        || case when c.original is null then jsonb_build_object('title', i.title, 'address', '') else '{}' end
      from each t where t.what ?| array['when', 'rule', 'title', 'place', 'link', 'dialIn', 'off', 'gone']
      on conflict (person_id, about) do update set reason = excluded.reason, subject_id = excluded.subject_id, actor_id = excluded.actor_id,
        at = excluded.at, letter = excluded.letter, facts = excluded.facts, read_at = null, mail_id = null;
    get diagnostics n = row_count;
    told := told + n;
    -- Moved there and back again: there is nothing to tell any more.
    delete from notification x where x.about = said and x.item_id = which and x.read_at is null and x.mail_id is null
      and not changes_since(which, c.original, x.subject_id) ?| array['when', 'rule', 'title', 'place', 'link', 'dialIn', 'off', 'gone'];
  end loop;
  return told;
end $$;

-- An event that is taken away, or brought back, is a change of it.
create function event_went() returns trigger language plpgsql security definer set search_path = copse, public, pg_temp as $$
declare soon boolean;
begin
  if me() is null then return null; end if;
  insert into event_change (event_id, space_id, person_id, what)
    select e.item_id, e.space_id, me(), jsonb_build_object('gone', jsonb_build_array(old.removed_at is not null, new.removed_at is not null))
    from event e where e.item_id = new.id;
  soon := exists (select from occurrence o where o.event_id = new.id and o.until_at > now() and o.from_at < now() + interval '24 hours');
  perform jobs.enqueue('date-changes', jsonb_build_object('id', new.id), now() + case when soon then interval '0' else interval '10 minutes' end,
    'date-changes:' || new.id, case when soon then 'replace' else 'preserve_run_at' end);
  return null;
end $$;
create trigger event_went after update of removed_at on item for each row
  when (new.kind = 'event' and (old.removed_at is null) <> (new.removed_at is null)) execute function event_went();

-- Reminds those who come or perhaps come to what is near: a day before, an hour before, as each wishes; each once, and again when
-- it was moved. Of whole days on the morning before, by the reader's clock. What is over by now, called off or moved away is settled.
create function remind_dates() returns int
language plpgsql security definer set search_path = copse, public, pg_temp as $$
declare told int;
begin
  update notification n set read_at = now() where n.reason = 'soon' and n.read_at is null and (
    (n.facts ->> 'until')::timestamptz < now() or not exists (
      select from occurrence o join event e on e.item_id = o.event_id where o.event_id = n.item_id and o.original = n.facts ->> 'original'
        and o.from_at = (n.facts ->> 'from')::timestamptz and not o.cancelled and e.cancelled_at is null));
  insert into notification (person_id, space_id, item_id, reason, about, letter, facts)
    with ahead as materialized (
      select o.*, e.zone from occurrence o join event e on e.item_id = o.event_id and e.cancelled_at is null
      join item i on i.id = o.event_id and i.removed_at is null join space s on s.id = o.space_id and s.closed_at is null and 'calendar' = any(s.tools)
      where o.from_at between now() - interval '14 hours' and now() + interval '48 hours' and not o.cancelled),
    wish as (
      select d.*, a.person_id, coalesce(r.remind, h.remind, 'day') remind, told_by(coalesce(h.choices, '{}'), 'soon') way,
        -- By the clock of whoever is reminded, where the date itself has none.
        case when d.zone is null then clock_in(z.name) else now() at time zone 'UTC' end here,
        case when d.zone is null then clock_in(z.name, a.at) else a.at at time zone 'UTC' end answered,
        case when d.zone is null then left(d.starts, 10)::timestamp else d.from_at at time zone 'UTC' end begins
      from ahead d cross join lateral answers_to(d.event_id, d.original) a
      join person p on p.id = a.person_id and p.source is null left join profile f on f.person_id = a.person_id
      cross join lateral (select coalesce(f.time_zone, 'UTC') name) z
      left join hearing h on h.person_id = a.person_id left join event_reminding r on r.event_id = d.event_id and r.person_id = a.person_id
      where a.reply <> 'no' and not a.waiting),
    due as (
      select w.*, k.kind from wish w cross join lateral (values
        ('day', w.begins - case when w.zone is null then interval '15 hours' else interval '1 day' end, w.begins - case when w.zone is null then interval '0' else interval '2 hours' end),
        ('hour', w.begins - interval '1 hour', w.begins)) k(kind, due_at, late_at)
      -- Who answers when it is near needs no reminder.
      where w.here >= k.due_at and w.here < k.late_at and w.answered <= k.due_at
        and case when w.zone is null then k.kind = 'day' and w.remind <> 'none' else w.remind in (k.kind, 'both') end)
    select u.person_id, u.space_id, u.event_id, 'soon', concat_ws(':', 'soon', u.event_id, u.original, u.kind, extract(epoch from u.from_at)::bigint),
      u.way = 'mail', date_facts(u.event_id, u.original) || jsonb_build_object('kind', u.kind)
    from due u where u.way <> 'none' and belongs(u.space_id, u.person_id)
    on conflict (person_id, about) do nothing;
  get diagnostics told = row_count;
  return told;
end $$;

-- Keeps in mind who waits for a place, and tells whom has one now: of the first date where they moved up, and of how many others.
create function settle_places(which bigint) returns void
language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  if not exists (select from event where item_id = which and places is not null) and not exists (select from waiting_list where event_id = which) then return; end if;
  -- Two who leave at once free two places, and two people are told.
  perform from event where item_id = which for no key update;
  with ahead as (
    select o.event_id, o.space_id, o.original, o.from_at from occurrence o where o.event_id = which and o.from_at > now() order by o.from_at limit 100),
  seat as materialized (select d.*, a.person_id, a.reply, a.waiting from ahead d cross join lateral answers_to(which, d.original) a),
  risen as (
    delete from waiting_list w using ahead d where w.event_id = which and w.original = d.original
      and not exists (select from seat s where s.original = w.original and s.person_id = w.person_id and s.waiting) returning w.person_id, w.original),
  kept as (
    insert into waiting_list (event_id, space_id, original, person_id)
    select s.event_id, s.space_id, s.original, s.person_id from seat s where s.waiting on conflict do nothing),
  free as (
    select s.person_id, s.space_id, (array_agg(s.original order by s.from_at))[1] original, count(*) dates from risen r
    join seat s on s.original = r.original and s.person_id = r.person_id and s.reply = 'yes' group by s.person_id, s.space_id)
  insert into notification (person_id, space_id, item_id, reason, about, letter, facts)
    select f.person_id, f.space_id, which, 'place-free', 'place:' || which || ':' || f.original, w.way = 'mail',
      date_facts(which, f.original) || jsonb_build_object('others', f.dates - 1)
    from free f left join hearing h on h.person_id = f.person_id cross join lateral (select told_by(coalesce(h.choices, '{}'), 'place-free') way) w
    where w.way <> 'none' and f.person_id is distinct from me() and belongs(f.space_id, f.person_id)
      and exists (select from occurrence o join event e on e.item_id = o.event_id join item i on i.id = e.item_id
        where o.event_id = which and o.original = f.original and not o.cancelled and e.cancelled_at is null and i.removed_at is null)
    on conflict (person_id, about) do update set at = now(), facts = excluded.facts, letter = excluded.letter, read_at = null, mail_id = null;
end $$;
create function answers_moved() returns trigger language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  perform settle_places(event_id) from (select distinct event_id from moved order by event_id) each;
  return null;
end $$;
create trigger answers_came after insert on answer referencing new table as moved for each statement execute function answers_moved();
create trigger answers_changed after update on answer referencing new table as moved for each statement execute function answers_moved();
create trigger answers_went after delete on answer referencing old table as moved for each statement execute function answers_moved();
create function places_changed() returns trigger language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  perform settle_places(new.item_id);
  return null;
end $$;
create trigger places_changed after update of places, place, link, dial_in on event for each row
  when ((old.places, old.place = '', old.link = '' and old.dial_in = '') is distinct from (new.places, new.place = '', new.link = '' and new.dial_in = ''))
  execute function places_changed();

-- Who leaves a space has nothing to be reminded of there, and asks nothing there any more.
create function end_asking() returns trigger language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  delete from event_reminding r where r.space_id = new.space_id and r.person_id = new.person_id;
  delete from office_question q where q.space_id = new.space_id and q.person_id = new.person_id and q.state = 'waiting';
  return null;
end $$;
create trigger end_asking after update of ended_at on membership for each row when (new.ended_at is not null) execute function end_asking();

revoke execute on function answers_to, date_facts, changes_since, tell_changes, remind_dates, settle_places, answers_moved, places_changed, end_asking, event_went from public;
grant execute on function tell_changes, remind_dates to copse_jobs;
