-- What a community says to who comes: how much time it asks, what people there agree on, who welcomes, where one says hello.
create table welcoming (
  space_id bigint primary key references space on delete cascade,
  time_asked text not null default '' check (length(time_asked) <= 120),
  agreements text[] not null default '{}' check (cardinality(agreements) <= 12),
  -- Read together with its space: what was moved away is no place to say hello any more.
  hello_id bigint references item on delete set null,
  hello_question text not null default '' check (length(hello_question) <= 200),
  welcomer_id bigint references person on delete set null
);
call audience('welcoming', 'own');
grant select, insert, update on welcoming to copse_app;
create policy read on welcoming for select to copse_app using (coalesce(space_id = any((select reads())::bigint[]), false));
create policy add on welcoming for insert to copse_app with check (space_id = any((select hosts())::bigint[]));
create policy change on welcoming for update to copse_app
  using (space_id = any((select hosts())::bigint[])) with check (space_id = any((select hosts())::bigint[]));

-- A short film or recording in which a community introduces itself. What is said in it is there to be read, always; of a film
-- also in time with it.
create table introduction (
  space_id bigint primary key references space on delete cascade,
  blob text not null,
  type text not null check (type ~ '^(audio|video)/'),
  bytes int not null check (bytes between 1 and 50000000),
  words text not null check (length(words) between 1 and 20000),
  captions text not null default '' check (length(captions) <= 60000),
  check (captions <> '' or type !~ '^video/'),
  at timestamptz(3) not null default now()
);
call audience('introduction', 'own');
grant select, insert, update, delete on introduction to copse_app;
create policy read on introduction for select to copse_app using (coalesce(space_id = any((select reads())::bigint[]), false));
create policy add on introduction for insert to copse_app with check (space_id = any((select hosts())::bigint[]));
create policy change on introduction for update to copse_app
  using (space_id = any((select hosts())::bigint[])) with check (space_id = any((select hosts())::bigint[]));
create policy remove on introduction for delete to copse_app using (space_id = any((select hosts())::bigint[]));

create or replace view named_file as
  select 'blobs'::text store, blob hash, bytes, 'attachment'::text kind, id, item_id, space_id, created_at at from attachment
  union all select 'blobs', blob, bytes, 'welcome', person_id, null, null, at from welcome_sound
  union all select 'blobs', blob, bytes, 'import', id, null, space_id, asked_at from page_import where blob is not null
  union all select 'blobs', blob, bytes, 'file', item_id, item_id, space_id, at from file_version
  union all select 'blobs', blob, bytes, 'preview', item_id, item_id, space_id, null from file_picture
  union all select 'portraits', picture, null, 'portrait', id, null, null, null from person where picture is not null
  union all select 'portraits', picture, null, 'sign', id, null, id, null from space where picture is not null
  union all select 'takeouts', blob, bytes, 'takeout', person_id, null, null, ready_at from takeout where blob is not null
  union all select 'blobs', blob, bytes, 'introduction', space_id, null, space_id, at from introduction;

-- What a newcomer left for later, and that they have had enough of it. All else about their first steps is known by what is there.
create table welcome_step (
  space_id bigint not null references space on delete cascade,
  person_id bigint not null references person on delete cascade,
  step text not null check (step = any(array['self', 'letters', 'hello', 'write', 'one', 'over'])),
  at timestamptz(3) not null default now(),
  primary key (space_id, person_id, step)
);
create index on welcome_step (person_id);
call audience('welcome_step', 'self');

-- What whoever is about to come may know of it. For functions only.
create function welcoming_card(which bigint) returns jsonb
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select jsonb_build_object('timeAsked', coalesce(w.time_asked, ''), 'agreements', to_jsonb(coalesce(w.agreements, '{}')),
    'introduction', case when i.space_id is not null then
      jsonb_build_object('type', i.type, 'bytes', i.bytes, 'words', i.words, 'captions', i.captions <> '') end)
  from space s left join welcoming w on w.space_id = s.id left join introduction i on i.space_id = s.id where s.id = which
$$;
-- The space of this address, for whoever reads there or may know of it.
create function known_space(slug text) returns bigint
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select s.id from space s where s.slug = known_space.slug::citext and s.kind <> 'conversation'
    and (coalesce(s.id = any(reads()), false) or door_card(known_space.slug) is not null)
$$;
-- For whoever holds the link of an invitation that serves; for whoever may know of the space.
create function invitation_welcoming(which bigint) returns jsonb
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select welcoming_card(i.space_id) from invitation i where i.id = which and coalesce((invitation_card(which) -> 'usable')::boolean, false)
$$;
create function door_welcoming(slug text) returns jsonb
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select welcoming_card(known_space(door_welcoming.slug))
$$;
create function introduction_by(which bigint) returns table (blob text, type text, bytes int, captions text)
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select n.blob, n.type, n.bytes, n.captions from invitation i join introduction n on n.space_id = i.space_id
  where i.id = which and coalesce((invitation_card(which) -> 'usable')::boolean, false)
$$;
create function introduction_at(slug text) returns table (blob text, type text, bytes int, captions text)
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select n.blob, n.type, n.bytes, n.captions from introduction n where n.space_id = known_space(introduction_at.slug)
$$;

-- Who is there for the asking person when they are new: whom the hosts name; else who invited them, who greeted them, or the
-- host who has been there longest. Nobody who is blocked by either, and nobody who is gone.
create function welcomer_of(which bigint) returns bigint
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select x.who from (
    select 1 turn, w.welcomer_id who, null::timestamptz since from welcoming w where w.space_id = which
    union all
    select 2, i.made_by, i.created_at from invitation i
      where i.space_id = which and i.uses > 0 and (i.person_id = me() or i.email = (select l.email from login l where l.person_id = me()))
    union all
    select 3, g.greeted_by, g.at from greeting g where g.space_id = which and g.person_id = me()
    union all
    select 4, m.person_id, m.joined_at from membership m where m.space_id = which and m.standing = 'host') x
  where x.who <> me() and belongs(which, me()) and belongs(which, x.who) and exists (select from login l where l.person_id = x.who)
    and not blocks(x.who, me()) and not blocks(me(), x.who)
  order by x.turn, x.since, x.who limit 1
$$;
-- Whether the asking person has written to someone alone, wherever the question is asked.
create function wrote_to(who bigint) returns boolean
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select exists (
    select from conversation c join space s on s.id = c.space_id and s.people = 2
    join membership a on a.space_id = s.id and a.person_id = who join membership b on b.space_id = s.id and b.person_id = me()
    join message m on m.item_id = c.item_id and m.author_id = me()
    where who <> me() and a.ended_at is null and b.ended_at is null)
$$;
revoke execute on function known_space, wrote_to, welcoming_card, invitation_welcoming, door_welcoming, introduction_by, introduction_at, welcomer_of from public;
grant execute on function invitation_welcoming, door_welcoming, introduction_by, introduction_at, welcomer_of, wrote_to to copse_app;
