-- Who is told of what: a row for each thing that concerns one person, with the reason why. Made by a job from what is
-- written down in `activity`, or at once where something is between two people. See docs/notifications.md.

-- How someone wants to hear. No row: as it begins.
create table hearing (
  person_id bigint primary key references person on delete cascade,
  -- What was chosen otherwise than it begins: {"follows": "mail"}; see `told_by()`.
  choices jsonb not null default '{}' check (octet_length(choices::text) < 1000),
  -- Letters about single things, at once.
  letters boolean not null default true,
  -- One letter a week from each community.
  weekly boolean not null default true,
  -- Monday is 1. Hours are of the person's own clock.
  weekday smallint not null default 1 check (weekday between 1 and 7),
  morning smallint not null default 7 check (morning between 0 and 23),
  quiet_from smallint default 21 check (quiet_from between 0 and 23),
  quiet_to smallint default 7 check (quiet_to between 0 and 23),
  paused_until date,
  check ((quiet_from is null) = (quiet_to is null) and quiet_from is distinct from coalesce(quiet_to, -1))
);
call audience('hearing', 'self');

-- The weekly letter of one community to one person: whether they stopped it, and when the last one was made.
create table weekly (
  person_id bigint not null references person on delete cascade,
  space_id bigint not null references space on delete cascade,
  stopped boolean not null default false,
  made_at timestamptz(3),
  primary key (person_id, space_id)
);
create index on weekly (space_id);
call audience('weekly', 'self');

create table notification (
  id bigint generated always as identity primary key,
  person_id bigint not null references person on delete cascade,
  space_id bigint not null references space on delete cascade,
  item_id bigint,
  message_id bigint references message on delete cascade,
  -- The request or the invitation it is about.
  subject_id bigint,
  reason text not null check (reason in
    ('named', 'answered', 'yours', 'follows', 'announced', 'accepted', 'thanked', 'asked', 'asked-words', 'invited', 'knocked', 'tended')),
  -- What happened, once for each person however often it is told: m:<message>, a:<activity>, …
  about text not null,
  actor_id bigint references person,
  at timestamptz(3) not null default now(),
  read_at timestamptz(3),
  -- Whether they wanted a letter when it happened, and the letter.
  letter boolean not null default false,
  mail_id bigint references mail on delete set null,
  unique (person_id, about),
  foreign key (item_id, space_id) references item (id, space_id) on update cascade on delete cascade
);
create index on notification (person_id, at desc, id desc);
-- All that was told of one thing, the last of it first.
create index on notification (person_id, (coalesce(item_id, -id)), at desc, id desc);
create index on notification (person_id) where read_at is null;
create index on notification (item_id);
create index on notification (message_id);
create index on notification (space_id);
create index on notification (mail_id) where mail_id is not null;
call audience('notification', 'own');
grant select, update (read_at) on notification to copse_app;
-- Only one's own, and only while one may read where it happened. An invitation comes from where one is not yet.
create policy read on notification for select to copse_app using (
  person_id = (select me()) and (reason = 'invited' or space_id = any((select reads())::bigint[])));
create policy done on notification for update to copse_app using (person_id = (select me())) with check (person_id = (select me()));

-- For a weekly letter: from when on it tells. Null for the first one.
alter table mail add column since timestamptz(3);

-- What is said under an item: read with the messages. All else is read when the item is opened or the thing is settled.
create function is_said(reason text) returns boolean language sql immutable parallel safe
  as $$ select reason in ('named', 'answered', 'yours', 'follows', 'announced') $$;

-- Whether someone hears of a reason not at all (none), on the site (page) or by a letter at once too (mail).
create function told_by(choices jsonb, reason text) returns text language sql immutable parallel safe as $$
  select coalesce(choices ->> g.name, g.begins) from (select
    case when reason in ('answered', 'yours', 'accepted') then 'answers' when reason in ('asked', 'asked-words', 'invited') then 'asks'
      when reason = 'knocked' then 'hosting' when reason = 'thanked' then 'thanks' else reason end name,
    case when reason in ('follows', 'announced', 'tended') then 'page' when reason = 'thanked' then 'none' else 'mail' end begins) g
$$;

-- Whether someone belongs to a space now. Visitors behind an open door are told of nothing: they read when they come.
create function belongs(which bigint, who bigint) returns boolean
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select exists (select from membership m where m.space_id = which and m.person_id = who and m.ended_at is null and (m.until is null or m.until > now()))
$$;

-- How much someone wants to hear of an item: see `level_of()`.
create function level_for(i item, who bigint) returns text
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select level_of((select level from follow where item_id = i.id and person_id = who), i.tags,
    array(select tag from follow_tag f where f.space_id = i.space_id and f.person_id = who and f.level = 'follow'),
    array(select tag from follow_tag f where f.space_id = i.space_id and f.person_id = who and f.level = 'muted'),
    array(select tag from follow_tag f where f.space_id = i.space_id and f.person_id = who and f.level = 'quiet'),
    (select level from follow_space f where f.space_id = i.space_id and f.person_id = who))
$$;

-- Tells everyone whom one activity concerns. `reasons` says for its verb which reasons there are, the strongest first; each
-- person is told once, of a message once however often it is changed. Doing it again tells nobody a second time.
create function tell(which bigint, reasons jsonb) returns int
language plpgsql security definer set search_path = copse, public, pg_temp as $$
declare a activity; m message; i item; why text[]; told int; said text;
begin
  select * into a from activity where id = which;
  select array_agg(value order by n) into why from jsonb_array_elements_text(reasons -> a.verb) with ordinality r(value, n);
  -- What happened long ago is no news: told late, it would be a flood.
  if a.id is null or why is null or a.at < now() - interval '40 days' then return 0; end if;
  if a.message_id is not null then
    select * into m from message where id = a.message_id;
    if m.id is null or (m.removed_at is not null and not 'tended' = any(why)) then return 0; end if;
  end if;
  select * into i from item where id = coalesce(m.item_id, a.item_id);
  if i.id is null then return 0; end if;
  insert into notification as n (person_id, space_id, item_id, message_id, reason, about, actor_id, at, letter, read_at)
    with candidate as (
      select person_id, 'named' reason from mention where message_id = m.id
      union all select r.author_id, 'answered' from message r where r.item_id = m.item_id and r.number = m.reply_to
      union all select i.author_id, 'yours' where m.number > 1
      union all select f.person_id, 'follows' from follow f where f.item_id = i.id and f.level = 'follow' and 'follows' = any(why)
      union all select f.person_id, 'follows' from follow_tag f where f.space_id = i.space_id and f.tag = any(i.tags) and f.level = 'follow' and 'follows' = any(why)
      union all select f.person_id, 'follows' from follow_space f where f.space_id = i.space_id and f.level = 'follow' and 'follows' = any(why)
      union all select b.person_id, 'announced' from membership b where b.space_id = i.space_id and b.ended_at is null and 'announced' = any(why)
      union all select m.author_id, unnest(array['accepted', 'thanked', 'tended']) where m.id is not null
      union all select i.author_id, 'tended' where m.id is null),
    strongest as (
      select distinct on (c.person_id) c.person_id, c.reason from candidate c
      where c.reason = any(why) and c.person_id is distinct from coalesce(a.actor_id, m.author_id)
      order by c.person_id, array_position(why, c.reason))
    select s.person_id, i.space_id, i.id, m.id, s.reason,
        case when is_said(s.reason) then 'm:' || m.id else 'a:' || a.id end, a.actor_id, a.at, told_by(coalesce(h.choices, '{}'), s.reason) = 'mail',
        case when is_said(s.reason) and a.verb <> 'message.edited' and m.number <= (select number from reading r where r.person_id = s.person_id and r.item_id = i.id) then now() end
      from strongest s join person p on p.id = s.person_id and p.source is null
      left join hearing h on h.person_id = s.person_id
      cross join lateral (select case when is_said(s.reason) then level_for(i, s.person_id) end level) l
      where told_by(coalesce(h.choices, '{}'), s.reason) <> 'none' and belongs(i.space_id, s.person_id)
        and (s.reason not in ('yours', 'announced') or l.level <> 'muted') and (s.reason <> 'follows' or l.level = 'follow')
    -- Somebody is named when words are changed: that is stronger than what they were told before.
    on conflict (person_id, about) do update set reason = 'named', at = excluded.at, letter = excluded.letter, read_at = null, mail_id = null
      where excluded.reason = 'named' and n.reason in ('yours', 'follows', 'announced');
  get diagnostics told = row_count;
  return told;
end $$;

-- Tells one person of something between them and another.
create function tell_one(who bigint, place bigint, item bigint, subject bigint, reason text, about text, by bigint, at timestamptz) returns void
language sql security definer set search_path = copse, public, pg_temp as $$
  insert into notification (person_id, space_id, item_id, subject_id, reason, about, actor_id, at, letter)
  select who, place, item, subject, tell_one.reason, tell_one.about, by, tell_one.at, way = 'mail'
  from (select told_by(coalesce((select choices from hearing h where h.person_id = who), '{}'), tell_one.reason) way) told
  where who is distinct from by and way <> 'none'
  on conflict (person_id, about) do update set read_at = null, mail_id = null, letter = excluded.letter, at = excluded.at
$$;

-- Asked for help; asked whether one's words may go elsewhere; someone is at the door; invited by name. And settled, when it is.
create function tell_ask() returns trigger language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  if tg_op = 'INSERT' then perform tell_one(new.person_id, new.space_id, new.item_id, null, 'asked', 'ask:' || new.item_id, new.asked_by, new.at); end if;
  if new.answer is not null then perform settled(new.person_id, 'ask:' || new.item_id); end if;
  return null;
end $$;
create trigger tell_ask after insert or update of answer on ask for each row execute function tell_ask();

create function tell_moving() returns trigger language plpgsql security definer set search_path = copse, public, pg_temp as $$
declare v moving;
begin
  if tg_table_name = 'moving' then
    perform settled(null, 'moving:' || new.id);
  elsif new.answer is not null then
    perform settled(new.person_id, 'moving:' || new.moving_id);
  elsif tg_op = 'INSERT' then
    select * into v from moving where id = new.moving_id;
    perform tell_one(new.person_id, v.space_id, v.item_id, v.id, 'asked-words', 'moving:' || v.id, v.person_id, new.at);
  end if;
  return null;
end $$;
create trigger tell_moving after insert or update of answer on moving_answer for each row execute function tell_moving();
create trigger tell_moving after update of ended_at on moving for each row when (new.ended_at is not null) execute function tell_moving();

create function tell_request() returns trigger language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  if new.state = 'waiting' then
    perform tell_one(m.person_id, new.space_id, null, new.id, 'knocked', 'request:' || new.id, new.person_id, new.created_at)
      from membership m where m.space_id = new.space_id and m.standing = 'host' and m.ended_at is null;
  else perform settled(null, 'request:' || new.id); end if;
  return null;
end $$;
create trigger tell_request after insert or update of state on join_request for each row execute function tell_request();

create function tell_invitation() returns trigger language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  if tg_op = 'INSERT' then perform tell_one(new.person_id, new.space_id, null, new.id, 'invited', 'invitation:' || new.id, new.made_by, new.created_at);
  else perform settled(null, 'invitation:' || new.id); end if;
  return null;
end $$;
create trigger tell_invitation after insert or update of declined_at, revoked_at, uses on invitation
  for each row when (new.person_id is not null) execute function tell_invitation();

-- What waits no longer is read. @param who null for everyone who was told
create function settled(who bigint, what text) returns void
language sql security definer set search_path = copse, public, pg_temp as $$
  update notification set read_at = now() where about = what and (who is null or person_id = who) and read_at is null
$$;
create index on notification (about) where read_at is null;

-- What is read with the item: what was said, as far as was read, and whatever else there was to hear of it.
create function read_told() returns trigger language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  update notification n set read_at = now() where n.person_id = new.person_id and n.item_id = new.item_id and n.read_at is null
    and (not is_said(n.reason) or new.number >= (select m.number from message m where m.id = n.message_id));
  return null;
end $$;
create trigger read_told after insert or update on reading for each row execute function read_told();

-- What is gone is no news; what went elsewhere is news there, for those who may read it.
create function untell() returns trigger language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  if tg_table_name = 'membership' then
    delete from notification where person_id = new.person_id and space_id = new.space_id;
  elsif tg_table_name = 'item' then
    update notification set read_at = now() where item_id = new.id and read_at is null and reason <> 'tended';
  elsif new.removed_at is not null then
    update notification set read_at = now() where message_id = new.id and read_at is null and reason <> 'tended';
  else
    update notification set item_id = new.item_id, space_id = new.space_id where message_id = new.id and item_id <> new.item_id;
  end if;
  return null;
end $$;
create trigger untell after update of ended_at on membership for each row when (new.ended_at is not null) execute function untell();
create trigger untell after update of removed_at on item for each row when (new.removed_at is not null) execute function untell();
create trigger untell after update of removed_at, item_id on message for each row
  when (new.removed_at is not null or new.item_id <> old.item_id) execute function untell();

-- Thanks that were taken back.
create function untell_thanks() returns trigger language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  update notification set read_at = now() where message_id = old.message_id and actor_id = old.person_id and reason = 'thanked' and read_at is null;
  return null;
end $$;
create trigger untell_thanks after delete on reaction for each row execute function untell_thanks();

create function untell_moved() returns trigger language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  delete from notification where id = new.id and not belongs(new.space_id, new.person_id);
  return null;
end $$;
create trigger untell_moved after update of space_id on notification for each row when (old.space_id <> new.space_id) execute function untell_moved();

-- The clock of a zone; of UTC, where the database does not know the zone.
create function clock_in(zone text, moment timestamptz default now()) returns timestamp
language plpgsql stable security definer set search_path = copse, public, pg_temp as $$
begin
  return moment at time zone zone;
exception when invalid_parameter_value then return moment at time zone 'UTC';
end $$;

-- From when on a letter may be written to someone: not in their quiet hours, not while they want to hear nothing.
create function may_write_at(who bigint) returns timestamptz
language plpgsql stable security definer set search_path = copse, public, pg_temp as $$
declare h hearing; zone text; here timestamp; hour int; clear timestamp;
begin
  select coalesce(p.time_zone, 'UTC') into zone from person o left join profile p on p.person_id = o.id where o.id = who;
  select * into h from hearing where person_id = who;
  if h.person_id is null then h.quiet_from := 21; h.quiet_to := 7; h.morning := 7; end if;
  here := clock_in(zone);
  clear := here;
  if h.paused_until > here::date then clear := h.paused_until + make_interval(hours => h.morning); end if;
  hour := extract(hour from clear);
  if (case when h.quiet_from > h.quiet_to then hour >= h.quiet_from or hour < h.quiet_to else hour >= h.quiet_from and hour < h.quiet_to end) then
    clear := date_trunc('day', clear) + make_interval(days => case when hour >= h.quiet_to then 1 else 0 end, hours => h.quiet_to);
  end if;
  return now() + (clear - here);
end $$;

-- After somebody was told: their pages hear of it, and a letter is thought of, a little later, so that who is reading anyway
-- gets none and several things become one.
create function after_telling() returns trigger language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  perform pg_notify('copse_bus', jsonb_agg(jsonb_build_array('person', jsonb_build_object('person', person_id)))::text)
    from (select person_id, row_number() over () / 60 batch from (select distinct person_id from told where read_at is null and mail_id is null) each) each group by batch;
  perform jobs.enqueue('letters', jsonb_build_object('id', each.person_id), greatest(now() + interval '2 minutes', may_write_at(each.person_id)), 'letters:' || each.person_id)
    from (select distinct t.person_id from told t join login l on l.person_id = t.person_id left join hearing h on h.person_id = t.person_id
      where t.read_at is null and t.mail_id is null and t.letter and t.at > now() - interval '7 days' and coalesce(h.letters, true)) each;
  return null;
end $$;
create trigger after_telling after insert on notification referencing new table as told for each statement execute function after_telling();
-- Told anew: named by a change, asked again.
create trigger after_telling_again after update on notification referencing new table as told for each statement execute function after_telling();

-- The asking person has chosen anew how to hear: what waits to be written about is thought of at another hour.
create function plan_letters() returns void language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  if exists (select from notification where person_id = me() and letter and read_at is null and mail_id is null) then
    perform jobs.enqueue('letters', jsonb_build_object('id', me()), greatest(now() + interval '2 minutes', may_write_at(me())), 'letters:' || me(), 'replace');
  end if;
end $$;

-- Puts into the queue what is to be written to one person now: a letter for each item, or a single one when there is much.
-- Of what goes on in something they began they get one letter until they have been there again, or a day has passed.
-- Returns the letters; or, when it is not the time, from when on it is.
create function queue_letters(who bigint, host text, out mails bigint[], out later timestamptz)
language plpgsql security definer set search_path = copse, public, pg_temp as $$
declare l login; lang text; mine bigint[]; made bigint;
begin
  select * into l from login where person_id = who for update;
  if l.person_id is null then return; end if;
  later := may_write_at(who);
  if later > now() then return; end if;
  later := null;
  for mine in
    with due as (
      select n.id, coalesce(n.item_id, -n.id) thing from notification n left join hearing h on h.person_id = n.person_id
      where n.person_id = who and n.letter and n.read_at is null and n.mail_id is null and n.at > now() - interval '7 days'
        and coalesce(h.letters, true) and told_by(coalesce(h.choices, '{}'), n.reason) = 'mail'
        and (n.reason <> 'yours' or not exists (select from notification b where b.person_id = who and b.item_id = n.item_id
          and b.read_at is null and b.mail_id is not null and b.at > now() - interval '1 day'))),
    many as (select count(distinct thing) > 3 yes from due)
    select array_agg(due.id) from due, many group by case when not many.yes then due.thing end
  loop
    select p.lang into lang from person p where p.id = who;
    made := queue_mail('notice', l.email::text, who, mine[1], lang, host);
    update notification set mail_id = made where id = any(mine);
    mails := mails || made;
  end loop;
end $$;

-- Puts the weekly letters into the queue for whom it is the day and the morning; the first one on the morning after joining.
-- A community's letter tells of its circles too; a circle has one of its own for whoever is only there.
create function queue_weekly(host text) returns setof bigint
language plpgsql security definer set search_path = copse, public, pg_temp as $$
declare d record; made bigint;
begin
  perform pg_advisory_xact_lock(hashtext('copse.weekly'));
  for d in
    with zone as (select z.name, clock_in(z.name) here from (select distinct coalesce(time_zone, 'UTC') name from person p left join profile f on f.person_id = p.id) z)
    select m.person_id, m.space_id, l.email::text email, p.lang, w.made_at
    from membership m join space s on s.id = m.space_id and s.closed_at is null and s.kind <> 'conversation'
    join login l on l.person_id = m.person_id join person p on p.id = m.person_id and p.source is null
    left join profile f on f.person_id = m.person_id join zone z on z.name = coalesce(f.time_zone, 'UTC')
    left join hearing h on h.person_id = m.person_id left join weekly w on w.person_id = m.person_id and w.space_id = m.space_id
    left join follow_space v on v.person_id = m.person_id and v.space_id = m.space_id
    where m.ended_at is null and (m.until is null or m.until > now())
      and (s.parent_id is null or not exists (select from membership b where b.space_id = s.parent_id and b.person_id = m.person_id and b.ended_at is null))
      and coalesce(h.weekly, true) and not coalesce(w.stopped, false) and coalesce(v.level, 'quiet') <> 'muted'
      and coalesce(h.paused_until <= z.here::date, true) and may_write_at(m.person_id) <= now()
      and extract(hour from z.here) between coalesce(h.morning, 7) and coalesce(h.morning, 7) + 4
      and case when w.made_at is null and m.joined_at > now() - interval '2 days' then m.joined_at < now() - interval '1 hour'
        else extract(isodow from z.here) = coalesce(h.weekday, 1) and coalesce(w.made_at, '-infinity') < now() - interval '5 days' end
  loop
    insert into weekly (person_id, space_id, made_at) values (d.person_id, d.space_id, now())
      on conflict (person_id, space_id) do update set made_at = now();
    made := queue_mail('weekly', d.email, d.person_id, d.space_id, d.lang, host);
    update mail set since = d.made_at where id = made;
    return next made;
  end loop;
end $$;

-- Whether a letter is wanted in the moment it leaves, and from when on it may: much can be chosen while it waits.
create function letter_wanted(which bigint, out wanted boolean, out later timestamptz)
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select case when m.kind = 'weekly' then coalesce(h.weekly, true) and not coalesce(w.stopped, false) and coalesce(v.level, 'quiet') <> 'muted'
    else coalesce(h.letters, true) and exists (select from notification n where n.mail_id = m.id and n.read_at is null
      and told_by(coalesce(h.choices, '{}'), n.reason) = 'mail') end, nullif(greatest(may_write_at(m.person_id), now()), now())
  from mail m left join hearing h on h.person_id = m.person_id
  left join weekly w on m.kind = 'weekly' and w.person_id = m.person_id and w.space_id = m.subject_id
  left join follow_space v on m.kind = 'weekly' and v.person_id = m.person_id and v.space_id = m.subject_id
  where m.id = which
$$;

-- What a letter's link for hearing no more is about. The link's secret was checked.
create function letter_card(which bigint) returns table (kind text, name text, space text, slug text)
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select m.kind, p.name, s.name, s.slug::text from mail m join person p on p.id = m.person_id
  left join space s on m.kind = 'weekly' and s.id = m.subject_id and belongs(s.id, m.person_id) where m.id = which and m.kind in ('notice', 'weekly')
$$;

create function stop_letters(which bigint) returns void
language plpgsql security definer set search_path = copse, public, pg_temp as $$
declare m mail;
begin
  select * into m from mail where id = which;
  if m.kind = 'weekly' then
    insert into weekly (person_id, space_id, stopped) select m.person_id, s.id, true from space s where s.id = m.subject_id
      on conflict (person_id, space_id) do update set stopped = true;
  elsif m.kind = 'notice' then
    insert into hearing (person_id, letters) values (m.person_id, false) on conflict (person_id) do update set letters = false;
  end if;
end $$;

-- Whether there is something new for the asking person is known with them.
create or replace function enter(credential bytea, slug text default null, wide boolean default false,
                      out me jsonb, out space jsonb)
language plpgsql security definer set search_path = copse, public, pg_temp as $$
declare
  who bigint; which bigint; r bigint[]; w bigint[]; h bigint[];
begin
  if credential is not null then
    select c.person_id, s.id,
        jsonb_build_object('id', p.id, 'handle', p.handle, 'name', p.name, 'lang', p.lang, 'picture', p.picture,
          'timeZone', coalesce(f.time_zone, 'UTC'), 'operator', coalesce(l.operator, false),
          'via', c.via, 'viaId', c.via_id, 'scopes', c.scopes,
          'news', exists (select from notification n where n.person_id = p.id and n.read_at is null)),
        case when st.standing is not null then
          jsonb_build_object('id', s.id, 'kind', s.kind, 'slug', s.slug, 'name', s.name, 'purpose', s.purpose,
            'lang', s.lang, 'hue', s.hue, 'picture', s.picture, 'people', s.people, 'badges', s.badges,
            'membersInvite', s.members_invite, 'closed', s.closed_at is not null, 'createdAt', s.created_at,
            'standing', st.standing, 'joinedAt', coalesce(m.joined_at, s.created_at), 'badge', m.badge,
            'visibility', s.visibility, 'joining', s.joining, 'tools', s.tools,
            'parent', case when s.parent_id is not null then (
              select jsonb_build_object('id', pa.id, 'slug', pa.slug, 'name', pa.name) from copse.space pa
              where pa.id = s.parent_id and is_one_of(pa.id, c.person_id)) end,
            'readers', case when s.visibility = 'open' then (select to_jsonb(readers) from readers_of(s.id) readers) end) end,
        case when st.standing is not null then array[s.id] end,
        case when m.standing is not null and s.closed_at is null then array[s.id] end,
        case when m.standing = 'host' then array[s.id] end
      into who, which, me, space, r, w, h
      from (
        select person_id, 'session' via, id via_id, '{read,write}'::text[] scopes
          from session where hash = credential and expires_at > now()
        union all
        select person_id, 'token', id, scopes
          from token where hash = credential and (expires_at is null or expires_at > now())
        limit 1) c
      join person p on p.id = c.person_id
      left join profile f on f.person_id = p.id left join login l on l.person_id = p.id
      left join copse.space s on s.slug = enter.slug::citext
      left join membership m on m.space_id = s.id and m.person_id = p.id and m.ended_at is null
        and (m.until is null or m.until > now())
      cross join lateral (select coalesce(m.standing,
        case when s.visibility = 'open' and is_of_parent(s.parent_id, p.id) then 'visitor' end) standing) st;
    if who is not null and wide and slug is null then
      select array_agg(sp.id), array_agg(sp.id) filter (where sp.closed_at is null),
          array_agg(sp.id) filter (where ms.standing = 'host')
        into r, w, h from membership ms join copse.space sp on sp.id = ms.space_id
        where ms.person_id = who and ms.ended_at is null and (ms.until is null or ms.until > now());
    elsif wide and r is not null then
      select r || array_agg(ms.space_id) into r
        from membership ms where ms.person_id = who and ms.ended_at is null and (ms.until is null or ms.until > now())
          and ms.space_id in (select circles_under(which));
    end if;
  end if;
  perform set_config('copse.me', coalesce(who::text, ''), true), set_config('copse.reads', coalesce(r::text, ''), true),
    set_config('copse.writes', coalesce(w::text, ''), true), set_config('copse.hosts', coalesce(h::text, ''), true),
    set_config('copse.everywhere', (slug is null)::text, true);
end $$;

-- Work in somebody's name outside a request: in all their spaces, in one, or (wide) in one and those of its circles they belong to.
drop function enter_as(bigint, text);
create function enter_as(who bigint, slug text default null, wide boolean default false) returns jsonb
language plpgsql security definer set search_path = copse, public, pg_temp as $$
declare r bigint[]; w bigint[]; h bigint[]; card jsonb;
begin
  select array_agg(s.id), array_agg(s.id) filter (where s.closed_at is null), array_agg(s.id) filter (where m.standing = 'host')
    into r, w, h from membership m join copse.space s on s.id = m.space_id
    where m.person_id = who and m.ended_at is null and (m.until is null or m.until > now())
      and (enter_as.slug is null or s.slug = enter_as.slug
        or (wide and s.id in (select circles_under((select root.id from copse.space root where root.slug = enter_as.slug)))));
  select jsonb_build_object('id', p.id, 'handle', p.handle, 'name', p.name, 'lang', p.lang, 'picture', p.picture,
      'timeZone', coalesce(f.time_zone, 'UTC'), 'operator', false, 'via', 'job', 'viaId', 0, 'scopes', '{read,write}'::text[], 'news', false)
    into card from person p left join profile f on f.person_id = p.id where p.id = who;
  perform set_config('copse.me', coalesce(who::text, ''), true), set_config('copse.reads', coalesce(r::text, ''), true),
    set_config('copse.writes', coalesce(w::text, ''), true), set_config('copse.hosts', coalesce(h::text, ''), true),
    set_config('copse.everywhere', (enter_as.slug is null)::text, true);
  return card;
end $$;

create or replace function sweep() returns void
language sql security definer set search_path = copse, public, pg_temp as $$
  delete from session where expires_at < now();
  delete from one_time where expires_at < now() - interval '7 days';
  delete from tries where until < now();
  delete from idempotency where at < now() - interval '14 days';
  delete from attachment a where a.message_id is null and a.created_at < now() - interval '14 days'
    and not exists (select from draft d where d.person_id = a.person_id
      and a.id::text = any(string_to_array(d.fields ->> 'attachments', ',')));
  delete from invitation_report where created_at < now() - interval '30 days';
  update membership set ended_at = until where ended_at is null and until < now();
  update notification n set read_at = now() where n.reason = 'invited' and n.read_at is null
    and exists (select from invitation i where i.id = n.subject_id and i.expires_at < now());
  delete from notification where read_at < now() - interval '90 days' or at < now() - interval '400 days';
  delete from mail where state in ('sent', 'expired', 'failed') and created_at < now() - interval '400 days'
$$;

revoke execute on function is_said, told_by, belongs, level_for, tell, tell_one, tell_ask, tell_moving, tell_request, tell_invitation, settled,
  read_told, untell, untell_moved, clock_in, may_write_at, after_telling, queue_letters, queue_weekly, letter_card, stop_letters, letter_wanted, untell_thanks, plan_letters, enter_as from public;
grant execute on function is_said, told_by, letter_card, stop_letters, plan_letters, enter_as to copse_app;
grant execute on function tell, queue_letters, queue_weekly, letter_wanted to copse_jobs;
