-- What one takes along, and being forgotten.

-- A copy of all that is one's own, made by a job: `done` of `total` tells how far it is. One at a time.
create table takeout (
  id bigint generated always as identity primary key,
  person_id bigint not null unique references person on delete cascade,
  asked_at timestamptz(3) not null default now(),
  total int not null default 0,
  done int not null default 0,
  blob text,
  bytes bigint,
  ready_at timestamptz(3),
  failed_at timestamptz(3),
  check ((blob is null) = (ready_at is null)),
  check (ready_at is null or failed_at is null)
);
call audience('takeout', 'self');

-- What the nightly sweep must not take: faces and signs of communities, and copies.
create function portraits_in_use(hashes text[]) returns setof text
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select picture from person where picture = any(hashes) union select picture from space where picture = any(hashes)
$$;
create function takeouts_in_use(hashes text[]) returns setof text
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select blob from takeout where blob = any(hashes)
$$;

-- One's own words and files are one's own also where one does not belong any more; what others wrote around them is not.
create function my_items() returns table (id bigint, space text, kind text, title text, lang text, tags text[], created_at timestamptz, removed boolean)
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select i.id, case when s.id = any(reads()) then s.slug::text end, i.kind,
    case when s.id = any(reads()) or i.version = 1 then i.title end, i.lang, i.tags, i.created_at, i.removed_at is not null
  from item i join space s on s.id = i.space_id where i.author_id = me() order by i.id
$$;

create function my_item_versions() returns table (item_id bigint, version int, title text, lang text, tags text[], at timestamptz)
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select r.item_id, r.version, r.title, r.lang, r.tags, r.at from item_revision r where r.person_id = me() order by r.item_id, r.version
$$;

-- The spaces that have words of mine, with their names where I may still read them.
create function my_word_places() returns table (id bigint, slug text, name text, words bigint)
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select s.id, case when s.id = any(reads()) then s.slug::text end, case when s.id = any(reads()) then s.name end, count(*)
  from message m join space s on s.id = m.space_id where m.author_id = me() group by s.id order by s.id
$$;

create function my_words(place bigint, after_item bigint, after_number int, most int)
returns table (id bigint, item_id bigint, number int, kind text, title text, lang text, source text, html text, attachments jsonb,
  origin text, voice text, created_at timestamptz, edited_at timestamptz, removed_at timestamptz)
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select m.id, m.item_id, m.number, i.kind, case when i.space_id = any(reads()) or (i.author_id = me() and i.version = 1) then i.title end, m.lang, m.source, m.html,
    m.attachments, m.origin, m.voice, m.created_at, m.edited_at, m.removed_at
  from message m join item i on i.id = m.item_id
  where m.author_id = me() and m.space_id = place and (m.item_id, m.number) > (after_item, after_number)
  order by m.item_id, m.number limit most
$$;

create function my_versions() returns table (message_id bigint, version int, source text, at timestamptz)
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select r.message_id, r.version, r.source, r.at from revision r where r.author_id = me() order by r.message_id, r.version
$$;

create function my_files() returns table (id bigint, message_id bigint, blob text, name text, type text, bytes bigint, alt text, created_at timestamptz)
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select a.id, a.message_id, a.blob, a.name, a.type, a.bytes, a.alt, a.created_at from attachment a where a.person_id = me() order by a.id
$$;

create function my_summaries() returns table (item_id bigint, version int, source text, at timestamptz)
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select s.item_id, s.version, s.source, s.at from summary s where s.person_id = me()
  union all select r.item_id, r.version, r.source, r.at from summary_revision r where r.person_id = me() order by 1, 2
$$;

create function my_memberships() returns table (space text, name text, standing text, badge text, until timestamptz, joined_at timestamptz, ended_at timestamptz)
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select case when s.id = any(reads()) then s.slug::text end, case when s.id = any(reads()) then s.name end, m.standing, m.badge, m.until, m.joined_at, m.ended_at
  from membership m join space s on s.id = m.space_id where m.person_id = me() order by m.joined_at
$$;

-- Handles change; this one stands in the text.
alter table mention add column handle citext;
update mention t set handle = p.handle from person p where p.id = t.person_id;
alter table mention alter column handle set not null;

-- Who has been forgotten, or is about to be. It outlives every restore: `spine/people/forgetting.ts`.
create table erasure (
  person_id bigint primary key,
  leave_words boolean not null default false,
  at timestamptz(3) not null default now(),
  done_at timestamptz(3)
);
call audience('erasure', 'locked');

create function gone_name(lang text) returns text language sql immutable parallel safe as $$
  select case lang when 'fr' then 'Une personne partie' else 'Someone who left' end
$$;

-- Communities whose only host one is, with others there: they would be left alone.
create function hosted_alone() returns table (id bigint, slug text, name text, people int)
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select s.id, s.slug::text, s.name, s.people from membership m join space s on s.id = m.space_id
  where m.person_id = me() and m.standing = 'host' and m.ended_at is null and s.kind = 'community' and s.people > 1 and s.closed_at is null
    and not exists (select from membership o where o.space_id = s.id and o.person_id <> m.person_id and o.standing = 'host' and o.ended_at is null)
  order by s.name
$$;

-- The way in and all that is kept by address.
create function forget_login(which bigint) returns void
language sql security definer set search_path = copse, public, pg_temp as $$
  delete from mail m using login l where l.person_id = which and m.address = l.email and m.kind <> 'forgotten';
  delete from invitation i using login l where l.person_id = which and i.email = l.email;
  update invitation set revoked_at = coalesce(revoked_at, now()), note = '' where made_by = which or claims = which;
  delete from session where person_id = which;
  delete from token where person_id = which;
  delete from login where person_id = which
$$;

-- Nobody can sign in any more; a job does the rest.
create function forget_me(leave_words boolean) returns void
language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  if exists (select from hosted_alone()) then raise exception 'the last host cannot go' using errcode = 'CP001'; end if;
  insert into erasure (person_id, leave_words) values (me(), leave_words);
  perform forget_login(me());
  perform jobs.enqueue('forget', jsonb_build_object('id', me()));
end $$;

create function leaves_words(which bigint) returns boolean
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select coalesce((select e.leave_words from erasure e where e.person_id = which), false)
$$;

-- What the job needs to know of who is to be forgotten.
create function forgetting_of(which bigint, out leave_words boolean, out picture text, out name text)
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select leaves_words(which), p.picture, gone_name(p.lang) from (select which) w left join person p on p.id = which
$$;

-- Where there is something of theirs to forget, and where they may be quoted: a quotation stays where its message left.
create function items_to_forget(which bigint) returns setof bigint
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select item_id from message where author_id = which
  union select o.item_id from moved_message o join message m on m.id = o.message_id where m.author_id = which
  union select m.item_id from reaction r join message m on m.id = r.message_id where r.person_id = which
  union select item_id from mention where person_id = which order by 1
$$;

-- Where their messages are found, now and before, as quotations name them: item/number.
create function addresses_of(which bigint) returns setof text
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select item_id || '/' || number from message where author_id = which
  union select o.item_id || '/' || o.number from moved_message o join message m on m.id = o.message_id where m.author_id = which
$$;

-- What others wrote, now and before, that may quote somebody. The item's tail is locked: nobody changes it meanwhile.
create function may_quote(which bigint, item bigint) returns table (message_id bigint, version int, source text, people jsonb)
language plpgsql security definer set search_path = copse, public, pg_temp as $$
#variable_conflict use_column
begin
  perform from tail t where t.item_id = item for no key update;
  return query
    select m.id, null::int, m.source, (select coalesce(jsonb_agg(jsonb_build_object('handle', t.handle, 'name', p.name)), '[]')
        from mention t join person p on p.id = t.person_id where t.message_id = m.id and t.person_id <> which)
      from message m where m.item_id = item and m.author_id <> which and m.source like '%>%/messages/%'
    union all
    select m.id, r.version, r.source, '[]' from message m join revision r on r.message_id = m.id
      where m.item_id = item and m.author_id <> which and r.source like '%>%/messages/%';
end $$;

create function requote(which bigint, of_version int, becomes text, shown text) returns void
language plpgsql security definer set search_path = copse, public, pg_temp as $$
declare n bigint;
begin
  if of_version is not null then
    update revision set source = becomes where message_id = which and version = of_version;
    return;
  end if;
  update tail t set modseq = t.modseq + 1, said_modseq = t.modseq + 1 from message m where m.id = which and t.item_id = m.item_id returning t.modseq into n;
  update message set source = becomes, html = shown, modseq = n where id = which;
end $$;

-- Forgets a person in one item, under its lock, so that nobody waits long.
create function forget_in(which bigint, item bigint, out space bigint, out modseq bigint)
language plpgsql security definer set search_path = copse, public, pg_temp as $$
declare
  leave boolean := leaves_words(which);
  p person;
  handles text; typed text; linked text; called text;
  touched bigint[];
  n bigint;
begin
  update tail t set modseq = t.modseq + 1, said_modseq = t.modseq + 1 where t.item_id = item returning t.modseq, t.space_id into n, space;
  if n is null then return; end if;
  select * into p from person where id = which;
  called := gone_name(p.lang);
  -- Every handle they are called by here; an underscore may have been typed with a backslash.
  select string_agg(distinct h::text, '|') into handles from (
    select p.handle union select t.handle from mention t where t.person_id = which and t.item_id = item) known(h);
  typed := '(^|[^[:alnum:]_@/])@(' || replace(handles, '_', '\\?_') || ')(?![[:alnum:]_-])';
  linked := '<a class="mention" href="/people/(' || handles || ')">@[^<]*</a>';
  update revision r set source = regexp_replace(r.source, typed, '\1' || called, 'gi')
    from message m where m.id = r.message_id and m.item_id = item and m.author_id <> which and r.source ~* typed;
  update message m set source = regexp_replace(m.source, typed, '\1' || called, 'gi'), modseq = n,
      html = regexp_replace(regexp_replace(m.html, linked, called, 'gi'), typed, '\1' || called, 'gi')
    from mention t where t.message_id = m.id and t.person_id = which and t.item_id = item and m.author_id <> which;
  delete from mention t where t.person_id = which and t.item_id = item;
  if not leave then
    select coalesce(array_agg(m.id), '{}') into touched from message m where m.item_id = item and m.author_id = which;
    delete from revision r where r.message_id = any(touched);
    delete from attachment a where a.message_id = any(touched);
    delete from reaction r where r.message_id = any(touched);
    delete from mention t where t.message_id = any(touched);
    delete from acceptance a using message m where a.item_id = item and m.item_id = item and m.number = a.number and m.author_id = which;
    update message m set source = '', html = '', attachments = '[]', reactions = '{}', voice = null, edited_at = null, version = 1,
      removed_at = coalesce(m.removed_at, now()), removed_by = which, modseq = n where m.id = any(touched);
  end if;
  select array_agg(distinct r.message_id) into touched from reaction r join message m on m.id = r.message_id where m.item_id = item and r.person_id = which;
  delete from reaction r where r.message_id = any(touched) and r.person_id = which;
  update message m set modseq = n, reactions = coalesce((
      select jsonb_object_agg(kind, c) from (select r.kind, count(*) c from reaction r where r.message_id = m.id group by r.kind) counted), '{}')
    where m.id = any(touched);
  perform recount(item);
  select t.modseq into modseq from tail t where t.item_id = item;
end $$;

-- The rest: belonging, what they began alone, and everything that is theirs alone. A foreign key that cascades says that
-- a row goes with its person; one that does not says that it stays, and then it bears no name.
create function forget_person(which bigint) returns void
language plpgsql security definer set search_path = copse, public, pg_temp as $$
declare
  leave boolean;
  s record; key record;
  heir bigint;
begin
  insert into erasure (person_id) values (which) on conflict do nothing;
  leave := leaves_words(which);
  if not exists (select from person where id = which) then return; end if;
  for s in select m.space_id id from membership m join space c on c.id = m.space_id
    where m.person_id = which and m.ended_at is null and m.standing = 'host' and c.kind = 'community'
      and not exists (select from membership o where o.space_id = c.id and o.person_id <> which and o.standing = 'host' and o.ended_at is null)
  loop
    select m.person_id into heir from membership m
      where m.space_id = s.id and m.person_id <> which and m.standing = 'member' and m.ended_at is null
        and exists (select from login l where l.person_id = m.person_id) order by m.joined_at, m.person_id limit 1;
    if heir is not null then
      update membership set standing = 'host' where space_id = s.id and person_id = heir;
      insert into audit (space_id, verb, actor_id, person_id) values (s.id, 'hosting.passed-on', which, heir);
    elsif exists (select from membership m where m.space_id in (select s.id union select circles_under(s.id)) and m.person_id <> which) then
      update space set closed_at = coalesce(closed_at, now()) where id = s.id;
    else
      delete from space where id in (select s.id union select circles_under(s.id));
    end if;
  end loop;
  -- Nobody is left in a closed community but who was its last host: that row stays, without a name.
  update membership m set ended_at = now() where m.person_id = which and m.ended_at is null
    and not exists (select from space c where c.id = m.space_id and c.kind = 'community' and c.closed_at is not null and m.standing = 'host'
      and not exists (select from membership o where o.space_id = c.id and o.person_id <> which and o.standing = 'host' and o.ended_at is null));
  if not leave then
    delete from item i where i.author_id = which and not exists (select from message m where m.item_id = i.id and m.author_id <> which);
    delete from item_revision where person_id = which;
    delete from revision where author_id = which;
    delete from attachment where person_id = which;
  end if;
  delete from attachment where person_id = which and message_id is null;
  perform forget_login(which);
  -- A handle that nobody can have taken before.
  update person set handle = 'gone-' || substr(md5(random()::text || which), 1, 16), name = gone_name(lang), picture = null, source = null where id = which;
  for key in select c.conrelid::regclass which_table, a.attname which_column from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
    where c.contype = 'f' and c.confrelid = 'person'::regclass and c.confdeltype = 'c' and c.conrelid <> 'membership'::regclass
  loop
    execute format('delete from %s where %I = $1', key.which_table, key.which_column) using which;
  end loop;
  delete from membership where person_id = which and ended_at is not null;
  update erasure set done_at = now() where person_id = which;
end $$;

-- A copy lies there for a week. Whoever asked to be forgotten is looked for again: a request that was under way in that
-- moment may have left a word behind, and a job may have failed.
create function sweep_takeouts() returns void
language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  delete from takeout where coalesce(ready_at, failed_at) < now() - interval '7 days' or asked_at < now() - interval '30 days';
  delete from mail where kind = 'forgotten' and (state in ('sent', 'expired', 'failed') or created_at < now() - interval '3 days');
  perform jobs.enqueue('forget', jsonb_build_object('id', person_id)) from erasure where done_at is null or at > now() - interval '2 days';
end $$;

revoke execute on function portraits_in_use, takeouts_in_use, addresses_of, sweep_takeouts, my_items, my_item_versions, my_word_places, my_words, my_versions, my_files, my_summaries, my_memberships,
  gone_name, hosted_alone, forget_login, forget_me, leaves_words, forgetting_of, items_to_forget, may_quote, requote, forget_in, forget_person from public;
grant execute on function my_items, my_item_versions, my_word_places, my_words, my_versions, my_files, my_summaries, my_memberships,
  hosted_alone, forget_me to copse_app;
grant execute on function portraits_in_use, takeouts_in_use, addresses_of, sweep_takeouts, forgetting_of, items_to_forget, may_quote, requote, forget_in, forget_person to copse_jobs;
