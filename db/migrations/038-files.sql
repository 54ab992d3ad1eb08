-- Files: the community's shelf.

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

-- Where a folder or a file stands. Both are items: what is called, found, followed, linked and taken away is the same for both.
-- Names differ within a folder by `key`: neither capitals nor the way a letter is put together make another name. `ordering`
-- sorts as people count: 2 before 10. Both are made of the name by src/tools/files/names.ts.
create table entry (
  item_id bigint primary key,
  space_id bigint not null,
  folder_id bigint,
  is_folder boolean not null,
  name text not null check (length(name) between 1 and 200 and name !~ '[/\\\x01-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]' and name not in ('.', '..')),
  key text collate "C" not null check (key <> ''),
  ordering text collate "C" not null,
  -- What programs leave beside files for themselves: not shown, not told of, not found.
  hidden boolean not null generated always as (name ~ '^(\.|~\$)' or lower(name) in ('thumbs.db', 'desktop.ini')) stored,
  bytes bigint not null default 0,
  changed_at timestamptz(3) not null default now(),
  removed boolean not null default false,
  -- The folder with which it was taken away, or itself.
  removed_with bigint,
  unique (item_id, space_id),
  foreign key (item_id, space_id) references item (id, space_id) on update cascade on delete cascade,
  foreign key (folder_id, space_id) references entry (item_id, space_id) on update cascade on delete cascade
);
create unique index entry_name on entry (space_id, folder_id, key) nulls not distinct where not removed;
create index on entry (folder_id, space_id);
create index entry_listed on entry (space_id, folder_id, (not is_folder), ordering, item_id) where not removed and not hidden;
create index entry_newest on entry (space_id, folder_id, changed_at desc, item_id desc) where not removed and not hidden;
create index entry_lately on entry (space_id, changed_at desc, item_id desc) where not removed and not hidden and not is_folder;
create index entry_gone on entry (space_id, item_id) where removed;
create index on entry (removed_with) where removed;
call audience('entry', 'space');
-- What is taken away and brought back is so by functions that ask whose it is.
revoke update, delete on entry from copse_app;
grant update (folder_id, name, key, ordering, bytes, changed_at) on entry to copse_app;

-- What stands in a folder stands in one that is there; no folder stands in itself.
create function guard_entry() returns trigger language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  if new.folder_id is null or new.removed then return new; end if;
  -- Whoever takes the folder away meanwhile waits, or we see that it is gone.
  perform from entry where item_id = new.folder_id and space_id = new.space_id and is_folder and not removed for share;
  if not found then raise exception 'no such folder' using errcode = 'CP038'; end if;
  if tg_op = 'UPDATE' and new.is_folder and exists (
    with recursive above as (
      select e.item_id, e.folder_id from entry e where e.item_id = new.folder_id
      union select e.item_id, e.folder_id from entry e join above a on e.item_id = a.folder_id)
    select from above where item_id = new.item_id) then
    raise exception 'a folder in itself' using errcode = 'CP039';
  end if;
  return new;
end $$;
create trigger guard_entry before insert or update of folder_id, removed on entry for each row execute function guard_entry();

-- A file. `version` is the number of what it says now; `facts` counts changes of what is said of it.
create table file (
  item_id bigint primary key,
  space_id bigint not null,
  version int not null default 1,
  facts int not null default 1,
  description text not null default '' check (length(description) <= 10000),
  html text not null default '',
  licence text not null default '' check (length(licence) <= 100),
  author text not null default '' check (length(author) <= 200),
  made_on text not null default '' check (made_on ~ '^(\d{4}(-\d\d(-\d\d)?)?)?$'),
  unique (item_id, space_id),
  foreign key (item_id, space_id) references entry (item_id, space_id) on update cascade on delete cascade
);
call audience('file', 'space');
revoke delete on file from copse_app;

-- Everything that a file ever was. What can be seen of it without opening it is made by a job.
create table file_version (
  item_id bigint not null,
  number int not null,
  space_id bigint not null,
  blob text not null,
  bytes bigint not null check (bytes >= 0),
  -- What its bytes say that it is, never its name.
  type text not null check (length(type) <= 200),
  name text not null,
  why text not null default '' check (length(why) <= 500),
  by_id bigint not null references person,
  at timestamptz(3) not null default now(),
  -- Where it was taken is kept in it on purpose.
  keeps_place boolean not null default false,
  preview text not null default 'waiting' check (preview in ('waiting', 'made', 'none', 'failed')),
  -- In pixels, pages, seconds, as far as it has them.
  width int,
  height int,
  pages int,
  seconds real,
  words text check (length(words) <= 1000000),
  primary key (item_id, number),
  unique (item_id, number, space_id),
  foreign key (item_id, space_id) references file (item_id, space_id) on update cascade on delete cascade
);
create index on file_version (blob);
create index on file_version (by_id);
create index on file_version (item_id) where preview = 'waiting';
call audience('file_version', 'space');
-- Nobody writes over what a file said; what somebody just began with nothing in it is filled.
revoke update on file_version from copse_app;
drop policy remove on file_version;
create policy remove on file_version for delete to copse_app
  using (space_id = any((select writes())::bigint[]) and by_id = (select me()) and bytes = 0);

-- Pictures of what is in a file: small for lists, larger to look at; of each page, where it has pages.
create table file_picture (
  item_id bigint not null,
  number int not null,
  page int not null default 1,
  size text not null check (size in ('thumb', 'view')),
  space_id bigint not null,
  blob text not null,
  bytes bigint not null,
  width int not null,
  height int not null,
  primary key (item_id, number, page, size),
  foreign key (item_id, number, space_id) references file_version (item_id, number, space_id) on update cascade on delete cascade
);
create index on file_picture (blob);
call audience('file_picture', 'space');
revoke insert, update, delete on file_picture from copse_app;

-- Whether thousands of files are being copied: what is found of them is written for all at once, see index_copies().
create function copying() returns boolean language sql stable as $$ select coalesce(current_setting('copse.copying', true), '') = 'yes' $$;

-- What is said of a file is found with its name. What is in it: part `content`.
create function index_file() returns trigger language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  if tg_op = 'DELETE' then
    perform keep_words(old.item_id, 'about', 'und', null);
  elsif tg_op = 'UPDATE' or (new.description <> '' or new.author <> '') and not copying() then
    perform keep_words(new.item_id, 'about', (select lang from item where id = new.item_id), new.description || E'\n\n' || new.author);
  end if;
  return null;
end $$;
create trigger index_file after insert or delete or update of description, author on file for each row execute function index_file();

-- A name is found by its words, too, whatever stands between them. What programs leave for themselves is not found.
create function index_entry() returns trigger language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  if tg_op = 'DELETE' then
    perform keep_words(old.item_id, 'name', 'und', null);
  elsif not new.hidden and (new.name ~ '[._-]' or tg_op = 'UPDATE') and not copying() then
    perform index_name(new.item_id);
  end if;
  return null;
end $$;
create function name_words(name text) returns text language sql immutable parallel safe as $$ select regexp_replace(name, '[._-]+', ' ', 'g') $$;
create function index_name(which bigint) returns void
language sql security definer set search_path = copse, public, pg_temp as $$
  select keep_words(i.id, 'name', i.lang, name_words(e.name)) from entry e join item i on i.id = e.item_id where e.item_id = which
$$;
create trigger index_entry after insert or delete or update of name on entry for each row execute function index_entry();

-- How much the files of a space take, all versions and the trash included, and how much they may, where an operator said so.
create table shelf_use (
  space_id bigint primary key references space on delete cascade,
  bytes bigint not null default 0,
  most bigint check (most >= 0)
);
call audience('shelf_use', 'space');
revoke insert, update, delete on shelf_use from copse_app;

-- Once for all rows of a statement: a folder of thousands is copied and swept away like one file. Spaces in their order, so that
-- no two wait for each other in a ring.
create function count_shelf() returns trigger language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    perform add_to_shelf(place, n) from (select c.space_id place, sum(c.bytes) n from came c group by 1 order by 1) each;
  elsif tg_op = 'DELETE' then
    perform add_to_shelf(place, n) from (select g.space_id place, -sum(g.bytes) n from gone g group by 1 order by 1) each;
  else
    perform add_to_shelf(place, n) from (
      select place, sum(bytes) n from (select space_id place, -bytes bytes from gone union all select space_id, bytes from came) moved
      group by 1 having sum(bytes) <> 0 order by 1) each;
  end if;
  return null;
end $$;
create function add_to_shelf(place bigint, n numeric) returns void
language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  update shelf_use set bytes = bytes + n where space_id = place;
  -- Where the space goes with all that is in it, there is nothing to count any more.
  if not found and n > 0 then
    insert into shelf_use as u (space_id, bytes) values (place, n) on conflict (space_id) do update set bytes = u.bytes + excluded.bytes;
  end if;
end $$;
create trigger count_came after insert on file_version referencing new table as came for each statement execute function count_shelf();
create trigger count_gone after delete on file_version referencing old table as gone for each statement execute function count_shelf();
create trigger count_changed after update on file_version referencing old table as gone new table as came for each statement execute function count_shelf();

-- The operator says how much a space's files may take; null: as much as there is room.
create function limit_shelf(place bigint, bytes bigint) returns void language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  if not is_operator() then
    raise exception 'for the operator' using errcode = 'insufficient_privilege';
  end if;
  insert into shelf_use (space_id, most) values (place, bytes) on conflict (space_id) do update set most = excluded.most;
end $$;

-- Whether somebody may put files into a space.
create function takes_files(place bigint, who bigint) returns boolean
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select exists (select from membership m join space s on s.id = m.space_id
    where s.id = place and s.closed_at is null and s.kind <> 'conversation' and 'files' = any(s.tools) and m.person_id = who
      and m.standing <> 'guest' and m.ended_at is null and (m.until is null or m.until > now()))
$$;

-- An entry with all that stands in it, the uppermost first.
create function entries_below(which bigint) returns table (item_id bigint, depth int)
language sql stable set search_path = copse, public, pg_temp as $$
  -- Only folders are looked into. The offset keeps it a look-up for each of them, whatever the planner takes the trash for.
  with recursive below as (
    select e.item_id, e.is_folder, 0 depth from entry e where e.item_id = which and not e.removed
    union all
    select e.item_id, e.is_folder, b.depth + 1 from below b cross join lateral (
      select x.item_id, x.is_folder, x.removed from entry x where x.folder_id = b.item_id offset 0) e
    where b.is_folder and not e.removed)
  select b.item_id, b.depth from below b order by b.depth, b.item_id
$$;

-- Takes an entry away with all that stands in it: who brought all of it, and hosts. CP040 where something in it is another's.
-- What hosts take of others' is written down. Folders change one after the other in a space.
create function remove_entry(which bigint, moment timestamptz) returns void
language plpgsql security definer set search_path = copse, public, pg_temp as $$
declare place bigint; author bigint; what text; ids bigint[]; n int;
begin
  select i.space_id, i.author_id, i.kind into place, author, what from entry e join item i on i.id = e.item_id where e.item_id = which and not e.removed;
  if place is null or not coalesce(place = any(writes()), false) or not coalesce(takes_files(place, me()), false) then
    raise exception 'not to be taken away by this person' using errcode = 'insufficient_privilege';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('shelf ' || place, 38));
  perform from entry where item_id = which for update;
  -- Who puts something into one of the folders at this moment is waited for, and it goes along: nothing stays behind in a folder
  -- that is gone.
  loop
    ids := array(select b.item_id from entries_below(which) b);
    exit when cardinality(ids) = n;
    n := cardinality(ids);
    perform from entry where item_id = any(ids) and is_folder order by item_id for update;
  end loop;
  if not coalesce(place = any(hosts()), false) and exists (select from item i where i.id = any(ids) and i.author_id <> me()) then
    raise exception 'another''s' using errcode = 'CP040';
  end if;
  update tail set removed = true, modseq = modseq + 1 where item_id = any(ids);
  update item set removed_at = moment, removed_by = me() where id = any(ids);
  update entry set removed = true, removed_with = which where item_id = any(ids);
  insert into activity (space_id, verb, actor_id, item_id, at) values (place, what || '.removed', me(), which, moment);
  if author <> me() then
    insert into audit (space_id, verb, actor_id, person_id, item_id, at) values (place, what || '.removed', me(), author, which, moment);
  end if;
end $$;

-- Brings back what was taken away with it, to a folder under a name: who took it away, and hosts.
create function restore_entry(which bigint, folder bigint, new_name text, new_key text, new_ordering text, moment timestamptz) returns void
language plpgsql security definer set search_path = copse, public, pg_temp as $$
declare place bigint; author bigint; what text; remover bigint; ids bigint[];
begin
  select i.space_id, i.author_id, i.kind, i.removed_by into place, author, what, remover
    from entry e join item i on i.id = e.item_id where e.item_id = which and e.removed and e.removed_with = which for update of e;
  if place is null or not coalesce(place = any(writes()), false) or not coalesce(takes_files(place, me()), false) or not coalesce(remover = me() or place = any(hosts()), false) then
    raise exception 'not to be brought back by this person' using errcode = 'insufficient_privilege';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('shelf ' || place, 38));
  ids := array(select e.item_id from entry e where e.removed_with = which);
  update tail set removed = false, modseq = modseq + 1 where item_id = any(ids);
  update item set removed_at = null, removed_by = null, title = case when id = which then new_name else title end where id = any(ids);
  update entry set removed = false, removed_with = null, folder_id = folder, name = new_name, key = new_key, ordering = new_ordering where item_id = which;
  -- A folder is there before what stands in it.
  loop
    update entry e set removed = false, removed_with = null from entry f
      where e.removed_with = which and f.item_id = e.folder_id and not f.removed;
    exit when not found;
  end loop;
  insert into activity (space_id, verb, actor_id, item_id, at) values (place, what || '.restored', me(), which, moment);
  if author <> me() then
    insert into audit (space_id, verb, actor_id, person_id, item_id, at) values (place, what || '.restored', me(), author, which, moment);
  end if;
end $$;

-- Copies an entry with all that stands in it into a folder of a space, as it is now, without its past. CP039 into itself,
-- CP041 where it is more than is copied at once.
create function copy_entry(which bigint, place bigint, folder bigint, new_name text, new_key text, new_ordering text, moment timestamptz) returns bigint
language plpgsql security definer set search_path = copse, public, pg_temp as $$
declare ids bigint[]; made bigint[];
begin
  if not exists (select from entry x where x.item_id = which and not x.removed and x.space_id = any(reads())) or not coalesce(takes_files(place, me()), false) then
    raise exception 'not to be copied by this person' using errcode = 'insufficient_privilege';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('shelf ' || place, 38));
  if folder in (select b.item_id from entries_below(which) b) then raise exception 'a folder in itself' using errcode = 'CP039'; end if;
  if (select count(*) from entries_below(which)) > 2000 then raise exception 'too much at once' using errcode = 'CP041'; end if;
  ids := array(
    select x.item_id from entries_below(which) b join entry x on x.item_id = b.item_id
    where b.depth = 0 or not x.hidden order by b.depth, b.item_id);
  made := array(select nextval(pg_get_serial_sequence('copse.item', 'id')) from unnest(ids));
  -- Their words are those of what they are copies of: they are not looked for again one by one.
  perform set_config('copse.copying', 'yes', true);
  insert into item (id, space_id, kind, author_id, title, lang, tags, created_at) overriding system value
    select c.new_id, place, i.kind, me(), case when i.id = which then new_name else e.name end, i.lang, i.tags, moment
    from unnest(ids, made) c (id, new_id) join item i on i.id = c.id join entry e on e.item_id = c.id;
  insert into tail (item_id, space_id, kind, last_at, last_by)
    select c.new_id, place, i.kind, moment, me() from unnest(ids, made) c (id, new_id) join item i on i.id = c.id;
  -- A folder is there before what stands in it.
  insert into entry (item_id, space_id, folder_id, is_folder, name, key, ordering, bytes, changed_at)
    select c.new_id, place, case when e.item_id = which then folder else made[array_position(ids, e.folder_id)] end, e.is_folder,
      case when e.item_id = which then new_name else e.name end, case when e.item_id = which then new_key else e.key end,
      case when e.item_id = which then new_ordering else e.ordering end, e.bytes, moment
    from unnest(ids, made) with ordinality c (id, new_id, n) join entry e on e.item_id = c.id order by c.n;
  insert into file (item_id, space_id, description, html, licence, author, made_on)
    select c.new_id, place, f.description, f.html, f.licence, f.author, f.made_on from unnest(ids, made) c (id, new_id) join file f on f.item_id = c.id;
  insert into file_version (item_id, number, space_id, blob, bytes, type, name, by_id, at, keeps_place, preview, width, height, pages, seconds, words)
    select c.new_id, 1, place, v.blob, v.bytes, v.type, v.name, me(), moment, v.keeps_place, v.preview, v.width, v.height, v.pages, v.seconds, v.words
    from unnest(ids, made) c (id, new_id) join file f on f.item_id = c.id join file_version v on v.item_id = f.item_id and v.number = f.version;
  insert into file_picture (item_id, number, page, size, space_id, blob, bytes, width, height)
    select c.new_id, 1, p.page, p.size, place, p.blob, p.bytes, p.width, p.height
    from unnest(ids, made) c (id, new_id) join file f on f.item_id = c.id join file_picture p on p.item_id = f.item_id and p.number = f.version;
  perform set_config('copse.copying', '', true);
  perform index_copies(ids, made, place);
  insert into activity (space_id, verb, actor_id, item_id, at) select place, i.kind || '.started', me(), i.id, moment from item i where i.id = made[1];
  return made[1];
end $$;

-- What is found of copies: what was found of what they are copies of, but for the name of the first, which may be another.
create function index_copies(ids bigint[], made bigint[], place bigint) returns void
language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  insert into item_words (item_id, part, space_id, lang, source)
    select c.new_id, w.part, place, w.lang, w.source from unnest(ids, made) c (id, new_id) join item_words w on w.item_id = c.id
    where w.part in ('about', 'content') or w.part = 'name' and c.id <> ids[1];
  insert into search_doc (subject, space_id, item_id, number, kind, author_id, lang, at, words)
    select -i.id, i.space_id, i.id, 0, i.kind, i.author_id, i.lang, i.created_at, item_vector(i, null, null) from item i where i.id = any(made);
  perform index_name(made[1]);
  perform docs_shown(made);
  -- In their own space all their words are known.
  if place <> (select i.space_id from item i where i.id = ids[1]) then
    perform learn_words(place, plain_text(w.source)) from item_words w where w.item_id = any(made);
    perform learn_words(place, plain_text(i.title)) from item i where i.id = any(made);
  end if;
end $$;

-- Empties the trash of what has lain there long enough, some at a time; returns how much went, and nothing once all is gone. What
-- stands in a folder goes before it: with a folder's entry go those of what is in it, but not what they are. Where one folder has
-- most of all files, the planner would look for what is in each file by reading the whole table.
create function sweep_shelf(before timestamptz default now() - interval '30 days', most int default 500) returns int
language plpgsql security definer set search_path = copse, public, pg_temp set enable_seqscan = off as $$
declare n int;
begin
  delete from item where id = any(array(
    select e.item_id from entry e join item i on i.id = e.item_id
    where e.removed and i.removed_at < before and not exists (select from entry c where c.folder_id = e.item_id) limit most));
  get diagnostics n = row_count;
  return n;
end $$;

-- What follows for search and for what one is told, when something is taken away or brought back: once for all of it, as folders
-- have thousands of files.
create function docs_shown(ids bigint[]) returns void
language sql security definer set search_path = copse, public, pg_temp as $$
  update search_doc d set removed = i.removed_at is not null from item i
  where i.id = any(ids) and d.item_id = i.id and d.removed is distinct from (i.removed_at is not null)
$$;
create function items_gone() returns trigger language plpgsql security definer set search_path = copse, public, pg_temp as $$
declare ids bigint[];
begin
  -- Grouped, and not joined: a join would be planned for the one row that most statements change.
  ids := array(select id from (select id, removed_at is null here from was union all select id, removed_at is null from became) each
    group by id having bool_or(here) and not bool_and(here) order by id);
  if cardinality(ids) = 0 then return null; end if;
  perform docs_shown(ids);
  update notification n set read_at = now() from item i
    where i.id = any(ids) and i.removed_at is not null and n.item_id = i.id and n.read_at is null and n.reason <> 'tended';
  return null;
end $$;
drop trigger untell on item;
create trigger items_gone after update on item referencing old table as was new table as became for each statement execute function items_gone();
call amend('index_made', 'if tg_op = ''INSERT'' or (', 'if tg_op = ''INSERT'' and not copying() or tg_op = ''UPDATE'' and (');
call amend('index_made', $was$
    if (old.removed_at is null) <> (new.removed_at is null) then
      update search_doc set removed = new.removed_at is not null where item_id = new.id;
    end if;$was$, '');
call amend('untell', $was$
  elsif tg_table_name = 'item' then
    update notification set read_at = now() where item_id = new.id and read_at is null and reason <> 'tended';$was$, '');
-- Most items have no tags.
drop trigger count_tags on item;
create trigger count_tags after insert or delete on item for each row execute function count_tags();
create trigger count_tags_again after update of tags, removed_at, space_id on item
  for each row when (old.tags <> '{}' or new.tags <> '{}') execute function count_tags();

create or replace function blobs_in_use(hashes text[]) returns setof text
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select blob from attachment where blob = any(hashes)
  union select blob from welcome_sound where blob = any(hashes)
  union select blob from page_import where blob = any(hashes)
  union select blob from file_version where blob = any(hashes)
  union select blob from file_picture where blob = any(hashes)
$$;

-- Who is forgotten takes along the files that they alone brought. Folders stay, for what others put there.
call amend('forget_person', 'and not exists (select from page_revision v where v.item_id = i.id and v.author_id <> which);',
  'and not exists (select from page_revision v where v.item_id = i.id and v.author_id <> which)
      and i.kind <> ''folder'' and not exists (select from file_version v where v.item_id = i.id and v.by_id <> which);');
-- What moves so is a discussion. A file or a page stands in something, and is moved with it by functions of its own.
call amend('move_item', 'if not may_move(which) or',
  'if not exists (select from item x where x.id = which and x.kind = ''discussion'') or not may_move(which) or');
call amend('ask_to_move', 'if not may_move(which) or',
  'if not exists (select from item x where x.id = which and x.kind = ''discussion'') or not may_move(which) or');
drop procedure amend;

-- What somebody brought to shelves goes into the copy of all that is theirs.
create or replace function my_files() returns table (id bigint, message_id bigint, blob text, name text, type text, bytes bigint, alt text, created_at timestamptz)
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select a.id, a.message_id, a.blob, a.name, a.type, a.bytes, a.alt, a.created_at from attachment a where a.person_id = me()
  union all
  select 0, null, v.blob, 'shelf-' || v.item_id || '-' || v.number || '-' || v.name, v.type, v.bytes, '', v.at from file_version v where v.by_id = me()
  order by 1, 8
$$;

revoke execute on function guard_entry, copying, index_copies, index_entry, name_words, index_name, index_file, count_shelf, add_to_shelf, docs_shown, items_gone, limit_shelf, takes_files, entries_below, remove_entry, restore_entry, copy_entry, sweep_shelf from public;
grant execute on function limit_shelf, takes_files, entries_below, remove_entry, restore_entry, copy_entry to copse_app;
grant execute on function sweep_shelf, entries_below to copse_jobs;
