-- Circles within communities, what others may know of a space, how one comes in, guests with a date, tools a space uses.

alter table space
  -- hidden: only its people · listed: people of the parent know name and purpose · announced: anyone does · open: people of
  -- the parent may read, and join at once. A community's parent is the site.
  add visibility text not null default 'hidden' check (visibility in ('hidden', 'listed', 'announced', 'open')),
  add joining text not null default 'invitation' check (joining in ('invitation', 'request', 'free')),
  add questions text[] not null default '{}' check (cardinality(questions) <= 5),
  add answers_shown boolean not null default false,
  add tools text[] not null default '{}',
  add check ((kind = 'circle') = (parent_id is not null)),
  add check (visibility <> 'open' or joining = 'free');
create index on space (parent_id) where parent_id is not null;
update space set tools = '{discussions}';

alter table membership add ended_by bigint references person;

-- For whom a message speaks, besides its author.
alter table message add voice text check (voice in ('hosts', 'funder', 'manager', 'host-organisation'));

alter table invitation
  add standing text not null default 'member' check (standing in ('member', 'guest')),
  add until timestamptz(3),
  add person_id bigint references person on delete cascade,
  add declined_at timestamptz(3),
  add check ((standing = 'guest') = (until is not null));
create index on invitation (person_id) where person_id is not null;
-- Only hosts bring in guests.
drop policy add on invitation;
create policy add on invitation for insert to copse_app with check (made_by = (select me()) and (
  space_id = any((select hosts())::bigint[]) or (standing = 'member' and
  exists (select from space s where s.id = space_id and s.members_invite and s.id = any((select writes())::bigint[])))));
-- Whoever is invited by name sees it.
drop policy read on invitation;
create policy read on invitation for select to copse_app
  using (space_id = any((select hosts())::bigint[]) or person_id = (select me())
    or (made_by = (select me()) and space_id = any((select reads())::bigint[])));

-- Someone at the door. Hosts read the answers; the people of the space do where that was said when they were asked for.
create table join_request (
  id bigint generated always as identity primary key,
  space_id bigint not null references space on delete cascade,
  person_id bigint not null references person on delete cascade,
  answers jsonb not null default '[]',
  shown boolean not null,
  state text not null default 'waiting' check (state in ('waiting', 'admitted', 'declined', 'withdrawn')),
  word text not null default '' check (length(word) <= 1000),
  answered_by bigint references person,
  created_at timestamptz(3) not null default now(),
  answered_at timestamptz(3)
);
create unique index on join_request (space_id, person_id) where state = 'waiting';
create index on join_request (person_id);
call audience('join_request', 'own');
grant select on join_request to copse_app;
create policy read on join_request for select to copse_app using (
  person_id = (select me()) or space_id = any((select hosts())::bigint[])
  or (shown and state = 'admitted' and space_id = any((select reads())::bigint[])));

-- What came of addresses that were pasted or brought as a file, line by line.
create table invitation_report (
  id bigint generated always as identity primary key,
  space_id bigint not null references space on delete cascade,
  made_by bigint not null references person on delete cascade,
  lines jsonb not null,
  created_at timestamptz(3) not null default now()
);
create index on invitation_report (space_id);
call audience('invitation_report', 'own');
grant select, insert on invitation_report to copse_app;
create policy read on invitation_report for select to copse_app using (
  space_id = any((select reads())::bigint[]) and (made_by = (select me()) or space_id = any((select hosts())::bigint[])));
create policy add on invitation_report for insert to copse_app with check (
  made_by = (select me()) and space_id = any((select writes())::bigint[]));

-- Who said hello to someone new, so that each is greeted and nobody twice by accident.
create table greeting (
  space_id bigint not null references space on delete cascade,
  person_id bigint not null references person on delete cascade,
  greeted_by bigint not null references person,
  at timestamptz(3) not null default now(),
  primary key (space_id, person_id)
);
call audience('greeting', 'hosts');

-- Whether someone belongs to the space, not as a guest.
create function is_one_of(which bigint, who bigint) returns boolean
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select exists (select from membership m where m.space_id = which and m.person_id = who and m.ended_at is null
    and m.standing <> 'guest')
$$;

-- Whether someone is of the people of a space's parent; without a parent that is the site: whoever belongs to a community,
-- not as a guest, and whoever operates it.
create function is_of_parent(parent bigint, who bigint) returns boolean
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select case when parent is not null then is_one_of(parent, who) else
    exists (select from membership m join space s on s.id = m.space_id
      where m.person_id = who and m.ended_at is null and m.standing <> 'guest' and s.kind = 'community')
    or exists (select from login l where l.person_id = who and l.operator) end
$$;

-- How many can read what is said in a space, with their badges: behind an open door, the people of the parent too.
create function readers_of(which bigint, out people int, out badges jsonb)
language sql stable security definer set search_path = copse, public, pg_temp as $$
  with s as (select id, parent_id from space where id = which),
  readers as (
    select m.person_id, m.badge from membership m, s where m.space_id = s.id and m.ended_at is null
    union
    select m.person_id, max(m.badge) from membership m join space p on p.id = m.space_id, s
    where m.ended_at is null and m.standing <> 'guest'
      and case when s.parent_id is null then p.kind = 'community' else p.id = s.parent_id end
      and not exists (select from membership own where own.space_id = s.id and own.person_id = m.person_id and own.ended_at is null)
    group by m.person_id)
  select (select count(*)::int from readers),
    coalesce((select jsonb_object_agg(badge, n) from (select badge, count(*) n from readers where badge is not null group by badge) b), '{}')
$$;

-- Begins a request, as before, with circles and open doors: `wide` with a space means the space and those of its circles
-- that the person belongs to; without one, all of their spaces. Behind an open door one is a visitor, who reads.
drop function enter(bytea, text, boolean);
create function enter(credential bytea, slug text default null, wide boolean default false,
                      out me jsonb, out space jsonb)
language plpgsql security definer set search_path = copse, public, pg_temp as $$
declare
  who bigint; which bigint; r bigint[]; w bigint[]; h bigint[];
begin
  if credential is not null then
    select c.person_id, s.id,
        jsonb_build_object('id', p.id, 'handle', p.handle, 'name', p.name, 'lang', p.lang, 'picture', p.picture,
          'timeZone', coalesce(f.time_zone, 'UTC'), 'operator', coalesce(l.operator, false),
          'via', c.via, 'viaId', c.via_id, 'scopes', c.scopes),
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

-- The circles within a space, and within those.
create function circles_under(which bigint) returns setof bigint
language sql stable security definer set search_path = copse, public, pg_temp as $$
  with recursive under as (
    select id from space where parent_id = which
    union all select s.id from space s join under u on s.parent_id = u.id)
  select id from under
$$;

-- What the asking person may know of a space before they belong to it: its name and purpose, and how to come in. Null for
-- what they may not know of.
create function door_card(slug text) returns jsonb
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select jsonb_build_object('id', s.id, 'kind', s.kind, 'slug', s.slug, 'name', s.name, 'purpose', s.purpose,
    'lang', s.lang, 'hue', s.hue, 'picture', s.picture, 'visibility', s.visibility, 'joining', s.joining,
    'questions', s.questions, 'answersShown', s.answers_shown,
    'mayAsk', s.parent_id is null or is_one_of(s.parent_id, me()),
    'belongs', exists (select from membership m where m.space_id = s.id and m.person_id = me() and m.ended_at is null
      and (m.until is null or m.until > now())),
    'parent', (select jsonb_build_object('slug', p.slug, 'name', p.name) from space p where p.id = s.parent_id
      and (p.visibility = 'announced' or is_one_of(p.id, me()))),
    'request', (select jsonb_build_object('id', r.id, 'state', r.state, 'word', r.word, 'at', r.created_at) from join_request r
      where r.space_id = s.id and r.person_id = me() and r.state <> 'withdrawn' order by r.id desc limit 1))
  from space s where s.slug = door_card.slug::citext and s.kind <> 'conversation' and s.closed_at is null
    and case s.visibility when 'announced' then true when 'hidden' then false else is_of_parent(s.parent_id, me()) end
$$;

-- The circles within a space that the asking person belongs to or may know of; with null, the communities of the site.
create function known_spaces(parent bigint)
returns table (id bigint, slug text, name text, purpose text, lang text, hue smallint, picture text, people int,
  visibility text, joining text, standing text, closed boolean, requested boolean)
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select s.id, s.slug::text, s.name, s.purpose, s.lang, s.hue, s.picture, case when m.standing is not null then s.people end,
    s.visibility, s.joining, m.standing, s.closed_at is not null,
    exists (select from join_request r where r.space_id = s.id and r.person_id = me() and r.state = 'waiting')
  from space s left join membership m on m.space_id = s.id and m.person_id = me() and m.ended_at is null
    and (m.until is null or m.until > now())
  where s.parent_id is not distinct from known_spaces.parent and s.kind <> 'conversation'
    and (m.standing is not null or (s.closed_at is null and case s.visibility
      when 'announced' then known_spaces.parent is null or is_one_of(known_spaces.parent, me())
      when 'hidden' then false else is_of_parent(s.parent_id, me()) end))
  order by s.closed_at is not null, s.name
$$;

-- Makes a community, or a circle within a space whose people one is of. The asking person is its host; it is readable and
-- writable for the rest of the transaction.
drop function found_space(text, text, text, text, int, timestamptz);
create function found_space(slug text, name text, purpose text, lang text, hue int, created_at timestamptz, tools text[], parent bigint default null)
returns bigint language plpgsql security definer set search_path = copse, public, pg_temp as $$
declare made bigint; candidate text := found_space.slug; n int := 1;
begin
  if parent is not null and (not is_one_of(parent, me()) or exists (select from space s where s.id = parent and s.closed_at is not null)) then
    raise exception 'only people of a space start circles in it' using errcode = 'insufficient_privilege';
  end if;
  if parent is null and not may_found() then
    raise exception 'the site lets others make communities' using errcode = 'CP005';
  end if;
  loop
    insert into space (kind, parent_id, slug, name, purpose, lang, hue, created_by, created_at, tools)
      values (case when parent is null then 'community' else 'circle' end, parent, candidate, found_space.name,
        found_space.purpose, found_space.lang, found_space.hue, me(), found_space.created_at, found_space.tools)
      on conflict do nothing returning id into made;
    exit when made is not null;
    n := n + 1; candidate := left(found_space.slug, 55) || '-' || n;
  end loop;
  insert into membership (space_id, person_id, standing, joined_at) values (made, me(), 'host', found_space.created_at);
  perform set_config('copse.reads', array_append(reads(), made)::text, true),
    set_config('copse.writes', array_append(writes(), made)::text, true),
    set_config('copse.hosts', array_append(hosts(), made)::text, true);
  return made;
end $$;

-- A circle's people are people of its parent; only guests are not. Leaving the parent, or becoming its guest, ends that.
create function keep_within_parent() returns trigger language plpgsql security definer set search_path = copse, public, pg_temp as $$
declare parent bigint;
begin
  select s.parent_id into parent from copse.space s where s.id = new.space_id;
  -- Waits for whoever is ending the belonging around it at this moment, and then sees it ended.
  if parent is not null and new.ended_at is null then
    perform 1 from copse.membership m where m.space_id = parent and m.person_id = new.person_id for share;
  end if;
  if parent is not null and new.ended_at is null and new.standing <> 'guest' and not is_one_of(parent, new.person_id) then
    raise exception 'a circle''s people are people of its parent' using errcode = 'CP004';
  end if;
  if tg_op = 'UPDATE' and old.ended_at is null and old.standing <> 'guest' and (new.ended_at is not null or new.standing = 'guest') then
    update copse.membership m set ended_at = coalesce(new.ended_at, now()), ended_by = new.ended_by
      from copse.space s where s.parent_id = new.space_id and m.space_id = s.id and m.person_id = new.person_id
        and m.ended_at is null and m.standing <> 'guest';
    update copse.join_request r set state = 'withdrawn', answered_at = now()
      where r.person_id = new.person_id and r.state = 'waiting' and r.space_id in (select circles_under(new.space_id));
  end if;
  return null;
end $$;
create trigger keep_within_parent after insert or update of standing, ended_at on membership
  for each row execute function keep_within_parent();

-- As before; and a circle whose last host goes is tended by whoever has been in it longest. With nobody left it closes.
create or replace function count_people() returns trigger language plpgsql security definer set search_path = copse, public, pg_temp as $$
declare
  was boolean := tg_op <> 'INSERT' and old.ended_at is null;
  is_ boolean := tg_op <> 'DELETE' and new.ended_at is null;
  old_badge text := case when tg_op <> 'INSERT' then old.badge end;
  new_badge text := case when tg_op <> 'DELETE' then new.badge end;
  which bigint := case when tg_op = 'DELETE' then old.space_id else new.space_id end;
  heir bigint;
begin
  if was <> is_ then
    update copse.space set people = people + case when is_ then 1 else -1 end where id = which;
  end if;
  if (was and old_badge is not null) or (is_ and new_badge is not null) then
    update copse.space s set badges = coalesce((
      select jsonb_object_agg(badge, n) from (
        select badge, count(*) n from copse.membership m
        where m.space_id = s.id and m.ended_at is null and badge is not null group by badge) counted), '{}')
    where id = which;
  end if;
  if was and old.standing = 'host' and not (is_ and new.standing = 'host') then
    perform 1 from copse.space where id = which for no key update;
    if exists (select from copse.membership m where m.space_id = which and m.standing = 'host' and m.ended_at is null)
       or not exists (select from copse.space s where s.id = which) then
      return null;
    end if;
    if is_ or exists (select from copse.space s where s.id = which and s.kind = 'community') then
      raise exception 'the last host cannot go' using errcode = 'CP001';
    end if;
    select m.person_id into heir from copse.membership m
      where m.space_id = which and m.standing = 'member' and m.ended_at is null order by m.joined_at, m.person_id limit 1;
    if heir is null then
      update copse.space set closed_at = now() where id = which and closed_at is null;
    else
      update copse.membership set standing = 'host' where space_id = which and person_id = heir;
      insert into copse.audit (space_id, verb, actor_id, person_id) values (which, 'hosting.passed-on', old.person_id, heir);
    end if;
  end if;
  return null;
end $$;

-- What an invitation shows before one joins. Null where there is none.
create or replace function invitation_card(which bigint) returns jsonb
language sql security definer set search_path = copse, public, pg_temp as $$
  select jsonb_build_object(
    'usable', i.revoked_at is null and i.declined_at is null and (i.expires_at is null or i.expires_at > now())
      and (i.uses_most is null or i.uses < i.uses_most) and s.closed_at is null and (i.until is null or i.until > now())
      and exists (select from membership m where m.space_id = i.space_id and m.person_id = i.made_by and m.ended_at is null
        and (m.standing = 'host' or (m.standing = 'member' and s.members_invite and i.standing = 'member'))),
    'note', i.note, 'email', i.email, 'claims', c.name, 'expiresAt', i.expires_at, 'standing', i.standing, 'until', i.until,
    'by', jsonb_build_object('id', p.id, 'handle', p.handle, 'name', p.name, 'picture', p.picture),
    'space', jsonb_build_object('id', s.id, 'kind', s.kind, 'slug', s.slug, 'name', s.name, 'purpose', s.purpose, 'lang', s.lang,
      'hue', s.hue, 'picture', s.picture, 'people', r.people, 'badges', r.badges))
  from invitation i join space s on s.id = i.space_id join person p on p.id = i.made_by left join person c on c.id = i.claims
  cross join lateral (
    select s.people, s.badges where s.visibility <> 'open' union all
    select o.people, o.badges from readers_of(s.id) o where s.visibility = 'open') r
  where i.id = which
$$;

-- Someone whom a host sent away does not come back by a link that lies about or by a free door: only by a personal
-- invitation, or when a host welcomes them.
create function was_sent_away(which bigint, who bigint) returns boolean
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select exists (select from membership m where m.space_id = which and m.person_id = who and m.ended_at is not null
    and m.ended_by <> m.person_id)
$$;

-- Whether an invitation serves someone: whoever was sent away needs one made since, for them by name or to their address.
create function may_come_by(i invitation, who bigint) returns boolean
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select not was_sent_away(i.space_id, who) or (
    i.created_at > (select m.ended_at from membership m where m.space_id = i.space_id and m.person_id = who)
    and (i.person_id = who or exists (select from login l where l.person_id = who and l.email = i.email)))
$$;

-- The asking person joins by an invitation. Using it up happens under its lock, so that the last use is used once.
create or replace function join_by(which bigint) returns text
language plpgsql security definer set search_path = copse, public, pg_temp as $$
declare i invitation; s space;
begin
  select * into i from invitation where id = which for update;
  select * into s from space where id = i.space_id;
  if exists (select from membership m where m.space_id = s.id and m.person_id = me() and m.ended_at is null
             and (m.until is null or m.until > now())) then
    return s.slug;
  end if;
  if i.id is null or not (invitation_card(which) -> 'usable')::boolean
     or (i.person_id is not null and i.person_id <> me())
     or not may_come_by(i, me()) then
    raise exception 'the invitation has ended' using errcode = 'CP003';
  end if;
  update invitation set uses = uses + 1 where id = which;
  perform take_in(s.id, me(), i.standing, i.until);
  return s.slug;
end $$;

-- Makes someone one of a space's people, and lets this transaction read and write there. For functions only.
create function take_in(which bigint, who bigint, standing text, until timestamptz) returns void
language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  insert into membership as m (space_id, person_id, standing, until) values (which, who, take_in.standing, take_in.until)
    on conflict (space_id, person_id) do update set standing = excluded.standing, until = excluded.until,
      ended_at = null, ended_by = null, joined_at = now();
  update join_request r set state = 'withdrawn', answered_at = now() where r.space_id = which and r.person_id = who and r.state = 'waiting';
  if who = me() then
    perform set_config('copse.reads', array_append(reads(), which)::text, true),
      set_config('copse.writes', array_append(writes(), which)::text, true);
  end if;
end $$;

-- The asking person is at the door of a space they may know of. Free ones let them in; others keep the request for a host.
-- Returns the request's id, or 0 when they are in.
create function knock(slug text, answers jsonb, told_shown boolean default true, at timestamptz default now()) returns bigint
language plpgsql security definer set search_path = copse, public, pg_temp as $$
declare card jsonb := door_card(knock.slug); which bigint := (card ->> 'id')::bigint; made bigint;
begin
  if card is null or me() is null then raise exception 'no such door' using errcode = 'P0002'; end if;
  if (card ->> 'belongs')::boolean then return 0; end if;
  if not (card ->> 'mayAsk')::boolean or card ->> 'joining' = 'invitation' then
    raise exception 'by invitation only' using errcode = 'CP003';
  end if;
  if card ->> 'joining' = 'free' and not was_sent_away(which, me()) then
    perform take_in(which, me(), 'member', null);
    return 0;
  end if;
  insert into join_request (space_id, person_id, answers, shown, created_at)
      values (which, me(), knock.answers, (card ->> 'answersShown')::boolean and knock.told_shown, knock.at)
    on conflict (space_id, person_id) where state = 'waiting' do update set answers = excluded.answers, shown = excluded.shown
    returning id into made;
  return made;
end $$;

create function withdraw_request(which bigint) returns void
language sql security definer set search_path = copse, public, pg_temp as $$
  update join_request set state = 'withdrawn', answered_at = now() where id = which and person_id = me() and state = 'waiting'
$$;

-- A host answers someone at the door. Returns the person, or nothing when another host was quicker.
create function answer_request(which bigint, welcome boolean, word text, out person_id bigint, out email text, out lang text)
language plpgsql security definer set search_path = copse, public, pg_temp as $$
#variable_conflict use_column
declare asked join_request;
begin
  update join_request r set state = case when welcome then 'admitted' else 'declined' end, word = answer_request.word,
      answered_by = me(), answered_at = now()
    where r.id = which and r.state = 'waiting' and r.space_id = any(hosts()) returning * into asked;
  if asked.id is null then return; end if;
  if welcome and not is_one_of(asked.space_id, asked.person_id) then
    insert into membership as m (space_id, person_id, standing) values (asked.space_id, asked.person_id, 'member')
      on conflict (space_id, person_id) do update set standing = 'member', until = null, ended_at = null, ended_by = null, joined_at = now();
  end if;
  select asked.person_id, l.email, p.lang into answer_request.person_id, answer_request.email, answer_request.lang
    from person p left join login l on l.person_id = p.id where p.id = asked.person_id;
end $$;

-- Someone invited by name: only people one shares a space with can be.
create function invite_person(which bigint, who bigint, standing text, until timestamptz, note text) returns bigint
language plpgsql security definer set search_path = copse, public, pg_temp as $$
declare made bigint;
begin
  if not coalesce(which = any(hosts()), false) and (standing <> 'member'
      or not coalesce(which = any(writes()) and (select members_invite from space where id = which), false))
     or not exists (select from people_beside(which) p where p.id = who) then
    raise exception 'only hosts invite, and only people of the parent' using errcode = 'insufficient_privilege';
  end if;
  select i.id into made from invitation i where i.space_id = which and i.person_id = who and i.revoked_at is null
    and i.declined_at is null and i.uses = 0 and (i.expires_at is null or i.expires_at > now());
  if made is null then
    insert into invitation (space_id, made_by, person_id, standing, until, note, uses_most, expires_at)
      values (which, me(), who, invite_person.standing, invite_person.until, invite_person.note, 1, now() + interval '60 days')
      returning id into made;
  end if;
  return made;
end $$;

-- The people whom a circle can invite: people of its parent who are not in it.
create function people_beside(which bigint) returns table (id bigint, handle text, name text, picture text)
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select p.id, p.handle::text, p.name, p.picture from space s join membership m on m.space_id = s.parent_id join person p on p.id = m.person_id
  where s.id = which and s.id = any(writes()) and is_one_of(s.parent_id, me()) and m.ended_at is null and m.standing <> 'guest'
    and not exists (select from membership own where own.space_id = s.id and own.person_id = p.id and own.ended_at is null)
  order by p.name, p.id limit 500
$$;

-- Invitations by name that wait for the asking person: all of them above spaces, within a space those to its circles.
create function my_invitations() returns table (id bigint, slug text, space text, by text, note text, standing text, at timestamptz)
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select i.id, s.slug::text, s.name, p.name, i.note, i.standing, i.created_at from invitation i join space s on s.id = i.space_id join person p on p.id = i.made_by
  where i.person_id = me() and (invitation_card(i.id) -> 'usable')::boolean and may_come_by(i, me())
    and (i.standing = 'guest' or s.parent_id is null or is_one_of(s.parent_id, me()))
    and (coalesce(current_setting('copse.everywhere', true), 'true') <> 'false' or s.parent_id = any(reads()))
    and not exists (select from membership m where m.space_id = i.space_id and m.person_id = me() and m.ended_at is null)
  order by i.id desc limit 20
$$;

-- Of these addresses, whose person belongs to the space already, and who was invited to it and has not come yet. For hosts
-- alone: to others an address tells nothing.
create function known_addresses(which bigint, emails text[]) returns table (email text, state text)
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select l.email::text, 'belongs' from login l join membership m on m.person_id = l.person_id
    where l.email = any(emails::citext[]) and m.space_id = which and m.ended_at is null and which = any(hosts())
  union
  select i.email::text, 'waiting' from invitation i
    where i.email = any(emails::citext[]) and i.space_id = which and which = any(hosts()) and (invitation_card(i.id) -> 'usable')::boolean
      and not exists (select from login l join membership m on m.person_id = l.person_id
        where l.email = i.email and m.space_id = which and m.ended_at is null)
$$;

create function decline_invitation(which bigint) returns void
language sql security definer set search_path = copse, public, pg_temp as $$
  update invitation set declined_at = now() where id = which and person_id = me() and declined_at is null
$$;

-- For imports and the demonstration, as before; and nobody who hosts nothing passes for a host.
create or replace function admit(which bigint, who bigint, standing text, badge text, joined timestamptz, until timestamptz, ended timestamptz)
returns void language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  if not coalesce(which = any(hosts()), false) then raise exception 'only a host admits' using errcode = 'insufficient_privilege'; end if;
  insert into membership (space_id, person_id, standing, badge, joined_at, until, ended_at)
    values (which, who, admit.standing, admit.badge, joined, admit.until, ended)
    on conflict (space_id, person_id) do update set standing = excluded.standing, badge = excluded.badge,
      joined_at = excluded.joined_at, until = excluded.until, ended_at = excluded.ended_at;
end $$;

-- The asking person leaves. The trigger on membership refuses the last host of a community.
create or replace function leave(which bigint) returns void
language sql security definer set search_path = copse, public, pg_temp as $$
  update membership set ended_at = now(), ended_by = me() where space_id = which and person_id = me() and ended_at is null
$$;

-- What a mail needs to know, for the workers.
create or replace function mail_facts(which bigint) returns jsonb
language sql security definer set search_path = copse, public, pg_temp as $$
  select case
    when m.kind = 'invitation' then invitation_card(m.subject_id)
    when m.kind in ('admitted', 'declined') then (
      select jsonb_build_object('usable', r.state = m.kind, 'note', r.word, 'name', p.name,
        'by', jsonb_build_object('id', a.id, 'handle', a.handle, 'name', a.name, 'picture', a.picture),
        'space', jsonb_build_object('id', s.id, 'slug', s.slug, 'name', s.name, 'purpose', '', 'people', s.people))
      from join_request r join space s on s.id = r.space_id join person a on a.id = r.answered_by where r.id = m.subject_id)
    else jsonb_build_object('name', p.name, 'usable', o.used_at is null and o.expires_at > now()) end
  from mail m left join one_time o on m.kind not in ('invitation', 'admitted', 'declined') and o.id = m.subject_id
    left join person p on p.id = m.person_id
  where m.id = which
$$;

-- What is past its time. Run by a job every night.
create or replace function sweep() returns void
language sql security definer set search_path = copse, public, pg_temp as $$
  delete from session where expires_at < now();
  delete from one_time where expires_at < now() - interval '7 days';
  delete from tries where until < now();
  delete from idempotency where at < now() - interval '14 days';
  delete from attachment where message_id is null and created_at < now() - interval '14 days';
  delete from invitation_report where created_at < now() - interval '30 days';
  update membership set ended_at = until where ended_at is null and until < now()
$$;

revoke execute on function is_one_of, is_of_parent, readers_of, enter, circles_under, door_card, known_spaces, found_space,
  keep_within_parent, was_sent_away, may_come_by, take_in, knock, withdraw_request, answer_request, invite_person, people_beside,
  my_invitations, known_addresses, decline_invitation from public;
grant execute on function enter, door_card, known_spaces, found_space, knock, withdraw_request, answer_request, invite_person,
  people_beside, my_invitations, known_addresses, decline_invitation to copse_app;
