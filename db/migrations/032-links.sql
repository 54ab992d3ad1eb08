-- Links to what others wrote, whether they still answer, and what a community should know and does not yet.

-- What an item leads to outside the site: a link of the library to its address, a page to all that its text leads to.
create table outside_use (
  item_id bigint not null,
  space_id bigint not null,
  address text not null check (length(address) between 1 and 2000),
  primary key (item_id, address),
  foreign key (item_id, space_id) references item (id, space_id) on update cascade on delete cascade
);
create index on outside_use (space_id, address);
call audience('outside_use', 'space');

-- An address that something in a space leads to, and whether it answered when it was last looked at. Looked at gently, about
-- once a month; only what was silent several times over days is called so.
create table outside (
  id bigint generated always as identity primary key,
  space_id bigint not null references space on delete cascade,
  address text not null check (length(address) between 1 and 2000),
  host text not null generated always as (coalesce(substring(address from '^https?://(?:[^/@]*@)?([^/:?#]+)'), '')) stored,
  due_at timestamptz(3) not null default now(),
  asked_at timestamptz(3),
  checked_at timestamptz(3),
  answered_at timestamptz(3),
  failures int not null default 0,
  failing_since timestamptz(3),
  -- What it answered, or why nothing came; where it has moved for good.
  status int,
  trouble text check (length(trouble) <= 40),
  moved_to text check (length(moved_to) <= 2000),
  unique (space_id, address)
);
create index on outside (host, due_at);
call audience('outside', 'own');
grant select on outside to copse_app;
grant select, update, delete on outside to copse_jobs;
create policy read on outside for select to copse_app using (space_id = any((select reads())::bigint[]));
create policy jobs on outside to copse_jobs using (true) with check (true);

-- Whatever leads outside is looked at from now on, also where it came with an item from another space.
create function watch_outside() returns trigger language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  insert into outside (space_id, address, due_at) values (new.space_id, new.address, now() + random() * interval '1 hour')
  on conflict (space_id, address) do nothing;
  return null;
end $$;
create trigger watch_outside after insert or update of space_id on outside_use for each row execute function watch_outside();

-- Somebody wants to know now whether an address answers: once in ten minutes. It comes before all that is only due; returns
-- whether it will be looked at.
create function ask_outside(which bigint) returns boolean language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  update outside set asked_at = now(), due_at = to_timestamp(0)
  where id = which and space_id = any((select writes())::bigint[]) and (asked_at is null or asked_at < now() - interval '10 minutes');
  return found;
end $$;

-- Addresses to be looked at now, at most so many and one of each server: that which is due longest, found by going from server
-- to server, so that one of many addresses holds up no other. They are not given out again for a quarter of an hour.
create function due_outside(most int) returns table (id bigint, address text) language sql security definer set search_path = copse, public, pg_temp as $$
  delete from outside o where o.due_at <= now() and not exists (select from outside_use u where u.space_id = o.space_id and u.address = o.address);
  with recursive server as (
    (select o.host from outside o order by o.host limit 1)
    union all
    select (select o.host from outside o where o.host > s.host order by o.host limit 1) from server s where s.host is not null),
  first as (
    select d.id from server s cross join lateral (
      select o.id, o.due_at from outside o where o.host = s.host and o.due_at <= now() order by o.due_at limit 1) d
    order by d.due_at limit most),
  free as (select o.id from outside o where o.id in (select f.id from first f) and o.due_at <= now() for update skip locked)
  update outside o set due_at = now() + interval '15 minutes' from free where o.id = free.id returning o.id, o.address
$$;

-- An outside resource: why it is good and for whom. Title, language, tags and who kept it are the item's.
create table link (
  item_id bigint primary key,
  space_id bigint not null,
  address text not null check (length(address) between 1 and 2000),
  kind text not null default 'website' check (kind ~ '^[a-z-]{1,30}$'),
  licence text not null default '' check (length(licence) <= 100),
  note text not null default '' check (length(note) <= 10000),
  html text not null default '',
  version int not null default 1,
  foreign key (item_id, space_id) references item (id, space_id) on update cascade on delete cascade
);
create index on link (space_id, address);
call audience('link', 'space');

-- The note is found with the title.
create function index_link() returns trigger language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  if tg_op = 'DELETE' then
    perform keep_words(old.item_id, 'link', 'und', null);
  else
    perform keep_words(new.item_id, 'link', (select lang from item where id = new.item_id), new.note || E'\n\n' || regexp_replace(new.address, '[/?&=._-]+', ' ', 'g'));
  end if;
  return null;
end $$;
create trigger index_link after insert or delete or update of note, address on link for each row execute function index_link();

-- "We should know this": a question that nobody has answered yet.
create table gap (
  item_id bigint primary key,
  space_id bigint not null,
  why text not null default '' check (length(why) <= 5000),
  html text not null default '',
  -- How many others would like to know it, too.
  wishes int not null default 0,
  foreign key (item_id, space_id) references item (id, space_id) on update cascade on delete cascade
);
create index on gap (space_id);
call audience('gap', 'space');

create function index_gap() returns trigger language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  if tg_op = 'DELETE' then
    perform keep_words(old.item_id, 'gap', 'und', null);
  else
    perform keep_words(new.item_id, 'gap', (select lang from item where id = new.item_id), new.why);
  end if;
  return null;
end $$;
create trigger index_gap after insert or delete or update of why on gap for each row execute function index_gap();

-- Who says "me too". Only the number is for all.
create table gap_wish (
  item_id bigint not null references gap (item_id) on delete cascade,
  space_id bigint not null,
  person_id bigint not null references person (id) on delete cascade,
  at timestamptz(3) not null default now(),
  primary key (item_id, person_id),
  foreign key (item_id, space_id) references item (id, space_id) on update cascade on delete cascade
);
create index on gap_wish (person_id);
call audience('gap_wish', 'own');
grant select, insert, delete on gap_wish to copse_app;
create policy read on gap_wish for select to copse_app using (person_id = (select me()) and space_id = any((select reads())::bigint[]));
create policy add on gap_wish for insert to copse_app with check (person_id = (select me()) and space_id = any((select writes())::bigint[]));
create policy remove on gap_wish for delete to copse_app using (person_id = (select me()) and space_id = any((select writes())::bigint[]));

create function count_wishes() returns trigger language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  if tg_op = 'DELETE' then
    update gap set wishes = wishes - 1 where item_id = old.item_id;
  else
    update gap set wishes = wishes + 1 where item_id = new.item_id;
  end if;
  return null;
end $$;
create trigger count_wishes after insert or delete on gap_wish for each row execute function count_wishes();

-- Who tries to find it out, perhaps until a day of their own.
create table gap_taker (
  item_id bigint primary key references gap (item_id) on delete cascade,
  space_id bigint not null,
  person_id bigint not null references person (id) on delete cascade,
  at timestamptz(3) not null default now(),
  until date,
  reminded_for date,
  foreign key (item_id, space_id) references item (id, space_id) on update cascade on delete cascade
);
create index on gap_taker (person_id);
create index on gap_taker (until) where until is not null;
call audience('gap_taker', 'space');

-- What answers it: a page, a link, a discussion. Where that goes, it is open again.
create table gap_answer (
  item_id bigint primary key references gap (item_id) on delete cascade,
  space_id bigint not null,
  answer_id bigint not null references item (id) on delete cascade,
  person_id bigint not null references person (id),
  at timestamptz(3) not null default now(),
  foreign key (item_id, space_id) references item (id, space_id) on update cascade on delete cascade
);
create index on gap_answer (answer_id);
create index on gap_answer (person_id);
call audience('gap_answer', 'space');

-- Reminds who took up a question on the day they named, once. Returns how many.
create function remind_gaps() returns int language plpgsql security definer set search_path = copse, public, pg_temp as $$
declare due record; n int := 0;
begin
  for due in
    update gap_taker g set reminded_for = g.until from item i join space s on s.id = i.space_id
    where i.id = g.item_id and g.until <= current_date and g.reminded_for is distinct from g.until and i.removed_at is null and s.closed_at is null
      and belongs(g.space_id, g.person_id) and not exists (select from gap_answer a join item x on x.id = a.answer_id and x.removed_at is null where a.item_id = g.item_id)
    returning g.person_id, g.space_id, g.item_id, g.until
  loop
    perform tell_one(due.person_id, due.space_id, due.item_id, null, 'review-due', 'gap:' || due.item_id || ':' || due.until, null, now());
    n := n + 1;
  end loop;
  return n;
end $$;

-- The words of a glossary: what each means, in a line; and what stands alone in a line of a page and is shown as a card.
alter table page add meaning text not null default '' check (length(meaning) <= 400);
alter table page add embeds bigint[] not null default '{}';
alter table page add embed_files bigint[] not null default '{}';
create index page_glossary on page (space_id) where template = 'glossary';

revoke execute on function watch_outside, ask_outside, due_outside, index_link, index_gap, count_wishes, remind_gaps from public;
grant execute on function ask_outside to copse_app;
grant execute on function due_outside, remind_gaps to copse_jobs;

-- Pages that were there before: where their texts lead, and what their words mean. What is saved next says it exactly.
insert into outside_use (item_id, space_id, address)
select distinct p.item_id, p.space_id, replace(m[1], '&amp;', '&') from page p, regexp_matches(p.html, 'href="(https?://[^"]{1,1900})"', 'g') m;
update page set meaning = left(regexp_replace(regexp_replace(regexp_replace(substring(html from '<p>(.*?)</p>'), '<sup.*?</sup>', '', 'g'), '<[^>]*>', '', 'g'), '&(amp|lt|gt|quot|#39);', ' ', 'g'), 400)
where template = 'glossary' and html ~ '<p>';
