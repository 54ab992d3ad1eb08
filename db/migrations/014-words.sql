-- Words that are moved and kept: splitting off, moving between spaces, where a moved thing is now, what titles said
-- before, and summaries.

-- What an item's title and tags said before, and who changed them. `more` is what its tool adds (a discussion: its intent).
create table item_revision (
  item_id bigint not null,
  version int not null,
  person_id bigint not null references person,
  title text not null,
  lang text not null,
  tags text[] not null,
  more jsonb not null default '{}',
  space_id bigint not null,
  at timestamptz(3) not null,
  primary key (item_id, version),
  foreign key (item_id, space_id) references item (id, space_id) on update cascade on delete cascade
);
call audience('item_revision', 'space');
revoke insert, update, delete on item_revision from copse_app;

-- Kept by a trigger, so that whoever changes a title or a tag, in whatever way, leaves what it was.
create function keep_item_revision() returns trigger language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  insert into item_revision (item_id, version, person_id, title, lang, tags, more, space_id, at)
    values (old.id, old.version, coalesce(me(), old.author_id), old.title, old.lang, old.tags,
      coalesce((select jsonb_build_object('intent', d.intent) from discussion d where d.item_id = old.id), '{}'), old.space_id, now());
  return null;
end $$;
revoke execute on function keep_item_revision() from public;
create trigger keep_item_revision after update of version on item for each row when (old.version <> new.version) execute function keep_item_revision();

-- A summary kept on top of a long thread, and what it said before.
create table summary (
  item_id bigint primary key,
  space_id bigint not null,
  version int not null default 1,
  person_id bigint not null references person,
  lang text not null,
  source text not null check (length(source) <= 60000),
  html text not null,
  after int not null,
  at timestamptz(3) not null default now(),
  removed_at timestamptz(3),
  removed_by bigint references person,
  foreign key (item_id, space_id) references item (id, space_id) on update cascade on delete cascade
);
call audience('summary', 'space');

create table summary_revision (
  item_id bigint not null,
  version int not null,
  person_id bigint not null references person,
  source text not null,
  after int not null,
  space_id bigint not null,
  at timestamptz(3) not null,
  primary key (item_id, version),
  foreign key (item_id, space_id) references item (id, space_id) on update cascade on delete cascade
);
call audience('summary_revision', 'space');
revoke update, delete on summary_revision from copse_app;

-- A message keeps its id wherever it goes; its number is of the item it lies in. This says which message a number meant,
-- so that old addresses lead on however often it moved. Only whereabouts() reads it: it knows who may be told.
create table moved_message (
  item_id bigint not null,
  number int not null,
  message_id bigint not null references message on delete cascade,
  primary key (item_id, number)
);
create index on moved_message (message_id);
call audience('moved_message', 'locked');

-- A reply to a message that now lies under another item.
alter table message add column reply_elsewhere bigint references message on delete set null;
create index on message (reply_elsewhere) where reply_elsewhere is not null;

-- What moves with an item or a message is found by it.
create index on activity (item_id);

-- Split off from a message: the new item, and where it came from.
create table split (
  item_id bigint primary key,
  space_id bigint not null,
  from_item bigint not null references item on delete cascade,
  person_id bigint not null references person,
  at timestamptz(3) not null default now(),
  count int not null,
  -- The answer of the first item, where it went along: undoing gives it back.
  acceptance jsonb,
  foreign key (item_id, space_id) references item (id, space_id) on update cascade on delete cascade
);
create index on split (from_item);
call audience('split', 'space');
revoke insert, update, delete on split from copse_app;

-- An item that went to another space whole.
create table passage (
  id bigint generated always as identity primary key,
  item_id bigint not null,
  space_id bigint not null,
  from_space bigint not null references space on delete cascade,
  to_space bigint not null references space on delete cascade,
  person_id bigint not null references person,
  at timestamptz(3) not null default now(),
  modseq bigint not null,
  undone_at timestamptz(3),
  foreign key (item_id, space_id) references item (id, space_id) on update cascade on delete cascade
);
create index on passage (item_id, id desc);
create index on passage (from_space);
create index on passage (to_space);
call audience('passage', 'space');
revoke insert, update, delete on passage from copse_app;

-- Somebody would like to take an item where more people read. Nobody's words go without them.
create table moving (
  id bigint generated always as identity primary key,
  item_id bigint not null,
  space_id bigint not null,
  to_space bigint not null references space on delete cascade,
  to_item bigint references item on delete set null,
  person_id bigint not null references person,
  at timestamptz(3) not null default now(),
  count int not null default 0,
  ended_at timestamptz(3),
  foreign key (item_id, space_id) references item (id, space_id) on update cascade on delete cascade
);
create unique index on moving (item_id) where ended_at is null;
create index on moving (item_id);
create index on moving (to_item);
create index on moving (to_space);
call audience('moving', 'own');
grant select on moving to copse_app;
create policy read on moving for select to copse_app using (
  space_id = any((select reads())::bigint[]) or (to_item is not null and to_space = any((select reads())::bigint[])));

-- Who was asked, and what they said: known to them and to who asks.
create table moving_answer (
  moving_id bigint not null references moving on delete cascade,
  person_id bigint not null references person on delete cascade,
  answer boolean,
  count int not null default 0,
  at timestamptz(3) not null default now(),
  answered_at timestamptz(3),
  primary key (moving_id, person_id)
);
create index on moving_answer (person_id) where answer is null;
call audience('moving_answer', 'own');
grant select on moving_answer to copse_app;
create policy read on moving_answer for select to copse_app using (
  person_id = (select me()) or exists (select from moving v where v.id = moving_id and v.person_id = (select me())));

-- Who reads in a space: its people, and those for whom its door stands open. Never granted: it names people of any space.
create function who_reads(which bigint) returns setof bigint
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select m.person_id from membership m
    where m.space_id = which and m.ended_at is null and (m.until is null or m.until > now())
  union
  select m.person_id from space s join membership m on m.ended_at is null and m.standing <> 'guest' join space p on p.id = m.space_id
    where s.id = which and s.visibility = 'open'
      and case when s.parent_id is null then p.kind = 'community' else p.id = s.parent_id end
  union
  select l.person_id from space s join login l on l.operator
    where s.id = which and s.parent_id is null and s.visibility = 'open'
$$;

-- Whether the asking person may begin something in a space.
create function begins_in(which bigint) returns boolean
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select exists (select from membership m join space s on s.id = m.space_id
    where s.id = which and s.closed_at is null and s.kind <> 'conversation' and 'discussions' = any(s.tools) and m.person_id = me()
      and m.standing <> 'guest' and m.ended_at is null)
$$;

-- The name and address of a space, for who may read there; nothing for everybody else.
create function space_card(which bigint) returns jsonb
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select jsonb_build_object('slug', s.slug, 'name', s.name) from space s
  where s.id = which and me() in (select who_reads(which))
$$;

-- Where an item, or the message that once had this number there, is now: for who may read it there. Only an item that lay in
-- the space where it is asked for: elsewhere it never had that address.
create function whereabouts(asked bigint, which bigint, once int default null,
  out slug text, out kind text, out item_id bigint, out title text, out number int)
language plpgsql stable security definer set search_path = copse, public, pg_temp as $$
declare there bigint; lies bigint; n int;
begin
  if exists (select from item i where i.id = which and i.space_id <> asked)
    and not exists (select from passage p where p.item_id = which and asked in (p.from_space, p.to_space)) then return; end if;
  if once is null and exists (select from item i where i.id = which and i.removed_at is null) then
    lies := which;
  elsif once is not null then
    select m.item_id, m.number into lies, n from message m where m.item_id = which and m.number = once;
  end if;
  if lies is null then
    select m.item_id, m.number into lies, n from moved_message v join message m on m.id = v.message_id
      where v.item_id = which and (once is null or v.number = once) and m.item_id <> which order by v.number limit 1;
  end if;
  select i.space_id into there from item i where i.id = lies and i.removed_at is null;
  if there is null or me() is null or not me() in (select who_reads(there)) then return; end if;
  select s.slug::text, i.kind, i.id, i.title, n into whereabouts.slug, whereabouts.kind, whereabouts.item_id, whereabouts.title, whereabouts.number
    from item i join space s on s.id = i.space_id where i.id = lies;
end $$;

-- What the tail says of an item's messages, counted afresh after some came or went.
create function recount(which bigint) returns void
language sql security definer set search_path = copse, public, pg_temp as $$
  update tail t set modseq = t.modseq + 1,
    count = (select count(*) from message m where m.item_id = which and m.removed_at is null),
    last_at = coalesce((select max(m.created_at) from message m where m.item_id = which), t.last_at),
    last_by = coalesce((select m.author_id from message m where m.item_id = which order by m.created_at desc, m.number desc limit 1), t.last_by),
    faces = coalesce((select array_agg(author_id order by last desc) from (
      select m.author_id, max(m.created_at) last from message m where m.item_id = which group by 1 order by 2 desc limit 5) latest), '{}')
  where t.item_id = which
$$;

-- Carries messages from under one item to under another: with their reactions, revisions, files, names and answers. They
-- get the next numbers there in their order; `back` gives them the numbers they had there. Never granted: the functions
-- that call it have checked who may do this.
create function carry(leaving bigint, target bigint, which bigint[], back boolean default false) returns int
language plpgsql security definer set search_path = copse, public, pg_temp as $$
declare place bigint; top int; seq bigint; chosen bigint; moved int;
begin
  perform from tail where item_id in (leaving, target) order by item_id for update;
  select i.space_id, t.last_number, t.modseq + 1 into place, top, seq from item i join tail t on t.item_id = i.id where i.id = target;
  select m.id into chosen from acceptance a join message m on m.item_id = a.item_id and m.number = a.number where a.item_id = leaving;

  -- Replies remember what they answer by the message while numbers change.
  update message m set reply_elsewhere = r.id, reply_to = null from message r
    where m.item_id = leaving and r.item_id = leaving and r.number = m.reply_to and (m.id = any(which) or r.id = any(which));
  insert into moved_message (item_id, number, message_id)
    select leaving, m.number, m.id from message m where m.item_id = leaving and m.id = any(which)
    on conflict on constraint moved_message_pkey do update set message_id = excluded.message_id;
  with going as (
    select m.id, case when back then v.number else top + row_number() over (order by m.number) end as number
    from message m left join moved_message v on back and v.item_id = target and v.message_id = m.id
    where m.item_id = leaving and m.id = any(which))
  update message m set item_id = target, space_id = place, number = g.number, modseq = seq from going g where m.id = g.id;
  get diagnostics moved = row_count;
  update message m set reply_to = r.number, reply_elsewhere = null from message r
    where m.item_id in (leaving, target) and r.id = m.reply_elsewhere and r.item_id = m.item_id;

  update mention n set item_id = target, number = m.number from message m where n.message_id = m.id and m.id = any(which) and m.item_id = target;
  update saved s set item_id = target, number = m.number from moved_message v join message m on m.id = v.message_id
    where v.item_id = leaving and s.item_id = leaving and s.number = v.number and m.id = any(which);
  update activity a set item_id = target, space_id = place where a.item_id = leaving and a.message_id = any(which);
  if chosen = any(which) then
    with gone as (delete from acceptance where item_id = leaving returning *)
    insert into acceptance (item_id, space_id, number, person_id, at)
      select target, place, m.number, gone.person_id, gone.at from gone join message m on m.id = chosen where m.number > 1
      on conflict do nothing;
  end if;
  update tail t set last_number = greatest(t.last_number, (select max(m.number) from message m where m.item_id = target)) where t.item_id = target;
  perform recount(leaving), recount(target);

  -- Who has read them has read them; who has read all that stays has read to the end. Only for those who read there.
  insert into reading (person_id, item_id, number, at)
    select r.person_id, target, max(m.number), r.at from reading r join moved_message v on v.item_id = leaving and v.number <= r.number
      join message m on m.id = v.message_id and m.id = any(which)
    where r.item_id = leaving and r.person_id in (select who_reads(place)) group by r.person_id, r.at
    on conflict (person_id, item_id) do update set number = greatest(reading.number, excluded.number);
  update reading r set number = t.last_number from tail t where r.item_id = leaving and t.item_id = leaving
    and r.number >= coalesce((select max(m.number) from message m where m.item_id = leaving), 0);
  -- Who chose to follow, or not to, has chosen for both.
  insert into follow select (jsonb_populate_record(f, jsonb_build_object('item_id', target))).* from follow f
    where f.item_id = leaving and f.person_id in (select who_reads(place)) on conflict do nothing;
  return moved;
end $$;

-- A host of the space splits messages off into an item that was just made there. Returns how many went.
create function split_off(leaving bigint, target bigint, numbers int[], moment timestamptz default now()) returns int
language plpgsql security definer set search_path = copse, public, pg_temp as $$
declare place bigint; which bigint[]; moved int; answer jsonb;
begin
  perform from tail where item_id in (leaving, target) order by item_id for update;
  select i.space_id into place from item i where i.id = leaving and i.removed_at is null;
  if place is null or not coalesce(place = any(hosts()) and place = any(writes()), false)
     or not exists (select from item i join tail t on t.item_id = i.id where i.id = target and i.space_id = place and t.last_number = 0) then
    raise exception 'only a host splits' using errcode = 'insufficient_privilege';
  end if;
  select array_agg(m.id) into which from message m where m.item_id = leaving and m.number = any(numbers);
  select to_jsonb(a) into answer from acceptance a where a.item_id = leaving and a.number = any(numbers);
  moved := carry(leaving, target, which);
  insert into split (item_id, space_id, from_item, person_id, at, count, acceptance) values (target, place, leaving, me(), moment, moved, answer);
  insert into audit (space_id, verb, actor_id, item_id, at) values
    (place, 'discussion.split', me(), leaving, moment), (place, 'discussion.split-off', me(), target, moment);
  return moved;
end $$;

-- Puts split-off messages back where they were, as long as nothing new was said in their item. Returns how many went back.
create function unsplit(which bigint) returns int
language plpgsql security definer set search_path = copse, public, pg_temp as $$
declare s split; moved int;
begin
  select * into s from split where item_id = which;
  if s.item_id is null or not coalesce(s.space_id = any(hosts()) and s.space_id = any(writes()), false) then
    raise exception 'only a host undoes a split' using errcode = 'insufficient_privilege';
  end if;
  perform from tail where item_id in (s.item_id, s.from_item) order by item_id for update;
  if not split_is_fresh(which) then raise exception 'something new was said' using errcode = 'CP010'; end if;
  moved := carry(s.item_id, s.from_item, (select array_agg(id) from message where item_id = which), true);
  if s.acceptance is not null then
    insert into acceptance select * from jsonb_populate_record(null::acceptance, s.acceptance) on conflict do nothing;
  end if;
  insert into audit (space_id, verb, actor_id, item_id) values (s.space_id, 'discussion.unsplit', me(), s.from_item);
  delete from item where id = which;
  return moved;
end $$;

-- Whether a split-off item holds only what was split off, so that undoing loses nothing.
create function split_is_fresh(which bigint) returns boolean
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select exists (select from split s join tail t on t.item_id = s.item_id join item o on o.id = s.from_item
    where s.item_id = which and s.space_id = any(reads()) and o.space_id = s.space_id and o.removed_at is null
      and t.last_number = s.count and s.count = (select count(*) from message m where m.item_id = which)
      and not exists (select from summary y where y.item_id = which)
      and not exists (select from moving v where v.item_id = which)
      and not exists (select from split x where x.from_item = which))
$$;

-- Whether the asking person may move this item: a host of its space, or its author, while the space can be written in.
create function may_move(which bigint) returns boolean
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select exists (select from item i where i.id = which and i.removed_at is null and i.space_id = any(writes())
    and (i.space_id = any(hosts()) or (i.author_id = me()
      and is_one_of(i.space_id, me()))))
$$;

-- Whether a move takes an item to people who could not read it, whose words it is asked for.
create function widens(which bigint, target bigint) returns boolean
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select exists (select who_reads(target) except select who_reads(i.space_id)) from item i where i.id = which
$$;

-- Where the asking person may take an item: how many read there, how many of today's readers no longer could, and
-- whether others would read it.
create function places_to_move(which bigint)
returns table (id bigint, slug text, name text, people int, fewer int, more int, within boolean)
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select s.id, s.slug::text, s.name,
    (select count(*)::int from who_reads(s.id)),
    (select count(*)::int from (select who_reads(i.space_id) except select who_reads(s.id)) x),
    (select count(*)::int from (select who_reads(s.id) except select who_reads(i.space_id)) x),
    s.id in (select circles_under(i.space_id))
  from item i join membership m on m.person_id = me() and m.ended_at is null and m.standing <> 'guest'
    join space s on s.id = m.space_id and s.id <> i.space_id and s.closed_at is null and s.kind <> 'conversation'
      and 'discussions' = any(s.tools)
  where i.id = which and may_move(which) order by s.name limit 100
$$;

-- Whether every word that goes with an item is one person's own: its messages, its titles, what was kept on top of it, why it
-- was closed.
create function all_of(which bigint, who bigint) returns boolean
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select exists (select from item i where i.id = which and i.author_id = who)
    and not exists (select from message m where m.item_id = which and m.author_id <> who)
    and not exists (select from item_revision r where r.item_id = which and r.person_id <> who)
    and not exists (select from summary y where y.item_id = which and y.person_id <> who)
    and not exists (select from summary_revision y where y.item_id = which and y.person_id <> who)
    and not exists (select from closure c where c.item_id = which and c.person_id <> who)
$$;

-- Moves an item whole: when every word of it is the mover's own; or, by a host, into a circle within the space, to people who
-- could all read it already. Elsewhere its readers would be in other hands, and the words of others are asked for. What
-- hangs on it follows by the foreign keys.
create function move_item(which bigint, target bigint, moment timestamptz default now()) returns void
language plpgsql security definer set search_path = copse, public, pg_temp as $$
declare place bigint; seq bigint; author bigint;
begin
  perform from tail where item_id = which for update;
  select i.space_id, i.author_id into place, author from item i where i.id = which;
  if not may_move(which) or not begins_in(target) or place = target then
    raise exception 'not to be moved by this person' using errcode = 'insufficient_privilege';
  end if;
  if not all_of(which, me()) and (widens(which, target) or not place = any(hosts()) or target not in (select circles_under(place))) then
    raise exception 'more people would read the words of others' using errcode = 'CP011';
  end if;
  update moving set ended_at = now() where item_id = which and ended_at is null;
  update item set space_id = target where id = which;
  update discussion d set intent = 'talk' where d.item_id = which and d.intent = 'announcement'
    and not exists (select from membership m where m.space_id = target and m.person_id = me() and m.standing = 'host' and m.ended_at is null);
  update tail set modseq = modseq + 1 where item_id = which returning modseq into seq;
  insert into passage (item_id, space_id, from_space, to_space, person_id, at, modseq) values (which, target, place, target, me(), moment, seq);
  insert into audit (space_id, verb, actor_id, item_id, person_id, at) values
    (place, 'discussion.moved-away', me(), which, nullif(author, me()), moment), (target, 'discussion.moved-here', me(), which, nullif(author, me()), moment);
end $$;

-- Whether the last move of an item can be undone by the asking person: who moved it or a host there, who may still begin
-- something where it was, while nothing was said or changed since.
create function may_return(which bigint) returns boolean
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select exists (select from item i join tail t on t.item_id = i.id
    join lateral (select * from passage p where p.item_id = i.id order by p.id desc limit 1) p on true
    where i.id = which and i.removed_at is null and p.undone_at is null and p.to_space = i.space_id and t.modseq = p.modseq
      and i.space_id = any(writes()) and (p.person_id = me() or i.space_id = any(hosts())) and begins_in(p.from_space))
$$;

-- Undoes the last move.
create function return_item(which bigint) returns void
language plpgsql security definer set search_path = copse, public, pg_temp as $$
declare p passage;
begin
  perform from tail where item_id = which for update;
  if not may_return(which) then raise exception 'something new was said' using errcode = 'CP010'; end if;
  select * into p from passage where item_id = which order by id desc limit 1;
  update passage set undone_at = now() where id = p.id;
  update item set space_id = p.from_space where id = which;
  update tail set modseq = modseq + 1 where item_id = which;
  insert into audit (space_id, verb, actor_id, item_id) values
    (p.from_space, 'discussion.returned', me(), which), (p.to_space, 'discussion.returned', me(), which);
end $$;

-- Takes along the words of those who said yes. The first time it makes the item they come under.
create function bring(which bigint, people bigint[]) returns int
language plpgsql security definer set search_path = copse, public, pg_temp as $$
declare v moving; going bigint[]; n int; made bigint;
begin
  select * into v from moving where id = which;
  -- A yes is for the words there were: not for later ones, nor for those that carry another's in a quotation.
  select array_agg(m.id) into going from message m join moving_answer a on a.moving_id = which and a.person_id = m.author_id
    where m.item_id = v.item_id and m.author_id = any(people) and m.removed_at is null
      and greatest(m.created_at, m.edited_at) <= a.answered_at
      and (m.number = 1 or m.source !~ ('/discussions/' || v.item_id || '(-[^/\s]*)?/messages/'));
  if going is null then return 0; end if;
  perform from tail where item_id in (v.item_id, v.to_item) order by item_id for update;
  if v.to_item is null then
    insert into item (space_id, kind, author_id, title, lang, tags, created_at)
      select v.to_space, i.kind, i.author_id, i.title, i.lang, i.tags, i.created_at from item i where i.id = v.item_id returning id into made;
    insert into tail (item_id, space_id, kind, last_by) select made, v.to_space, i.kind, i.author_id from item i where i.id = v.item_id;
    insert into discussion (item_id, space_id, intent)
      select made, v.to_space, case when d.intent = 'announcement' then 'talk' else d.intent end from discussion d where d.item_id = v.item_id;
    update moving set to_item = made where id = which;
    insert into activity (space_id, verb, actor_id, item_id) values (v.to_space, 'discussion.started', v.person_id, made);
    insert into audit (space_id, verb, actor_id, item_id) values (v.to_space, 'discussion.moved-here', v.person_id, made);
    v.to_item := made;
  end if;
  n := carry(v.item_id, v.to_item, going);
  update moving set count = count + n where id = which;
  insert into audit (space_id, verb, actor_id, item_id) values (v.space_id, 'discussion.words-moved', me(), v.item_id);
  return n;
end $$;

-- Ends the asking once everybody has answered.
create function settle_moving(which bigint) returns void
language sql security definer set search_path = copse, public, pg_temp as $$
  update moving v set ended_at = now() where v.id = which and v.ended_at is null
    and not exists (select from moving_answer a where a.moving_id = which and a.answer is null);
  update tail t set modseq = modseq + 1 from moving v where v.id = which and t.item_id in (v.item_id, v.to_item)
$$;

-- Asks for a move to where more people read. The mover's own words go at once if the mover began the item; whoever else
-- wrote is asked, as far as they are still there. Returns the id of the asking.
create function ask_to_move(which bigint, target bigint) returns bigint
language plpgsql security definer set search_path = copse, public, pg_temp as $$
declare made bigint; place bigint; author bigint;
begin
  perform from tail where item_id = which for update;
  select i.space_id, i.author_id into place, author from item i where i.id = which;
  if not may_move(which) or not begins_in(target) or place = target then
    raise exception 'not to be moved by this person' using errcode = 'insufficient_privilege';
  end if;
  insert into moving (item_id, space_id, to_space, person_id) values (which, place, target, me()) returning id into made;
  insert into moving_answer (moving_id, person_id, answer, answered_at, count)
    select made, a.author_id, case when a.author_id = me() then true end, case when a.author_id = me() then now() end, a.n
    from (select m.author_id, count(*) n from message m where m.item_id = which and m.removed_at is null group by 1) a
    where a.author_id = me() or (exists (select from membership m where m.space_id = place and m.person_id = a.author_id and m.ended_at is null) and exists (select from login l where l.person_id = a.author_id));
  if not exists (select from moving_answer a where a.moving_id = made and a.person_id = author) then
    raise exception 'who began it is not here' using errcode = 'CP012';
  end if;
  insert into audit (space_id, verb, actor_id, item_id) values (place, 'discussion.move-asked', me(), which);
  if author = me() then perform bring(made, array[me()]); end if;
  perform settle_moving(made);
  return made;
end $$;

-- The asking person's answer, once. Yes takes their words along as soon as those who began have said yes; no leaves them,
-- and from who began it ends the asking. Returns how many messages went.
create function answer_move(which bigint, yes boolean) returns int
language plpgsql security definer set search_path = copse, public, pg_temp as $$
declare v moving; author bigint; moved int := 0;
begin
  perform from tail where item_id = which for update;
  select * into v from moving where item_id = which and ended_at is null and space_id = any(writes()) for update;
  if v.id is null or not exists (select from moving_answer a where a.moving_id = v.id and a.person_id = me() and a.answer is null) then
    raise exception 'nobody asks this person' using errcode = 'insufficient_privilege';
  end if;
  select i.author_id into author from item i where i.id = which;
  -- The asking holds as long as who asks may still begin something there.
  if yes and not exists (select from membership m join space s on s.id = m.space_id and s.closed_at is null
      where m.space_id = v.to_space and m.person_id = v.person_id and m.standing <> 'guest' and m.ended_at is null) then
    raise exception 'the asking has ended' using errcode = 'CP010';
  end if;
  update moving_answer set answer = yes, answered_at = now() where moving_id = v.id and person_id = me();
  if yes and (v.to_item is not null or author = me()) then
    moved := bring(v.id, case when v.to_item is not null then array[me()]
      else (select array_agg(a.person_id) from moving_answer a where a.moving_id = v.id and a.answer) end);
  elsif not yes and author = me() then
    update moving set ended_at = now() where id = v.id;
  end if;
  perform settle_moving(v.id);
  return moved;
end $$;

-- Who asked, or a host, stops asking. What has gone stays where its authors let it go.
create function stop_asking(which bigint) returns void
language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  update moving set ended_at = now() where item_id = which and ended_at is null and space_id = any(writes())
    and (person_id = me() or space_id = any(hosts()));
  if not found then raise exception 'nothing is asked by this person' using errcode = 'insufficient_privilege'; end if;
  update tail set modseq = modseq + 1 where item_id = which;
end $$;

-- What the asked person is told of the place: its name, and how many read there. Only for those whose words are asked
-- for, and for who asks: nobody can agree to a place that has no name.
create function moving_card(which bigint) returns jsonb
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select jsonb_build_object('name', s.name, 'people', (select count(*) from who_reads(s.id)),
    'slug', case when me() in (select who_reads(s.id)) then s.slug::text end)
  from moving v join space s on s.id = v.to_space
  where v.id = which and v.space_id = any(reads())
    and (v.person_id = me() or exists (select from moving_answer a where a.moving_id = v.id and a.person_id = me()))
$$;

revoke execute on function who_reads, begins_in, space_card, whereabouts, recount, carry, split_off, unsplit, split_is_fresh, may_move,
  widens, places_to_move, all_of, move_item, may_return, return_item, bring, settle_moving, ask_to_move, answer_move, stop_asking, moving_card from public;
grant execute on function space_card, whereabouts, split_off, unsplit, split_is_fresh, places_to_move, all_of, move_item, may_return, return_item,
  ask_to_move, answer_move, stop_asking, moving_card to copse_app;
