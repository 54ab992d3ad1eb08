-- Pages that come in and go out: imports with their reports, and pages that are published.

-- What a host brings in: a folder of Markdown or a dump of MediaWiki. A job works through it; `done` of `total` says how far it is.
create table page_import (
  id bigint generated always as identity primary key,
  space_id bigint not null references space (id) on delete cascade,
  person_id bigint not null references person (id) on delete cascade,
  name text not null check (length(name) <= 200),
  -- The file, until a while after the end.
  blob text,
  bytes bigint not null,
  lang text not null check (length(lang) <= 35),
  -- What becomes of pages that are there already.
  there text not null check (there in ('leave', 'update')),
  asked_at timestamptz(3) not null default now(),
  total int not null default 0,
  done int not null default 0,
  stop_at timestamptz(3),
  ended_at timestamptz(3),
  -- Why it could not be done: a word that the texts know.
  failed text check (length(failed) <= 60),
  undo_at timestamptz(3),
  undone_at timestamptz(3),
  -- How often it was begun without coming any further, and when somebody last worked at it.
  tries int not null default 0,
  active_at timestamptz(3),
  unique (id, space_id)
);
create index on page_import (space_id, id desc);
create index on page_import (person_id);
create index on page_import (blob) where blob is not null;
call audience('page_import', 'hosts');

-- What became of each page and file, and what was not understood.
create table page_import_line (
  id bigint generated always as identity primary key,
  import_id bigint not null,
  space_id bigint not null,
  what text not null check (what in ('made', 'changed', 'same', 'left', 'note')),
  -- Where it lies in what was brought; and the reason, a word that the texts know, with what it is about.
  path text not null check (length(path) <= 500),
  why text check (length(why) <= 60),
  about text not null default '' check (length(about) <= 500),
  item_id bigint references item (id) on delete set null,
  -- Its version after it came, and the revision before, for undoing.
  version int,
  before int,
  foreign key (import_id, space_id) references page_import (id, space_id) on update cascade on delete cascade
);
create index on page_import_line (import_id, what, id);
create index on page_import_line (item_id);
call audience('page_import_line', 'hosts');

-- Where an imported page came from: a later run finds it, and knows whether it changed there or here since.
create table page_source (
  space_id bigint not null,
  key text not null check (length(key) between 1 and 600),
  item_id bigint not null references page (item_id) on delete cascade,
  import_id bigint references page_import (id) on delete set null,
  hash bytea not null,
  version int not null,
  primary key (space_id, key),
  foreign key (item_id, space_id) references item (id, space_id) on update cascade on delete cascade
);
create index on page_source (item_id);
create index on page_source (import_id);
call audience('page_source', 'hosts');

-- Begins an import, or goes on with it. Returns how often that was tried without coming any further.
create function try_import(which bigint) returns int
language sql security definer set search_path = copse, public, pg_temp as $$
  update page_import set tries = tries + 1, active_at = now() where id = which returning tries
$$;
-- Ends an import that its person cannot go on with, because they may not any more.
create function end_import(which bigint, why text) returns void
language sql security definer set search_path = copse, public, pg_temp as $$
  update page_import set ended_at = coalesce(ended_at, now()), failed = why where id = which and (ended_at is null or undo_at is not null and undone_at is null)
$$;
-- The file of an import is of no use a week after its end.
create function forget_imports() returns void
language sql security definer set search_path = copse, public, pg_temp as $$
  update page_import set blob = null where blob is not null and coalesce(ended_at, asked_at + interval '30 days') < now() - interval '7 days'
$$;
create or replace function blobs_in_use(hashes text[]) returns setof text
language sql security definer set search_path = copse, public, pg_temp as $$
  select blob from attachment where blob = any(hashes)
  union select blob from welcome_sound where blob = any(hashes)
  union select blob from page_import where blob = any(hashes)
$$;

-- A page that anyone may read as it was when a host published it. Nothing else of it is open.
create table publication (
  item_id bigint primary key references page (item_id) on delete cascade,
  space_id bigint not null,
  by bigint not null references person (id),
  at timestamptz(3) not null default now(),
  licence text not null check (licence in ('cc-by-sa-4.0', 'cc-by-4.0', 'cc0-1.0', 'reserved')),
  -- Words of their own about use and credit.
  terms text not null default '' check (length(terms) <= 500),
  -- May search engines list it?
  listed boolean not null default false,
  -- What is published, and which revision that was.
  number int not null,
  title text not null,
  lang text not null,
  html text not null,
  -- Keys of the titles that it links to.
  links text[] not null default '{}',
  -- The files of its text that are published with it.
  files bigint[] not null default '{}',
  foreign key (item_id, space_id) references item (id, space_id) on update cascade on delete cascade
);
create index on publication (space_id, at desc);
create index on publication (by);
call audience('publication', 'own');
grant select, insert, update on publication to copse_app;
create policy read on publication for select to copse_app using (coalesce(space_id = any((select reads())::bigint[]), false));
create policy hosts_add on publication for insert to copse_app with check (space_id = any((select hosts())::bigint[]));
create policy hosts_change on publication for update to copse_app
  using (space_id = any((select hosts())::bigint[])) with check (space_id = any((select hosts())::bigint[]));

-- Ends a publication and writes it down. Hosts do, also where their place is closed and nothing else is written any more.
-- Returns whether there was one.
create function end_publication(which bigint) returns boolean language plpgsql security definer set search_path = copse, public, pg_temp as $$
declare place bigint;
begin
  delete from publication u where u.item_id = which and u.space_id = any((select reads())::bigint[])
    and (u.space_id = any((select hosts())::bigint[])
      or exists (select from membership m where m.space_id = u.space_id and m.person_id = me() and m.standing = 'host' and m.ended_at is null))
    returning u.space_id into place;
  if place is null then return false; end if;
  insert into audit (space_id, verb, actor_id, person_id, item_id, at)
    select place, 'page.unpublished', me(), i.author_id, i.id, now() from item i where i.id = which;
  return true;
end $$;

-- Where a community closes because its last host is erased, nobody could end what it publishes: it ends by itself, in the
-- circles of it, too.
create function end_publications() returns trigger language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  if new.closed_at is not null and not exists (select from membership m where m.space_id = new.id and m.standing = 'host' and m.ended_at is null
      and not exists (select from erasure e where e.person_id = m.person_id)) then
    delete from publication where space_id in (select new.id union select circles_under(new.id));
  end if;
  return null;
end $$;
create trigger end_publications after update of closed_at on space for each row execute function end_publications();

-- What anyone may read of a published page. The community is named where anyone may know of it.
create function published_page(which bigint) returns table (id bigint, title text, lang text, html text, licence text, terms text, listed boolean,
  number int, at timestamptz, community text, others jsonb, files jsonb)
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select u.item_id, u.title, u.lang, u.html, u.licence, u.terms, u.listed, u.number, u.at,
    case when s.kind = 'community' and s.visibility = 'announced' and s.closed_at is null then s.name end,
    (select coalesce(jsonb_agg(jsonb_build_object('key', n.key, 'id', o.item_id, 'title', o.title)), '[]') from page_name n
      join publication o on o.item_id = n.item_id join item oi on oi.id = o.item_id and oi.removed_at is null
      where n.space_id = u.space_id and n.key = any(u.links)),
    (select coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'name', a.name)), '[]') from attachment a
      join item ai on ai.id = a.item_id and ai.removed_at is null where a.id = any(u.files) and a.space_id = u.space_id)
  from publication u join item i on i.id = u.item_id and i.removed_at is null join space s on s.id = u.space_id
  where u.item_id = which and 'pages' = any(s.tools)
$$;
create function published_file(which bigint, file bigint) returns table (blob text, name text, type text, bytes bigint)
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select a.blob, a.name, a.type, a.bytes from publication u join item i on i.id = u.item_id and i.removed_at is null join space s on s.id = u.space_id
  join attachment a on a.id = published_file.file and a.id = any(u.files) and a.space_id = u.space_id
  join item ai on ai.id = a.item_id and ai.removed_at is null
  where u.item_id = which and 'pages' = any(s.tools)
$$;

revoke execute on function end_publication, end_publications, try_import, end_import, forget_imports, published_page, published_file from public;
grant execute on function end_publication, published_page, published_file to copse_app;
grant execute on function try_import, end_import, forget_imports to copse_jobs;
