-- Pages that go to another space, and pages that only one person changes.

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

-- A page that is one person's: they alone change it, and everybody reads it, comments, suggests. Without a row it is everybody's.
create table page_own (
  item_id bigint primary key references page (item_id) on delete cascade,
  space_id bigint not null,
  person_id bigint not null references person (id) on delete cascade,
  at timestamptz(3) not null default now(),
  foreign key (item_id, space_id) references item (id, space_id) on update cascade on delete cascade
);
create index on page_own (person_id);
call audience('page_own', 'space');

-- Whether a page is nobody's own, or this person's.
create function may_change_page(which bigint, who bigint) returns boolean
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select not exists (select from page_own o where o.item_id = which and o.person_id is distinct from who)
$$;

-- Whether the person whose own a page is still belongs to its space, as somebody who writes there.
create function owner_is_here(which bigint) returns boolean
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select exists (select from page_own o where o.item_id = which and is_one_of(o.space_id, o.person_id))
$$;

-- Who began a page makes it their own; a host who brings one in can say whose it is. Hosts open what somebody left behind.
create policy owners on page_own as restrictive for insert to copse_app with check (
  exists (select from item i where i.id = page_own.item_id and i.author_id = (select me()))
  and (person_id = (select me()) or space_id = any((select hosts())::bigint[])));
create policy owners_change on page_own as restrictive for update to copse_app using (false);
create policy owners_remove on page_own as restrictive for delete to copse_app using (
  person_id = (select me()) or (space_id = any((select hosts())::bigint[]) and not owner_is_here(item_id)));

-- The second wall around such a page: what it says and said, what it is called, what is being written in it.
create policy changers on page_revision as restrictive for insert to copse_app with check (may_change_page(item_id, (select me())));
create policy changers_change on page_revision as restrictive for update to copse_app using (may_change_page(item_id, (select me())));
create policy changers_remove on page_revision as restrictive for delete to copse_app using (may_change_page(item_id, (select me())));
create policy changers_remove on page as restrictive for delete to copse_app using (may_change_page(item_id, (select me())));

-- As whoever asks, not as the owner: functions of the owner, which check by themselves, are let through.
create function guard_page() returns trigger language plpgsql set search_path = copse, public, pg_temp as $$
begin
  if current_user = 'copse_app' and not may_change_page(old.item_id, me()) then
    raise exception 'somebody else''s own page' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger guard_page before update of text, html, headings, template, state, review_on, meaning on page
  for each row execute function guard_page();
create function guard_title() returns trigger language plpgsql set search_path = copse, public, pg_temp as $$
begin
  if current_user = 'copse_app' and not may_change_page(old.id, me()) then
    raise exception 'somebody else''s own page' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger guard_title before update of title, lang on item for each row
  when (old.kind = 'page' and (old.title, old.lang) is distinct from (new.title, new.lang)) execute function guard_title();

call amend('may_share', 'and m.standing <> ''guest''', 'and m.standing <> ''guest'' and may_change_page(i.id, m.person_id)');
-- Of a suggestion hear those who can take it in.
call amend('tell_suggestion', 'and m.standing <> ''guest'' and m.person_id in (',
  'and m.standing <> ''guest'' and may_change_page(new.item_id, m.person_id) and m.person_id in (
      select person_id from page_own where item_id = new.item_id
      union all');

-- Where something of a tool can go, and begin: not only what the discussions need.
drop function places_to_move(bigint);
create function places_to_move(which bigint, tool text default 'discussions')
returns table (id bigint, slug text, name text, people int, fewer int, more int, within boolean)
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select s.id, s.slug::text, s.name,
    (select count(*)::int from who_reads(s.id)),
    (select count(*)::int from (select who_reads(i.space_id) except select who_reads(s.id)) x),
    (select count(*)::int from (select who_reads(s.id) except select who_reads(i.space_id)) x),
    s.id in (select circles_under(i.space_id))
  from item i join membership m on m.person_id = me() and m.ended_at is null and m.standing <> 'guest'
    join space s on s.id = m.space_id and s.id <> i.space_id and s.closed_at is null and s.kind <> 'conversation'
      and places_to_move.tool = any(s.tools)
  where i.id = which and may_move(which) order by s.name limit 100
$$;

-- An asking for a page: whether the pages below it are to go along, and which those were.
alter table moving add along boolean not null default false, add pages bigint[] not null default '{}';

-- Whether somebody may write pages in a space.
create function writes_pages(place bigint, who bigint) returns boolean
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select exists (select from membership m join space s on s.id = m.space_id
    where s.id = place and s.closed_at is null and s.kind <> 'conversation' and 'pages' = any(s.tools) and m.person_id = who
      and m.standing <> 'guest' and m.ended_at is null)
$$;

-- Whether somebody may take all of these pages away: a host there, or who began each of them.
create function takes_pages(which bigint[], who bigint) returns boolean
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select not exists (select from unnest(which) w(id) where not exists (
    select from item i join space s on s.id = i.space_id and s.closed_at is null join membership m on m.space_id = s.id
    where i.id = w.id and i.kind = 'page' and i.removed_at is null and m.person_id = who and m.ended_at is null and m.standing <> 'guest'
      and (m.standing = 'host' or (i.author_id = who and may_change_page(i.id, who)))))
$$;

-- A page, and all that lies below it where that goes along. What was taken away stays behind.
create function pages_going(which bigint, along boolean) returns bigint[]
language sql stable security definer set search_path = copse, public, pg_temp as $$
  with recursive going as (
    select i.id from item i where i.id = which and i.space_id = any(reads())
    union select p.item_id from going g join page p on p.parent_id = g.id join item i on i.id = p.item_id and i.removed_at is null
      where pages_going.along)
  select array_agg(id order by id <> which) from going
$$;

-- Whose words are in these pages, how many of them, and when the last came: texts, comments, suggestions, what is not saved, files;
-- and what was said in the message or the thread of which a page was made.
create function writers_of(which bigint[]) returns table (person_id bigint, n int, last timestamptz)
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select w.person_id, sum(w.n)::int, max(w.at) from (
    select i.author_id person_id, i.created_at at, 0 n from item i where i.id = any(which)
    union all select m.author_id, greatest(m.created_at, m.edited_at), 1 from message m where m.item_id = any(which)
    union all select m.author_id, i.created_at, 1 from item_link l join item i on i.id = l.from_item join message m on m.id = l.to_message
      where l.made and l.from_item = any(which) and m.removed_at is null
    union all select m.author_id, i.created_at, 1 from item_link l join item i on i.id = l.from_item join message m on m.item_id = l.to_item
      where l.made and l.to_message is null and l.from_item = any(which) and m.removed_at is null and m.created_at <= i.created_at
    union all select f.person_id, f.created_at, 1 from attachment f where f.item_id = any(which)
    union all select r.author_id, r.at, 1 from page_revision r where r.item_id = any(which)
    union all select h.person_id, r.at, 1 from page_revision_hand h join page_revision r on r.item_id = h.item_id and r.number = h.number where h.item_id = any(which)
    union all select g.author_id, g.at, 1 from page_suggestion g where g.item_id = any(which)
    union all select g.settled_by, g.settled_at, 1 from page_suggestion g where g.item_id = any(which) and g.answer <> ''
    union all select h.person_id, h.at, 1 from shared_hand h where h.item_id = any(which)
    union all select r.person_id, r.at, 1 from item_revision r where r.item_id = any(which)
    union all select y.person_id, y.at, 1 from summary y where y.item_id = any(which)
    union all select y.person_id, y.at, 1 from summary_revision y where y.item_id = any(which)
    union all select c.person_id, c.at, 1 from closure c where c.item_id = any(which)) w
  group by w.person_id
$$;

-- Whether somebody is there to answer for their words.
create function can_be_asked(place bigint, who bigint) returns boolean
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select exists (select from membership m join login l on l.person_id = m.person_id
    where m.space_id = place and m.person_id = who and m.ended_at is null and (m.until is null or m.until > now()))
$$;

-- The same for who may move the page, with names, and whether each can be asked.
create function page_writers(which bigint, along boolean) returns table (id bigint, name text, count int, here boolean)
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select p.id, p.name, w.n, can_be_asked(i.space_id, p.id)
  from item i cross join writers_of(pages_going(which, along)) w join person p on p.id = w.person_id
  where i.id = which and may_move(which) order by w.n desc, p.id
$$;

-- Whether everybody else whose words are in these pages has said yes to this very move, of these very pages, after the last of
-- their words.
create function all_agreed(v moving, going bigint[]) returns boolean
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select v.id is not null and going <@ v.pages and not exists (select from writers_of(going) w where w.person_id <> v.person_id and not exists (
    select from moving_answer a where a.moving_id = v.id and a.person_id = w.person_id and a.answer and a.answered_at >= w.last))
$$;

-- The files that a text shows or leads to: who shows a file is found without reading all texts of a space.
create function files_in(said text) returns bigint[] language sql immutable parallel safe as $$
  select coalesce(array_agg(distinct m[1]::bigint), '{}') from regexp_matches(said, '/attachments/(\d{1,15})/', 'g') m
$$;
create index page_files on page using gin (files_in(text)) where position('/attachments/' in text) > 0;

-- Files lie under an item. What one page shows and another owns would be lost to one of them when one goes: each gets its own.
create function own_files(going bigint[], place bigint, target bigint) returns void
language plpgsql security definer set search_path = copse, public, pg_temp as $$
declare f record; made bigint; address text; wider boolean := widens(going[1], target); owned bigint[];
begin
  select '/c/' || s.slug || '/attachments/' into address from space s where s.id = own_files.place;
  owned := array(select a.id from attachment a where a.item_id = any(going)
    union all select a.id from message m join attachment a on a.message_id = m.id where m.item_id = any(going));
  for f in
    -- Shown by what goes. To where more people read only what is of those whose words go.
    select a.id, t.item_id page from page t cross join lateral unnest(files_in(t.text)) n(id)
      join attachment a on a.id = n.id and a.space_id = own_files.place and a.sent and not a.id = any(owned)
      where t.item_id = any(going) and position(address || a.id || '/' in t.text) > 0
        and (not wider or a.person_id in (select w.person_id from writers_of(going) w))
    -- Shown by what stays, or by what was published of it.
    union select n.id, t.item_id from page t cross join lateral unnest(files_in(t.text)) n(id)
      where position('/attachments/' in t.text) > 0 and files_in(t.text) && owned and t.space_id = own_files.place
        and not t.item_id = any(going) and n.id = any(owned) and position(address || n.id || '/' in t.text) > 0
    union select n.id, u.item_id from publication u cross join lateral unnest(u.files) n(id)
      where u.space_id = own_files.place and not u.item_id = any(going) and n.id = any(owned)
  loop
    insert into attachment (space_id, person_id, item_id, blob, name, type, bytes, width, height, alt, decorative, created_at)
      select own_files.place, a.person_id, f.page, a.blob, a.name, a.type, a.bytes, a.width, a.height, a.alt, a.decorative, a.created_at
      from attachment a where a.id = f.id returning id into made;
    update page p set text = replace(p.text, address || f.id || '/', address || made || '/'), html = replace(p.html, address || f.id || '/', address || made || '/'),
      embed_files = array_replace(p.embed_files, f.id, made) where p.item_id = f.page;
    update page_revision r set text = replace(r.text, address || f.id || '/', address || made || '/') where r.item_id = f.page;
    update page_suggestion g set text = replace(g.text, address || f.id || '/', address || made || '/'),
      before = replace(g.before, address || f.id || '/', address || made || '/') where g.item_id = f.page;
    update publication u set html = replace(u.html, address || f.id || '/', address || made || '/'), files = array_replace(u.files, f.id, made)
      where u.item_id = f.page;
  end loop;
end $$;

-- Takes pages to another space with all that hangs on them: by the foreign keys, and here what those do not know. It asks
-- nobody whether this may be: its callers do. The first of them comes to lie on top there, behind all that does.
create function carry_pages(going bigint[], place bigint, target bigint, by bigint, names jsonb, moment timestamptz) returns void
language plpgsql security definer set search_path = copse, public, pg_temp as $$
declare root page; there text; was text; becomes text; follows numeric; original bigint; side boolean; members bigint[];
begin
  if cardinality(going) > 1000 then raise exception 'too many pages at once' using errcode = 'CP016'; end if;
  perform from shared_text t where t.item_id = any(going) order by t.id for update;
  if exists (select from shared_text t where t.item_id = any(going) and t.aside_at is null and t.saved < t.number) then
    raise exception 'somebody has not saved' using errcode = 'CP013';
  end if;
  -- A title leads to one page.
  select x.title into there from jsonb_to_recordset(names) k(id bigint, key text) join page_name n on n.space_id = target and n.key = k.key and n.current
    join item x on x.id = n.item_id and x.removed_at is null where k.id = any(going) order by k.id limit 1;
  if found then raise exception 'a page of that title is there' using errcode = 'CP014', detail = there; end if;
  delete from page_name n using page_name o where n.item_id = any(going) and o.space_id = target and o.key = n.key
    and (not n.current or (o.current and exists (select from item x where x.id = o.item_id and x.removed_at is null)));
  delete from page_name o using page_name n where n.item_id = any(going) and o.space_id = target and o.key = n.key;

  -- Versions in other languages know each other as long as they lie in one space.
  for original in select distinct coalesce(p.original_id, p.item_id) from page p where p.item_id = any(going) loop
    foreach side in array array[true, false] loop
      select array_agg(p.item_id order by p.item_id <> original, i.removed_at is not null, p.item_id) into members
        from page p join item i on i.id = p.item_id where original in (p.item_id, p.original_id) and (p.item_id = any(going)) = side;
      continue when members is null or members[1] = original;
      update page p set original_id = nullif(members[1], p.item_id),
        original_number = case when p.item_id <> members[1] then (select o.number from page o where o.item_id = members[1]) end
        where p.item_id = any(members);
    end loop;
  end loop;

  -- What lay below and stays moves up to where the page was.
  select * into root from page p where p.item_id = going[1];
  select min(p.place) into follows from page p where p.space_id = carry_pages.place and p.parent_id is not distinct from root.parent_id and p.place > root.place;
  follows := coalesce(follows, root.place + 1);
  update page p set parent_id = root.parent_id, place = root.place + (follows - root.place) * c.nth / (c.n + 1)
    from (select x.item_id, row_number() over (order by x.place, x.item_id) nth, count(*) over () n from page x
      where x.parent_id = any(going) and not x.item_id = any(going)) c where c.item_id = p.item_id;
  update page p set parent_id = null, place = (select coalesce(max(o.place), 0) + 1 from page o where o.space_id = target and o.parent_id is null)
    where p.item_id = going[1];

  -- What was said for the people of the old place ends with it.
  insert into audit (space_id, verb, actor_id, person_id, item_id, at)
    select carry_pages.place, 'page.unpublished', carry_pages.by, nullif(i.author_id, carry_pages.by), i.id, moment from publication u join item i on i.id = u.item_id where u.item_id = any(going);
  delete from publication u where u.item_id = any(going);
  delete from page_source o where o.item_id = any(going);
  delete from gap_answer a where a.answer_id = any(going);
  delete from pin x where x.item_id = any(going);
  delete from shared_text t where t.item_id = any(going) and t.aside_at is null;
  update moving v set ended_at = now() where v.item_id = any(going) and v.ended_at is null;
  delete from moving v where v.item_id = any(going);
  delete from page_steward w where w.item_id = any(going) and not is_one_of(target, w.person_id);
  delete from page_wish w where w.item_id = any(going) and not w.person_id in (select who_reads(target));
  delete from follow f where f.item_id = any(going) and not f.person_id in (select who_reads(target));
  delete from saved f where f.item_id = any(going) and not f.person_id in (select who_reads(target));

  perform own_files(going, carry_pages.place, target);
  update item i set space_id = target where i.id = any(going);
  select '/c/' || s.slug || '/attachments/' into was from space s where s.id = carry_pages.place;
  select '/c/' || s.slug || '/attachments/' into becomes from space s where s.id = target;
  update page p set text = replace(p.text, was, becomes), html = replace(p.html, was, becomes) where p.item_id = any(going) and position(was in p.text) > 0;
  update page_revision r set text = replace(r.text, was, becomes) where r.item_id = any(going) and position(was in r.text) > 0;
  update page_suggestion g set text = replace(g.text, was, becomes), before = replace(g.before, was, becomes) where g.item_id = any(going);
  insert into page_name (space_id, key, item_id)
    select distinct on (k.key) target, k.key, k.id from jsonb_to_recordset(names) k(id bigint, key text)
    where k.id = any(going) and not exists (select from page_name n where n.item_id = k.id and n.current) order by k.key, k.id
    on conflict (space_id, key) do update set item_id = excluded.item_id, current = true where not page_name.current;

  update tail t set modseq = modseq + 1 where t.item_id = any(going);
  insert into passage (item_id, space_id, from_space, to_space, person_id, at, modseq)
    select t.item_id, target, carry_pages.place, target, by, moment, t.modseq from tail t where t.item_id = any(going);
  insert into audit (space_id, verb, actor_id, item_id, person_id, at)
    select s.id, s.verb, by, i.id, nullif(i.author_id, by), moment from item i
      cross join (values (carry_pages.place, 'page.moved-away'), (target, 'page.moved-here')) s(id, verb) where i.id = any(going) order by i.id;
end $$;

-- Holds still what is about to go, in the order in which everybody takes it: the trees of both places, then the pages.
create function hold_pages(which bigint, target bigint, along boolean) returns bigint[]
language plpgsql security definer set search_path = copse, public, pg_temp as $$
declare place bigint; going bigint[];
begin
  select i.space_id into place from item i where i.id = which and i.kind = 'page';
  perform pg_advisory_xact_lock(hashtext('pages'), least(place, target)::int);
  perform pg_advisory_xact_lock(hashtext('pages'), greatest(place, target)::int);
  going := pages_going(which, along);
  perform from tail t where t.item_id = any(going) order by t.item_id for update;
  return going;
end $$;

-- Moves a page: where every word of it is the mover's own; by a host, into a circle within the space, to people who could all
-- read it already; or where everybody whose words are in it has agreed.
create function move_page(which bigint, target bigint, along boolean, names jsonb, moment timestamptz default now()) returns void
language plpgsql security definer set search_path = copse, public, pg_temp as $$
declare going bigint[]; place bigint; v moving;
begin
  going := hold_pages(which, target, along);
  select i.space_id into place from item i where i.id = which;
  if not may_move(which) or not takes_pages(going, me()) or not writes_pages(target, me()) or place = target then
    raise exception 'not to be moved by this person' using errcode = 'insufficient_privilege';
  end if;
  select * into v from moving x where x.item_id = which and x.ended_at is null and x.person_id = me() and x.to_space = target and x.along = move_page.along;
  if exists (select from writers_of(going) w where w.person_id <> me())
    and (widens(which, target) or not place = any(hosts()) or target not in (select circles_under(place)))
    and not all_agreed(v, going) then
    raise exception 'the words of others would be in other hands' using errcode = 'CP011';
  end if;
  perform carry_pages(going, place, target, me(), names, moment);
end $$;

-- Asks everybody else whose words are in a page whether it may go. A page is one text: it goes when all of them say yes.
create function ask_to_move_page(which bigint, target bigint, along boolean) returns void
language plpgsql security definer set search_path = copse, public, pg_temp as $$
declare going bigint[]; place bigint; made bigint;
begin
  going := hold_pages(which, target, along);
  select i.space_id into place from item i where i.id = which;
  if not may_move(which) or not takes_pages(going, me()) or not writes_pages(target, me()) or place = target then
    raise exception 'not to be moved by this person' using errcode = 'insufficient_privilege';
  end if;
  if exists (select from writers_of(going) w where w.person_id <> me() and not can_be_asked(place, w.person_id)) then
    raise exception 'whose words are in it is not here' using errcode = 'CP012';
  end if;
  if cardinality(going) > 1000 then raise exception 'too many pages at once' using errcode = 'CP016'; end if;
  insert into moving (item_id, space_id, to_space, person_id, along, pages) values (which, place, target, me(), along, going) returning id into made;
  insert into moving_answer (moving_id, person_id, count) select made, w.person_id, w.n from writers_of(going) w where w.person_id <> me();
  update tail set modseq = modseq + 1 where item_id = which;
  insert into audit (space_id, verb, actor_id, item_id) values (place, 'page.move-asked', me(), which);
end $$;

-- The asking person's answer, once. The last yes takes the page along, as long as who asks may still do so and nothing is in
-- the way; otherwise they do it themselves later. One no ends the asking. Returns whether it went.
create function answer_page_move(which bigint, yes boolean, names jsonb, moment timestamptz default now()) returns boolean
language plpgsql security definer set search_path = copse, public, pg_temp as $$
declare v moving; going bigint[];
begin
  select * into v from moving x where x.item_id = which and x.ended_at is null and x.space_id = any(writes());
  if v.id is null or not exists (select from moving_answer a where a.moving_id = v.id and a.person_id = me() and a.answer is null) then
    raise exception 'nobody asks this person' using errcode = 'insufficient_privilege';
  end if;
  going := hold_pages(which, v.to_space, v.along);
  -- What was asked may have come to nothing while this waited.
  if not exists (select from moving x where x.id = v.id and x.ended_at is null) then
    raise exception 'the asking has ended' using errcode = 'CP010';
  end if;
  update moving_answer a set answer = yes, answered_at = now() where a.moving_id = v.id and a.person_id = me() and a.answer is null;
  update tail set modseq = modseq + 1 where item_id = which;
  if not yes then
    update moving set ended_at = now() where id = v.id;
    return false;
  end if;
  if not all_agreed(v, going) or not takes_pages(going, v.person_id) or not writes_pages(v.to_space, v.person_id) then return false; end if;
  begin
    perform carry_pages(going, v.space_id, v.to_space, v.person_id, names, moment);
  exception when sqlstate 'CP013' or sqlstate 'CP014' or sqlstate 'CP016' then return false;
  end;
  return true;
end $$;

-- Who said no to what the asking person asked last for a page.
create function page_refusals(which bigint) returns text[]
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select array(select p.name from moving_answer a join person p on p.id = a.person_id
    where not a.answer and a.moving_id = (select v.id from moving v where v.item_id = which and v.person_id = me() and v.space_id = any(reads()) order by v.id desc limit 1)
    order by p.name)
$$;

drop procedure amend;
revoke execute on function may_change_page, owner_is_here, guard_page, guard_title, places_to_move, writes_pages, takes_pages, pages_going, writers_of, page_writers, files_in,
  can_be_asked, all_agreed, own_files, carry_pages, hold_pages, move_page, ask_to_move_page, answer_page_move, page_refusals from public;
grant execute on function may_change_page, owner_is_here, places_to_move, page_writers, pages_going, move_page, ask_to_move_page, answer_page_move, page_refusals to copse_app;
grant execute on function files_in to copse_app, copse_jobs;
