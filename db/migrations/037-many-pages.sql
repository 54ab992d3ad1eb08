-- Libraries of ten thousand pages: what a page of them asks for is found without reading all of them.

-- The pages on top in their order: an index begins with them, and nobody's pages all lie under one.
create index page_top on page (space_id, place, item_id) where parent_id is null;
create index page_of_kind on page (space_id, template, changed_at desc, item_id desc) where template <> 'plain';
create index page_translated on page (space_id) where original_id is not null;
create index page_by_title on item (space_id, lower(title), id) where kind = 'page' and removed_at is null;
-- Few pages are taken away: those that are not are counted by leaving these out.
create index page_removed on item (id) where kind = 'page' and removed_at is not null;

-- A link by title that leads nowhere yet. Kept with the link, so that what is wanted is found without reading all links.
alter table page_link add unwritten boolean not null default true;

create function is_written(place bigint, called text) returns boolean language sql stable security definer set search_path = copse, public, pg_temp as $$
  select exists (select from page_name n join item i on i.id = n.item_id and i.removed_at is null where n.space_id = place and n.key = called)
$$;

create function link_leads() returns trigger language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  new.unwritten := not is_written(new.space_id, new.key);
  return new;
end $$;
create trigger link_leads before insert or update of key, space_id on page_link for each row execute function link_leads();

-- A title came, went, or is another page's now.
create function name_leads() returns trigger language plpgsql security definer set search_path = copse, public, pg_temp as $$
declare one record;
begin
  for one in
    select old.space_id place, old.key called where tg_op <> 'INSERT'
    union select new.space_id, new.key where tg_op <> 'DELETE' order by 1, 2
  loop
    update page_link l set unwritten = not l.unwritten
    where l.space_id = one.place and l.key = one.called and l.unwritten = is_written(one.place, one.called);
  end loop;
  return null;
end $$;
create trigger name_leads after insert or delete or update of space_id, key, item_id on page_name for each row execute function name_leads();

-- A page was taken away, or is back: so are its titles.
create function removal_leads() returns trigger language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  update page_link l set unwritten = not l.unwritten from page_name n
  where n.item_id = new.id and l.space_id = n.space_id and l.key = n.key and l.unwritten = is_written(n.space_id, n.key);
  return null;
end $$;
create trigger removal_leads after update of removed_at on item for each row
  when (new.kind = 'page' and (old.removed_at is null) <> (new.removed_at is null)) execute function removal_leads();

update page_link l set unwritten = false where is_written(l.space_id, l.key);
-- Of many that lead to a page the last are shown.
drop index page_link_space_id_key_idx;
create index page_link_to on page_link (space_id, key, item_id);
create index page_link_unwritten on page_link (space_id, key) where unwritten;

-- How much a space keeps under each tag (a = b), and under two tags together (a < b): for the map of its topics.
create table topic (
  space_id bigint not null references space (id) on delete cascade,
  a text not null,
  b text not null,
  pages int not null default 0,
  links int not null default 0,
  gaps int not null default 0,
  total int not null generated always as (pages + links + gaps) stored,
  primary key (space_id, a, b)
);
create index topic_most on topic (space_id, total desc, a, b) where a = b;
create index topic_ties on topic (space_id, total desc, a, b) where a < b;
call audience('topic', 'own');
grant select on topic to copse_app;
create policy read on topic for select to copse_app using (coalesce(space_id = any((select reads())::bigint[]), false));

create function count_topics() returns trigger language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  -- Many items renamed at once are counted once, by rename_tag().
  if current_setting('copse.renaming', true) = 'yes' then return null; end if;
  if coalesce(new.kind, old.kind) not in ('page', 'link', 'gap') then return null; end if;
  if tg_op = 'UPDATE' and (old.space_id, old.tags, old.removed_at is null) is not distinct from (new.space_id, new.tags, new.removed_at is null) then
    return null;
  end if;
  -- In the order of tags, as they are counted: two who write at once never wait for each other in a ring.
  insert into topic as t (space_id, a, b, pages, links, gaps)
    select place, x, y, coalesce(sum(n) filter (where kind = 'page'), 0), coalesce(sum(n) filter (where kind = 'link'), 0), coalesce(sum(n) filter (where kind = 'gap'), 0) from (
      select old.space_id place, old.kind, x, y, -1 n from unnest(old.tags) x, unnest(old.tags) y where tg_op <> 'INSERT' and old.removed_at is null and x <= y
      union all
      select new.space_id, new.kind, x, y, 1 from unnest(new.tags) x, unnest(new.tags) y where tg_op <> 'DELETE' and new.removed_at is null and x <= y) moved
    where exists (select from space s where s.id = place)
    group by place, x, y having sum(n) <> 0 order by place, x, y
  on conflict (space_id, a, b) do update set pages = t.pages + excluded.pages, links = t.links + excluded.links, gaps = t.gaps + excluded.gaps;
  return null;
end $$;
create trigger count_topics after insert or delete or update of tags, removed_at, space_id on item
  for each row execute function count_topics();

-- Counts anew what lies under these tags, and under them with others.
create function recount_topics(place bigint, changed text[]) returns void language sql security definer set search_path = copse, public, pg_temp as $$
  delete from topic where space_id = place and (a = any(changed) or b = any(changed));
  insert into topic (space_id, a, b, pages, links, gaps)
    select place, x, y, count(*) filter (where i.kind = 'page'), count(*) filter (where i.kind = 'link'), count(*) filter (where i.kind = 'gap')
    from item i cross join unnest(i.tags) x cross join unnest(i.tags) y
    where i.space_id = place and i.kind in ('page', 'link', 'gap') and i.removed_at is null and i.tags && changed
      and x <= y and (x = any(changed) or y = any(changed)) group by x, y
$$;
insert into topic (space_id, a, b, pages, links, gaps)
  select i.space_id, x, y, count(*) filter (where i.kind = 'page'), count(*) filter (where i.kind = 'link'), count(*) filter (where i.kind = 'gap')
  from item i cross join unnest(i.tags) x cross join unnest(i.tags) y
  where i.kind in ('page', 'link', 'gap') and i.removed_at is null and x <= y group by i.space_id, x, y;

-- See 028-pages.sql; wherever it says so.
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
call amend('rename_tag', 'get diagnostics changed = row_count;', 'get diagnostics changed = row_count;
  perform recount_topics(place, array[was, becomes]);');
drop procedure amend;

-- Things of a space with words in their titles that begin so, last talked about first. It finds out by itself what may be
-- read: row security would keep the planner off the index.
create function titles_like(place bigint, typed text, only_kind text, most int) returns table (item_id bigint)
language plpgsql stable security definer set search_path = copse, public, pg_temp as $$
declare
  q tsquery := replace(name_query(typed)::text, ':*', ':*A')::tsquery;
  begun text := '\m' || regexp_replace(unaccent(trim(typed)), '([^[:alnum:]])', '\\\1', 'g');
begin
  if q is null or not place = any(coalesce(reads(), '{}')) then return; end if;
  return query
    with fitting as materialized (
      select i.id from item i
      where i.title_words @@ q and i.space_id = place and i.removed_at is null and (only_kind is null or i.kind = only_kind)
        and unaccent(i.title) ~* begun limit 2000)
    select t.item_id from fitting f join tail t on t.item_id = f.id where not t.removed order by t.last_at desc, t.item_id desc limit most;
end $$;
alter function titles_like(bigint, text, text, int) rows 8;

-- Pages by the alphabet: those with a tag, of a kind, after one of them. In the same way.
create function pages_by_title(here bigint, carrying text, of_kind text, last_title text, last_id bigint, most int) returns table (item_id bigint)
language plpgsql stable security definer set search_path = copse, public, pg_temp set plan_cache_mode = force_custom_plan as $$
begin
  if not here = any(coalesce(reads(), '{}')) then return; end if;
  return query
    select i.id from item i join page p on p.item_id = i.id
    where i.space_id = here and p.space_id = here and i.kind = 'page' and i.removed_at is null
      and (carrying is null or i.tags @> array[carrying]) and (of_kind is null or p.template = of_kind)
      and (last_title is null or (lower(i.title), i.id) > (lower(last_title), last_id))
    order by lower(i.title), i.id limit most;
end $$;
alter function pages_by_title(bigint, text, text, text, bigint, int) rows 41;

revoke execute on function is_written, link_leads, name_leads, removal_leads, count_topics, recount_topics, titles_like, pages_by_title from public;
grant execute on function titles_like, pages_by_title to copse_app;
