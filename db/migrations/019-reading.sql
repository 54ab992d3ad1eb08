-- How far one has read, right across devices: what a page has seen comes in late and in batches, and says which generation of
-- the mark it knew. Whoever calls something new again begins a new generation, and what was seen before says nothing any more.
alter table reading add column generation int not null default 0;

-- Notes what the asking person has seen: never back, never past the end, nothing in what they may not read. Returns what changed.
create function note_seen(items bigint[], numbers int[], generations int[]) returns table (item bigint, number int)
language sql volatile security definer set search_path = copse, public, pg_temp as $$
  insert into reading as r (person_id, item_id, number, generation)
  select distinct on (t.item_id) me(), t.item_id, least(m.number, t.last_number), least(m.generation, coalesce(own.generation, 0))
  from unnest(items, numbers, generations) as m (item, number, generation)
  join tail t on t.item_id = m.item and not t.removed join space s on s.id = t.space_id
  left join reading own on own.person_id = me() and own.item_id = t.item_id
  where m.number > 0 and (s.id = any(reads()) or s.visibility = 'open' and is_of_parent(s.parent_id, me()))
  order by t.item_id, m.generation desc, m.number desc
  on conflict (person_id, item_id) do update set number = excluded.number, at = now()
    where excluded.generation >= r.generation and excluded.number > r.number
  returning r.item_id, r.number
$$;
revoke execute on function note_seen from public;
grant execute on function note_seen to copse_app;

-- What was marked as read at once, the last time, so that it can be undone: rows of item, number before, number after.
create table read_at_once (
  person_id bigint primary key references person on delete cascade,
  space_id bigint references space on delete cascade,
  marks jsonb not null,
  at timestamptz(3) not null default now()
);
create index on read_at_once (space_id) where space_id is not null;
call audience('read_at_once', 'self');

-- An address at which a feed reader, which cannot sign in, reads as this person. Its secret is derived from the id and kept
-- nowhere; a row that is gone is an address that has ended. Without a space: everything the person reads.
create table feed (
  id bigint generated always as identity primary key,
  person_id bigint not null references person on delete cascade,
  space_id bigint references space on delete cascade,
  made_at timestamptz(3) not null default now(),
  unique nulls not distinct (person_id, space_id)
);
create index on feed (space_id) where space_id is not null;
call audience('feed', 'self');

-- Whose feed it is, and of which place: for who holds its secret. Nobody's, once the account is closed.
create function feed_of(which bigint, out person_id bigint, out space_id bigint, out slug text, out made_at timestamptz)
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select f.person_id, f.space_id, s.slug::text, f.made_at from feed f join login l on l.person_id = f.person_id
    left join space s on s.id = f.space_id where f.id = which
$$;
revoke execute on function feed_of from public;
grant execute on function feed_of to copse_app;

-- The newest words of a space, whatever they are said under.
create index on message (space_id, created_at desc, id desc) where removed_at is null;
