-- Connections with other systems: what another system says in a room, and what another system is told of a space.

-- What was said through a connection says so wherever it is read, also when the connection is gone.
alter table message add column through text check (length(through) between 1 and 125);

-- An address at which another system says something in a room. Whoever made it answers for what comes.
create table incoming_hook (
  id bigint generated always as identity primary key,
  space_id bigint not null,
  item_id bigint not null,
  person_id bigint not null references person,
  name text not null check (length(name) between 1 and 60),
  hash bytea not null unique,
  made_at timestamptz(3) not null default now(),
  used_at timestamptz(3),
  foreign key (item_id, space_id) references item (id, space_id) on update cascade on delete cascade
);
create index on incoming_hook (space_id);
create index on incoming_hook (item_id);
create index on incoming_hook (person_id);
call audience('incoming_hook', 'own');
grant select (id, space_id, item_id, person_id, name, made_at, used_at), delete on incoming_hook to copse_app;
grant insert (space_id, item_id, person_id, name, hash), update (used_at) on incoming_hook to copse_app;
create policy read on incoming_hook for select to copse_app using (coalesce(space_id = any((select reads())::bigint[]), false));
create policy add on incoming_hook for insert to copse_app
  with check (coalesce(space_id = any((select writes())::bigint[]), false) and person_id = (select me())
    and (coalesce(space_id = any((select hosts())::bigint[]), false)
      or exists (select from item i where i.id = item_id and i.author_id = (select me()))));
create policy use on incoming_hook for update to copse_app using (person_id = (select me())) with check (person_id = (select me()));
create policy remove on incoming_hook for delete to copse_app
  using (coalesce(space_id = any((select hosts())::bigint[]), false)
    or (person_id = (select me()) and coalesce(space_id = any((select reads())::bigint[]), false)));

-- What was said with a key, so that the same is said once however often it is sent.
create table incoming_said (
  hook_id bigint not null references incoming_hook on delete cascade,
  key text not null check (length(key) between 1 and 200),
  body_hash bytea not null,
  number int,
  at timestamptz(3) not null default now(),
  primary key (hook_id, key)
);
create index on incoming_said (at);
call audience('incoming_said', 'own');
grant select, insert, update (number) on incoming_said to copse_app;
create policy own on incoming_said to copse_app
  using (exists (select from incoming_hook h where h.id = hook_id and h.person_id = (select me())))
  with check (exists (select from incoming_hook h where h.id = hook_id and h.person_id = (select me())));

-- Where an address leads; no row where it does not: unknown, ended, the room or its tool gone, its maker gone or without the right
-- to keep it. `open` is false where nothing more is said.
create function incoming_door(secret bytea) returns table (id bigint, person_id bigint, space_id bigint, slug text, item_id bigint, title text, lang text, name text, open boolean)
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select h.id, h.person_id, s.id, s.slug::text, i.id, i.title, i.lang, h.name,
    s.closed_at is null and not exists (select from closure c where c.item_id = i.id)
  from incoming_hook h join item i on i.id = h.item_id and i.kind = 'room' and i.removed_at is null
    join space s on s.id = h.space_id and 'rooms' = any(s.tools)
    join membership m on m.space_id = h.space_id and m.person_id = h.person_id and m.ended_at is null and (m.until is null or m.until > now())
  where h.hash = secret and (m.standing = 'host' or (m.standing = 'member' and i.author_id = h.person_id))
$$;

-- An address of another system that is told what happens in a space. The secret is sealed; only the workers are given it.
create table outgoing_hook (
  id bigint generated always as identity primary key,
  space_id bigint not null references space on delete cascade,
  person_id bigint not null references person,
  name text not null check (length(name) between 1 and 60),
  address text not null check (length(address) between 1 and 2000),
  -- Of its address, what everyone in the space may know.
  server text not null check (length(server) between 1 and 255),
  kinds text[] not null check (cardinality(kinds) between 1 and 10),
  -- Whether it is told what was said, or only that something was.
  words boolean not null default false,
  secret bytea not null,
  made_at timestamptz(3) not null default now(),
  off_at timestamptz(3),
  off_why text check (off_why in ('hosts', 'gone', 'failing', 'host-left')),
  -- Somebody is sending: until then nobody else does.
  busy_until timestamptz(3),
  unique (id, space_id)
);
create index on outgoing_hook (space_id);
create index on outgoing_hook (person_id);
call audience('outgoing_hook', 'own');
grant select (id, space_id, person_id, name, server, kinds, words, made_at, off_at, off_why), delete on outgoing_hook to copse_app;
grant insert (space_id, person_id, name, address, server, kinds, words, secret) on outgoing_hook to copse_app;
grant update (person_id, name, kinds, words, secret, off_at, off_why) on outgoing_hook to copse_app;
create policy read on outgoing_hook for select to copse_app using (coalesce(space_id = any((select reads())::bigint[]), false));
create policy add on outgoing_hook for insert to copse_app
  with check (coalesce(space_id = any((select hosts())::bigint[]), false) and person_id = (select me()));
create policy change on outgoing_hook for update to copse_app
  using (coalesce(space_id = any((select hosts())::bigint[]), false)) with check (coalesce(space_id = any((select hosts())::bigint[]), false));
create policy remove on outgoing_hook for delete to copse_app using (coalesce(space_id = any((select hosts())::bigint[]), false));

-- What is to be told to such an address, and what became of it. Without an activity it is a trial. What it says is made when it is
-- sent: words are not kept here.
create table outgoing_delivery (
  id bigint generated always as identity primary key,
  hook_id bigint not null,
  space_id bigint not null,
  activity_id bigint references activity on delete cascade,
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'failed', 'void')),
  at timestamptz(3) not null default now(),
  due_at timestamptz(3) not null default now(),
  tries int not null default 0,
  tried_at timestamptz(3),
  status int,
  trouble text check (length(trouble) <= 40),
  ms int,
  unique (hook_id, activity_id),
  foreign key (hook_id, space_id) references outgoing_hook (id, space_id) on delete cascade
);
create index on outgoing_delivery (hook_id, id) where state = 'waiting';
create index on outgoing_delivery (hook_id, id desc);
create index on outgoing_delivery (activity_id);
create index on outgoing_delivery (at);
call audience('outgoing_delivery', 'hosts');

-- The addresses of a space's outgoing connections, for its hosts.
create function outgoing_addresses(which bigint) returns table (id bigint, address text)
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select h.id, h.address from outgoing_hook h where h.space_id = which and coalesce(which = any(hosts()), false)
$$;

-- Under which of the kinds that hosts choose from a verb falls; null: it is told to nobody outside. Everyone of the space sees what
-- is named here.
create function outgoing_kind(verb text) returns text
language sql immutable parallel safe as $$
  select case
    when verb in ('discussion.started', 'room.started') then 'talk'
    when verb = 'message.posted' then 'messages'
    when verb in ('page.started', 'page.changed', 'link.started', 'file.started', 'file.changed', 'gap.started', 'gap.filled') then 'library'
    when verb in ('event.started', 'event.changed', 'event.called-off', 'event.held') then 'dates'
    when verb in ('action.started', 'action.done', 'action.let-go') then 'actions'
    when verb = 'announcement.made' then 'announcements'
  end
$$;

-- Awakes who sends: one job a connection that waits, and one at a time.
create function send_outgoing(which bigint, at timestamptz default now()) returns void
language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  perform jobs.enqueue('send-hook', jsonb_build_object('id', which), at, 'hook:' || which, 'replace', 'hook:' || which);
end $$;

-- What happens is queued in the transaction in which it happens: what is kept is told, what is not kept is not. What was brought from
-- elsewhere with an older date is no news; what came by a connection does not leave by one, so that two cannot answer each other for
-- ever; what a thing begins with is told with the beginning, to who hears of that.
create function tell_outside() returns trigger language plpgsql security definer set search_path = copse, public, pg_temp as $$
declare hook bigint;
begin
  if not exists (select from made a join outgoing_hook h on h.space_id = a.space_id and h.off_at is null) then return null; end if;
  for hook in
    with queued as (
      insert into outgoing_delivery (hook_id, space_id, activity_id)
      select h.id, h.space_id, a.id from made a join outgoing_hook h on h.space_id = a.space_id and h.off_at is null and outgoing_kind(a.verb) = any(h.kinds)
        left join item i on i.id = a.item_id left join message m on m.id = a.message_id
      where a.at > now() - interval '1 hour' and m.through is null and i.kind is distinct from 'journey'
        and not coalesce(a.verb = 'message.posted' and m.number = 1 and a.at = i.created_at and outgoing_kind(i.kind || '.started') = any(h.kinds), false)
      order by a.id
      returning hook_id)
    select distinct hook_id from queued
  loop
    perform jobs.enqueue('send-hook', jsonb_build_object('id', hook), null, 'hook:' || hook, 'preserve_run_at', 'hook:' || hook);
  end loop;
  return null;
end $$;
create trigger tell_outside after insert on activity referencing new table as made for each statement execute function tell_outside();

-- What is told of an activity, as things are now; null where nothing may be told any more: removed, hidden, or moved elsewhere.
create function outgoing_facts(which bigint, place bigint) returns jsonb
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select jsonb_build_object('activity', a.id, 'type', a.verb, 'at', a.at, 'space', jsonb_build_object('slug', s.slug, 'name', s.name),
    'actor', case when p.id is not null then jsonb_build_object('handle', p.handle, 'name', p.name) end,
    'item', case when i.id is not null then jsonb_build_object('kind', i.kind, 'id', i.id, 'title', i.title) end,
    'message', case when m.id is not null then jsonb_build_object('number', m.number, 'text', m.source) end)
  from activity a join space s on s.id = a.space_id left join person p on p.id = a.actor_id
    left join message said on said.id = a.message_id
    left join item i on i.id = coalesce(said.item_id, a.item_id)
    left join message m on m.id = coalesce(said.id,
      (select o.id from message o where o.item_id = i.id and o.number = 1 and o.created_at = a.at and a.verb = i.kind || '.started' and o.removed_at is null))
  where a.id = which and a.space_id = place and coalesce(i.space_id = place, a.item_id is null) and i.removed_at is null
    and (a.message_id is null or (said.removed_at is null and said.id is not null)) and not exists (select from entry e where e.item_id = i.id and e.hidden)
$$;

-- The next that a connection is to be told, for who sends it now; no row where nothing is, not yet, or where somebody is at it.
-- In the order in which it happened: what has to wait holds up what comes after it. Only a trial goes before, also while it is off.
create function next_outgoing(which bigint) returns table (delivery bigint, address text, secret bytea, words boolean, space_slug text, space_name text, facts jsonb)
language plpgsql security definer set search_path = copse, public, pg_temp as $$
declare h outgoing_hook; d outgoing_delivery; told jsonb;
begin
  select * into h from outgoing_hook o where o.id = which for update;
  if h.id is null then return; end if;
  if h.busy_until > now() then perform send_outgoing(which, h.busy_until); return; end if;
  loop
    select * into d from outgoing_delivery x where x.hook_id = which and x.state = 'waiting' and (h.off_at is null or x.activity_id is null)
      order by x.activity_id is not null, x.id limit 1;
    if d.id is null then return; end if;
    if d.due_at > now() then perform send_outgoing(which, d.due_at); return; end if;
    told := outgoing_facts(d.activity_id, h.space_id);
    exit when told is not null or d.activity_id is null;
    update outgoing_delivery set state = 'void' where id = d.id;
  end loop;
  update outgoing_hook set busy_until = now() + interval '40 seconds' where id = which;
  return query select d.id, h.address, h.secret, h.words, s.slug::text, s.name, told from space s where s.id = h.space_id;
end $$;

-- What became of a try. Tried eight times over two days and then given up: the connection is off until a host looks. Who says that the
-- address is gone for good (410) is believed at once.
create function outgoing_tried(which bigint, answer int, why text, took int) returns void
language plpgsql security definer set search_path = copse, public, pg_temp as $$
declare d outgoing_delivery; waits constant interval[] := array['1 minute', '5 minutes', '30 minutes', '2 hours', '6 hours', '12 hours', '1 day'];
begin
  update outgoing_delivery x set tries = x.tries + 1, tried_at = now(), status = answer, trouble = why, ms = took,
    due_at = now() + coalesce(waits[x.tries + 1], interval '0'),
    state = case when why is null then 'sent' when x.activity_id is null or answer = 410 or x.tries >= cardinality(waits) then 'failed' else 'waiting' end
    where x.id = which returning * into d;
  update outgoing_hook h set busy_until = null,
    off_at = case when d.state = 'failed' and d.activity_id is not null and h.off_at is null then now() else h.off_at end,
    off_why = case when d.state = 'failed' and d.activity_id is not null and h.off_at is null then case when answer = 410 then 'gone' else 'failing' end else h.off_why end
    where h.id = d.hook_id;
end $$;

-- Who leaves takes the addresses into rooms along; what was told outside in a host's name stops until another host wants it.
create function end_hooks() returns trigger language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  if new.ended_at is not null then delete from incoming_hook where space_id = new.space_id and person_id = new.person_id; end if;
  update outgoing_hook set off_at = now(), off_why = 'host-left' where space_id = new.space_id and person_id = new.person_id and off_at is null;
  return null;
end $$;
create trigger end_hooks after update of standing, ended_at on membership for each row
  when (new.ended_at is not null or (old.standing = 'host' and new.standing <> 'host')) execute function end_hooks();

-- Keeps the log short: fourteen days, and of each connection the last fifty. Awakes whatever waits, should its job be lost.
create function tidy_hooks() returns void
language sql security definer set search_path = copse, public, pg_temp as $$
  delete from outgoing_delivery d where d.at < now() - interval '14 days'
    or (d.state <> 'waiting' and d.id < (select min(l.id) from (select x.id from outgoing_delivery x where x.hook_id = d.hook_id order by x.id desc limit 50) l));
  delete from incoming_said where at < now() - interval '14 days';
  select send_outgoing(h.id, greatest(now(), w.due_at)) from outgoing_hook h cross join lateral
    (select min(d.due_at) due_at from outgoing_delivery d where d.hook_id = h.id and d.state = 'waiting') w where h.off_at is null and w.due_at is not null;
$$;

revoke execute on function incoming_door, outgoing_addresses, outgoing_kind, send_outgoing, tell_outside, outgoing_facts, next_outgoing, outgoing_tried, end_hooks, tidy_hooks from public;
grant execute on function incoming_door, outgoing_addresses to copse_app;
grant execute on function send_outgoing to copse_app, copse_jobs;
grant execute on function next_outgoing, outgoing_tried, tidy_hooks to copse_jobs;
