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

-- What is said of a file is found with its name. What is in it: part `content`.
create function index_file() returns trigger language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  if tg_op = 'DELETE' then
    perform keep_words(old.item_id, 'about', 'und', null);
  elsif tg_op = 'UPDATE' or new.description <> '' or new.author <> '' then
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
  elsif not new.hidden and (new.name ~ '[._-]' or tg_op = 'UPDATE') then
    perform keep_words(new.item_id, 'name', (select lang from item where id = new.item_id), regexp_replace(new.name, '[._-]+', ' ', 'g'));
  end if;
  return null;
end $$;
create trigger index_entry after insert or delete or update of name on entry for each row execute function index_entry();

-- How much the files of a space take, all versions and the trash included, and how much they may, where an operator said so.
create table shelf_use (
  space_id bigint primary key references space on delete cascade,
  bytes bigint not null default 0,
  most bigint check (most >= 0)
);
call audience('shelf_use', 'space');
revoke insert, update, delete on shelf_use from copse_app;

create function count_shelf() returns trigger language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  if tg_op <> 'INSERT' then
    update shelf_use set bytes = bytes - old.bytes where space_id = old.space_id;
  end if;
  if tg_op <> 'DELETE' then
    insert into shelf_use as u (space_id, bytes) values (new.space_id, new.bytes)
      on conflict (space_id) do update set bytes = u.bytes + excluded.bytes;
  end if;
  return null;
end $$;
create trigger count_shelf after insert or delete or update of space_id, bytes on file_version for each row execute function count_shelf();

-- The operator says how much a space's files may take; null: as much as there is room.
create function limit_shelf(place bigint, bytes bigint) returns void language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  if not exists (select from person p where p.id = me() and p.operator) then
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
  with recursive below as (
    select e.item_id, 0 depth from entry e where e.item_id = which and not e.removed
    union all
    select e.item_id, b.depth + 1 from entry e join below b on e.folder_id = b.item_id where not e.removed)
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
declare e record; made bigint; root bigint; new_ids jsonb := '{}';
begin
  if not exists (select from entry x where x.item_id = which and not x.removed and x.space_id = any(reads())) or not coalesce(takes_files(place, me()), false) then
    raise exception 'not to be copied by this person' using errcode = 'insufficient_privilege';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('shelf ' || place, 38));
  if folder in (select b.item_id from entries_below(which) b) then raise exception 'a folder in itself' using errcode = 'CP039'; end if;
  if (select count(*) from entries_below(which)) > 2000 then raise exception 'too much at once' using errcode = 'CP041'; end if;
  for e in
    select x.*, i.kind, i.lang, i.tags, b.depth from entries_below(which) b join entry x on x.item_id = b.item_id join item i on i.id = b.item_id
    where b.depth = 0 or not x.hidden order by b.depth, b.item_id
  loop
    insert into item (space_id, kind, author_id, title, lang, tags, created_at)
      values (place, e.kind, me(), case when e.depth = 0 then new_name else e.name end, e.lang, e.tags, moment) returning id into made;
    insert into tail (item_id, space_id, kind, last_at, last_by) values (made, place, e.kind, moment, me());
    insert into entry (item_id, space_id, folder_id, is_folder, name, key, ordering, bytes, changed_at)
      values (made, place, case when e.depth = 0 then folder else (new_ids ->> e.folder_id::text)::bigint end, e.is_folder,
        case when e.depth = 0 then new_name else e.name end, case when e.depth = 0 then new_key else e.key end,
        case when e.depth = 0 then new_ordering else e.ordering end, e.bytes, moment);
    if e.is_folder then
      new_ids := new_ids || jsonb_build_object(e.item_id::text, made);
    else
      insert into file (item_id, space_id, description, html, licence, author, made_on)
        select made, place, f.description, f.html, f.licence, f.author, f.made_on from file f where f.item_id = e.item_id;
      insert into file_version (item_id, number, space_id, blob, bytes, type, name, by_id, at, keeps_place, preview, width, height, pages, seconds, words)
        select made, 1, place, v.blob, v.bytes, v.type, v.name, me(), moment, v.keeps_place, v.preview, v.width, v.height, v.pages, v.seconds, v.words
        from file f join file_version v on v.item_id = f.item_id and v.number = f.version where f.item_id = e.item_id;
      insert into file_picture (item_id, number, page, size, space_id, blob, bytes, width, height)
        select made, 1, p.page, p.size, place, p.blob, p.bytes, p.width, p.height
        from file f join file_picture p on p.item_id = f.item_id and p.number = f.version where f.item_id = e.item_id;
    end if;
    root := coalesce(root, made);
  end loop;
  insert into activity (space_id, verb, actor_id, item_id, at) select place, i.kind || '.started', me(), root, moment from item i where i.id = root;
  return root;
end $$;

-- Empties the trash of what has lain there long enough; returns how much went.
create function sweep_shelf(before timestamptz default now() - interval '30 days') returns int
language plpgsql security definer set search_path = copse, public, pg_temp as $$
declare n int;
begin
  delete from item where id in (select e.item_id from entry e join item i on i.id = e.item_id where e.removed and i.removed_at < before);
  get diagnostics n = row_count;
  return n;
end $$;

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

revoke execute on function guard_entry, index_entry, index_file, count_shelf, limit_shelf, takes_files, entries_below, remove_entry, restore_entry, copy_entry, sweep_shelf from public;
grant execute on function limit_shelf, takes_files, entries_below, remove_entry, restore_entry, copy_entry to copse_app;
grant execute on function sweep_shelf, entries_below to copse_jobs;
