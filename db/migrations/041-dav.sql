-- WebDAV: what programs note beside a file or folder, and their locks.

-- A property that only programs understand (RFC 4918, 4): its value is XML that says its namespaces itself.
create table dav_property (
  item_id bigint not null,
  space_id bigint not null,
  uri text not null,
  name text not null check (name <> ''),
  lang text check (length(lang) <= 100),
  xml text not null check (octet_length(xml) <= 65536),
  primary key (item_id, uri, name),
  check (octet_length(uri) + octet_length(name) <= 2000),
  foreign key (item_id, space_id) references item (id, space_id) on update cascade on delete cascade
);
call audience('dav_property', 'space');

-- A lock (RFC 4918, 6): until a time, for one person, on a file or folder and, if deep, on all below it. Everyone who reads sees
-- it; only who holds it, or a host, ends it before its time.
create table dav_lock (
  token uuid primary key default gen_random_uuid(),
  item_id bigint not null,
  space_id bigint not null,
  person_id bigint not null references person on delete cascade,
  scope text not null check (scope in ('exclusive', 'shared')),
  deep boolean not null,
  owner text not null check (octet_length(owner) <= 8000),
  until timestamptz(3) not null,
  foreign key (item_id, space_id) references item (id, space_id) on update cascade on delete cascade
);
create index on dav_lock (item_id, space_id);
create index on dav_lock (space_id, until);
create index on dav_lock (person_id);
call audience('dav_lock', 'own');
grant select, insert, update, delete on dav_lock to copse_app;
create policy read on dav_lock for select to copse_app using (space_id = any((select reads())::bigint[]));
create policy add on dav_lock for insert to copse_app
  with check (space_id = any((select writes())::bigint[]) and person_id = (select me()));
create policy change on dav_lock for update to copse_app
  using (space_id = any((select writes())::bigint[]) and person_id = (select me())) with check (person_id = (select me()));
create policy remove on dav_lock for delete to copse_app
  using (person_id = (select me()) or space_id = any((select hosts())::bigint[]) or (until < now() and space_id = any((select writes())::bigint[])));

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

-- What programs leave for themselves is hidden with all that is in it: they have folders of their own, too.
alter table entry alter column hidden drop expression;
alter table entry alter column hidden set default false;

create function hides(name text) returns boolean language sql immutable parallel safe as $$
  select name ~ '^(\.|~\$)' or lower(name) in ('thumbs.db', 'desktop.ini')
$$;
create function hide_entry() returns trigger language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  new.hidden := hides(new.name) or exists (select from entry f where f.item_id = new.folder_id and f.hidden);
  return new;
end $$;
create trigger hide_entry before insert or update of name, folder_id on entry for each row execute function hide_entry();

-- Nobody hears that it came, goes or changes. Once it has a name for people, it has just come. What stands in it follows at once:
-- it may be thousands of files.
create function hidden_entry() returns trigger language plpgsql security definer set search_path = copse, public, pg_temp as $$
declare ids bigint[];
begin
  if tg_op = 'INSERT' then
    if new.hidden then
      delete from activity where item_id = new.item_id;
      perform docs_shown(array[new.item_id]);
    end if;
    return null;
  end if;
  if new.hidden = old.hidden then return null; end if;
  ids := array(
    -- Only folders are looked into. The offset keeps it a look-up for each of them, whatever the planner takes what is hidden for.
    with recursive along as (
      select new.item_id id, new.is_folder
      union all
      select e.item_id, e.is_folder from along a cross join lateral (
        select x.item_id, x.is_folder, x.name, x.hidden from entry x where x.folder_id = a.id offset 0) e
      where a.is_folder and e.hidden <> new.hidden and (new.hidden or not hides(e.name)))
    select id from along order by id);
  update entry set hidden = new.hidden where item_id = any(ids) and hidden <> new.hidden;
  perform docs_shown(ids);
  if not new.hidden then
    insert into activity (space_id, verb, actor_id, item_id)
      select i.space_id, i.kind || '.started', me(), i.id from item i where i.id = any(ids) and i.removed_at is null order by i.id;
    -- What got its name or its words while it was hidden is found only now.
    perform index_name(e.item_id) from entry e left join item_words w on w.item_id = e.item_id and w.part = 'name'
      where e.item_id = any(ids) and e.item_id <> new.item_id and w.source is distinct from name_words(e.name) and (w.item_id is not null or name_words(e.name) <> e.name);
    perform index_content(v.item_id) from file f join file_version v on v.item_id = f.item_id and v.number = f.version
      where f.item_id = any(ids) and v.words is not null and not exists (select from item_words w where w.item_id = f.item_id and w.part = 'content');
  end if;
  return null;
end $$;
create trigger hidden_entry after insert or update of name, folder_id on entry for each row execute function hidden_entry();

create function quiet_activity() returns trigger language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  if exists (select from entry e where e.item_id = new.item_id and e.hidden) then return null; end if;
  return new;
end $$;
create trigger quiet_activity before insert on activity for each row when (new.item_id is not null) execute function quiet_activity();

-- Nor is it found; and it is nobody's work: it stops nobody from taking away what it lies in, and a folder of it is copied whole.
call amend('index_item', 'i.removed_at is not null,', 'i.removed_at is not null or exists (select from entry e where e.item_id = i.id and e.hidden),');
create or replace function docs_shown(ids bigint[]) returns void
language sql security definer set search_path = copse, public, pg_temp as $$
  update search_doc d set removed = x.gone
  from (select i.id, i.removed_at is not null or coalesce(e.hidden, false) gone from item i left join entry e on e.item_id = i.id where i.id = any(ids)) x
  where d.item_id = x.id and d.removed <> x.gone
$$;
call amend('remove_entry', 'where i.id = any(ids) and i.author_id <> me())',
  'join entry h on h.item_id = i.id where i.id = any(ids) and i.author_id <> me() and not h.hidden)');
call amend('remove_entry', 'if author <> me() then', 'if author <> me() and not (select e.hidden from entry e where e.item_id = which) then');
call amend('copy_entry', 'where b.depth = 0 or not x.hidden', 'where b.depth = 0 or not x.hidden or (select r.hidden from entry r where r.item_id = which)');

-- What a program made empty and filled at once: the pictures of nothing are not those of what came then.
call amend('keep_preview', 'and v.preview = ''waiting'' returning', 'and v.preview = ''waiting'' and v.blob = coalesce(made ->> ''blob'', v.blob) returning');
drop procedure amend;

revoke execute on function hides, hide_entry, hidden_entry, quiet_activity from public;
