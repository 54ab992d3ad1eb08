-- Talk in order: what stands first, what is finished, how much one wants to hear, words kept tidy, things kept for later.

-- Which discussions stand first in a space: hosts say so, five at most.
create table pin (
  item_id bigint primary key,
  space_id bigint not null,
  person_id bigint not null references person,
  at timestamptz(3) not null default now(),
  foreign key (item_id, space_id) references item (id, space_id) on update cascade on delete cascade
);
create index on pin (space_id, at desc);
call audience('pin', 'own');
grant select, insert, delete on pin to copse_app;
create policy read on pin for select to copse_app using (space_id = any((select reads())::bigint[]));
create policy add on pin for insert to copse_app
  with check (space_id = any((select hosts())::bigint[]) and space_id = any((select writes())::bigint[]));
create policy remove on pin for delete to copse_app
  using (space_id = any((select hosts())::bigint[]) and space_id = any((select writes())::bigint[]));

-- Two hosts at once make it no more than five: they wait for each other at the space.
create function few_pins() returns trigger language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  perform 1 from space where id = new.space_id for no key update;
  if (select count(*) from pin where space_id = new.space_id) > 5 then
    raise exception 'five are pinned here' using errcode = 'CP002';
  end if;
  return null;
end $$;
revoke execute on function few_pins() from public;
create trigger few_pins after insert on pin for each row execute function few_pins();

-- A discussion that is finished: nothing more is said, by whom, when and why. Its author or a host may end it.
create table closure (
  item_id bigint primary key,
  space_id bigint not null,
  person_id bigint not null references person,
  reason text not null check (length(reason) between 1 and 500),
  at timestamptz(3) not null default now(),
  foreign key (item_id, space_id) references item (id, space_id) on update cascade on delete cascade
);
create index on closure (space_id);
call audience('closure', 'own');
grant select, insert, delete on closure to copse_app;
create policy read on closure for select to copse_app using (space_id = any((select reads())::bigint[]));
create policy add on closure for insert to copse_app with check (
  space_id = any((select writes())::bigint[]) and person_id = (select me()) and (
    space_id = any((select hosts())::bigint[]) or
    exists (select from item i where i.id = item_id and i.author_id = (select me()))));
create policy remove on closure for delete to copse_app using (
  space_id = any((select writes())::bigint[]) and (space_id = any((select hosts())::bigint[]) or person_id = (select me())));

-- Whatever way a message comes, nothing more is said under what is closed. (A message waits for the tail of its item,
-- closing does too: so a trigger, which looks anew, sees a closure of the same moment.)
create function refuse_when_closed() returns trigger language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  if exists (select from closure c where c.item_id = new.item_id) then
    raise exception 'this is closed' using errcode = 'CP003';
  end if;
  return new;
end $$;
revoke execute on function refuse_when_closed() from public;
create trigger refuse_when_closed before insert on message for each row execute function refuse_when_closed();

-- What is taken to another space is not first there.
create function leave_pin() returns trigger language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  delete from pin where item_id = new.id;
  return new;
end $$;
revoke execute on function leave_pin() from public;
create trigger leave_pin before update of space_id on item for each row when (old.space_id <> new.space_id) execute function leave_pin();

-- Words for what discussions are about, each with what it means here. `count` is kept by a trigger, so that no page counts.
create table tag (
  space_id bigint not null references space on delete cascade,
  name text not null check (length(name) between 1 and 40),
  description text not null default '' check (length(description) <= 300),
  count int not null default 0,
  primary key (space_id, name)
);
call audience('tag', 'own');
grant select, update (description) on tag to copse_app;
create policy read on tag for select to copse_app using (space_id = any((select reads())::bigint[]));
create policy describe on tag for update to copse_app
  using (space_id = any((select hosts())::bigint[]) and space_id = any((select writes())::bigint[]))
  with check (space_id = any((select hosts())::bigint[]));

-- What a tag was called before: addresses go on working, and who writes the old word gets the new one.
create table tag_alias (
  space_id bigint not null,
  name text not null,
  tag text not null,
  primary key (space_id, name),
  foreign key (space_id, tag) references tag (space_id, name) on update cascade on delete cascade
);
create index on tag_alias (space_id, tag);
call audience('tag_alias', 'own');
grant select on tag_alias to copse_app;
create policy read on tag_alias for select to copse_app using (space_id = any((select reads())::bigint[]));

create function tidy_tags() returns trigger language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  if new.tags <> '{}' and exists (select from tag_alias a where a.space_id = new.space_id and a.name = any(new.tags)) then
    new.tags := array(
      select word from (
        select coalesce(a.tag, t.word) word, min(t.place) place
        from unnest(new.tags) with ordinality t(word, place)
        left join tag_alias a on a.space_id = new.space_id and a.name = t.word
        group by 1) tidy order by place);
  end if;
  return new;
end $$;
revoke execute on function tidy_tags() from public;
create trigger tidy_tags before insert or update of tags, space_id on item for each row execute function tidy_tags();

create function count_tags() returns trigger language plpgsql security definer set search_path = copse, public, pg_temp as $$
declare change record;
begin
  -- Thousands of items renamed at once are counted once, by rename_tag().
  if current_setting('copse.renaming', true) = 'yes' then return null; end if;
  for change in
    -- In the order of names: two who use the same tags at once never wait for each other in a ring.
    select place, name, sum(n)::int n from (
      select old.space_id place, unnest(old.tags) name, -1 n where tg_op <> 'INSERT' and old.removed_at is null
      union all
      select new.space_id, unnest(new.tags), 1 where tg_op <> 'DELETE' and new.removed_at is null) moved
    group by place, name having sum(n) <> 0 order by place, name
  loop
    if change.n > 0 then
      insert into tag as t (space_id, name, count) values (change.place, change.name, change.n)
        on conflict (space_id, name) do update set count = t.count + change.n;
    else
      update tag set count = count + change.n where space_id = change.place and name = change.name;
    end if;
  end loop;
  return null;
end $$;
revoke execute on function count_tags() from public;
create trigger count_tags after insert or delete or update of tags, removed_at, space_id on item
  for each row execute function count_tags();
insert into tag (space_id, name, count)
  select space_id, name, count(*) from item, unnest(tags) name where removed_at is null group by 1, 2;

-- How much one wants to hear: of one discussion, of a tag, of a whole space. Nobody else knows.
alter table follow add column level text check (level in ('muted', 'quiet', 'follow'));
update follow set level = case when on_ then 'follow' else 'quiet' end;
alter table follow alter column level set not null, drop column on_;
create index on follow (item_id);

create table follow_tag (
  person_id bigint not null references person on delete cascade,
  space_id bigint not null,
  tag text not null,
  level text not null check (level in ('muted', 'quiet', 'follow')),
  at timestamptz(3) not null default now(),
  primary key (person_id, space_id, tag),
  foreign key (space_id, tag) references tag (space_id, name) on update cascade on delete cascade
);
create index on follow_tag (space_id, tag);
call audience('follow_tag', 'self');

create table follow_space (
  person_id bigint not null references person on delete cascade,
  space_id bigint not null references space on delete cascade,
  level text not null check (level in ('muted', 'quiet', 'follow')),
  at timestamptz(3) not null default now(),
  primary key (person_id, space_id)
);
create index on follow_space (space_id);
call audience('follow_space', 'self');

-- One level out of many: the item's own, else its tags' (follow before muted), else the space's, else quiet.
create function level_of(own text, tags text[], followed text[], muted text[], quiet text[], of_space text) returns text
language sql immutable parallel safe as $$
  select coalesce(own, case when tags && followed then 'follow' when tags && muted then 'muted' when tags && quiet then 'quiet' end, of_space, 'quiet')
$$;
revoke execute on function level_of(text, text[], text[], text[], text[], text) from public;
grant execute on function level_of(text, text[], text[], text[], text[], text) to copse_app, copse_jobs;

-- Gives a tag another name; a name that is there already takes its discussions in. For hosts of the space alone.
create function rename_tag(place bigint, was text, becomes text) returns int
language plpgsql security definer set search_path = copse, public, pg_temp as $$
declare changed int;
begin
  if not (place = any(coalesce(hosts(), '{}')) and place = any(coalesce(writes(), '{}'))) then
    raise exception 'for the hosts' using errcode = '42501';
  end if;
  perform 1 from tag where space_id = place and name in (was, becomes) order by name for update;
  if was = becomes or not exists (select from tag where space_id = place and name = was) then return 0; end if;
  -- The new name may have been an old one.
  delete from tag_alias where space_id = place and name = becomes;
  if exists (select from tag where space_id = place and name = becomes) then
    update tag_alias set tag = becomes where space_id = place and tag = was;
    insert into follow_tag (person_id, space_id, tag, level, at)
      select person_id, place, becomes, level, at from follow_tag where space_id = place and tag = was
      on conflict do nothing;
    update tag t set description = o.description from tag o
      where t.space_id = place and t.name = becomes and t.description = '' and o.space_id = place and o.name = was;
    insert into tag_alias (space_id, name, tag) values (place, was, becomes);
    perform set_config('copse.renaming', 'yes', true);
    update item set tags = tags, version = version + 1 where space_id = place and tags @> array[was]; -- tidy_tags() renames
    get diagnostics changed = row_count;
    perform set_config('copse.renaming', '', true);
    update tag set count = (select count(*) from item i where i.space_id = place and i.removed_at is null and i.tags @> array[becomes])
      where space_id = place and name = becomes;
    delete from tag where space_id = place and name = was;
    return changed;
  end if;
  -- Follows and older aliases go along by their foreign keys; as many items carry it as before.
  update tag set name = becomes where space_id = place and name = was;
  insert into tag_alias (space_id, name, tag) values (place, was, becomes);
  perform set_config('copse.renaming', 'yes', true);
  update item set tags = tags, version = version + 1 where space_id = place and tags @> array[was]; -- tidy_tags() renames
  get diagnostics changed = row_count;
  perform set_config('copse.renaming', '', true);
  return changed;
end $$;
revoke execute on function rename_tag(bigint, text, text) from public;
grant execute on function rename_tag(bigint, text, text) to copse_app;

-- What one keeps for later: a discussion (number 0) or one message of it.
create table saved (
  person_id bigint not null references person on delete cascade,
  item_id bigint not null references item on delete cascade,
  number int not null default 0 check (number >= 0),
  note text not null default '' check (length(note) <= 500),
  at timestamptz(3) not null default clock_timestamp(),
  primary key (person_id, item_id, number)
);
create index on saved (person_id, at desc, item_id desc, number desc);
create index on saved (item_id);
call audience('saved', 'self');

-- How much there is to read: words of each message, and of a whole item, whatever is said, changed, removed or moved.
-- Words of others that are quoted do not count; two signs of Chinese, Japanese or Korean are a word.
create function words_in(source text) returns int language sql immutable parallel safe as $$
  select regexp_count(own, '\S+') + regexp_count(own, '[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]') / 2
  from regexp_replace(source, '^>.*$', '', 'gn') own
$$;
revoke execute on function words_in(text) from public;
grant execute on function words_in(text) to copse_app, copse_jobs;
alter table message add column words int generated always as (words_in(source)) stored;
alter table tail add column words int not null default 0;
update tail t set words = m.words from (
  select item_id, sum(words)::int words from message where removed_at is null group by item_id) m where m.item_id = t.item_id;

create function count_words() returns trigger language plpgsql security definer set search_path = copse, public, pg_temp as $$
declare
  was int := case when tg_op <> 'INSERT' and old.removed_at is null then old.words else 0 end;
  is_ int := case when tg_op <> 'DELETE' and new.removed_at is null then new.words else 0 end;
begin
  if tg_op = 'UPDATE' and new.item_id = old.item_id then
    if is_ <> was then update tail set words = words + is_ - was where item_id = new.item_id; end if;
    return null;
  end if;
  if was <> 0 then update tail set words = words - was where item_id = old.item_id; end if;
  if is_ <> 0 then update tail set words = words + is_ where item_id = new.item_id; end if;
  return null;
end $$;
revoke execute on function count_words() from public;
create trigger count_words after insert or delete or update of source, removed_at, item_id on message
  for each row execute function count_words();

-- Titles found by their words, in English and French, with or without accents; the last word may be half written.
create text search configuration copse.plain_en (copy = pg_catalog.english);
alter text search configuration copse.plain_en alter mapping for hword, hword_part, word with public.unaccent, english_stem;
create text search configuration copse.plain_fr (copy = pg_catalog.french);
alter text search configuration copse.plain_fr alter mapping for hword, hword_part, word with public.unaccent, french_stem;
create text search configuration copse.plain (copy = pg_catalog.simple);
alter text search configuration copse.plain alter mapping for hword, hword_part, word with public.unaccent, simple;

create function title_words(title text, tags text[]) returns tsvector language sql immutable parallel safe
set search_path = copse, public, pg_temp as $$
  select setweight(to_tsvector('copse.plain_en', title) || to_tsvector('copse.plain_fr', title) || to_tsvector('copse.plain', title), 'A')
    || setweight(to_tsvector('copse.plain_en', said) || to_tsvector('copse.plain_fr', said) || to_tsvector('copse.plain', said), 'C')
  from array_to_string(tags, ' ') said
$$;
revoke execute on function title_words(text, text[]) from public;
grant execute on function title_words(text, text[]) to copse_app, copse_jobs;
alter table item add column title_words tsvector generated always as (title_words(title, tags)) stored;
create index on item using gin (title_words);

-- Items whose titles have words in common with what is being typed, the nearest first. It reads what the asker may read
-- from copse.reads itself: row security would keep the planner off the index.
create function similar_items(kind text, typed text, most int) returns table (item_id bigint)
language plpgsql stable security definer set search_path = copse, public, pg_temp as $$
declare
  words text[]; last_word text; query tsquery;
begin
  -- Words that carry nothing in English or in French are left out.
  select array_agg(distinct stem) into words
  from unnest(tsvector_to_array(to_tsvector('copse.plain', left(typed, 200)))) word
  cross join lateral unnest(tsvector_to_array(to_tsvector('copse.plain_en', word)) || tsvector_to_array(to_tsvector('copse.plain_fr', word))) stem
  where to_tsvector('copse.plain_en', word) <> '' and to_tsvector('copse.plain_fr', word) <> '';
  select string_agg(quote_literal(replace(word, '\', '')), ' | ')::tsquery into query from unnest(words[1:40]) word;
  last_word := lower(public.unaccent(substring(left(typed, 200) from '([[:alnum:]\u00c0-\u024f]{3,})$')));
  if to_tsvector('copse.plain_en', last_word) <> '' and to_tsvector('copse.plain_fr', last_word) <> '' then
    query := case when query is null then to_tsquery('copse.plain', last_word || ':*') else query || to_tsquery('copse.plain', last_word || ':*') end;
  end if;
  if query is null then return; end if;
  return query
    select i.id from item i
    where i.title_words @@ query and i.space_id = any(reads()) and i.kind = similar_items.kind and i.removed_at is null
    order by ts_rank(i.title_words, query) desc, i.id desc limit most;
end $$;
revoke execute on function similar_items(text, text, int) from public;
grant execute on function similar_items(text, text, int) to copse_app;

-- Ways through a long list.
create index on item (space_id, kind, created_at desc, id desc) where removed_at is null;
create index on item (space_id, author_id, id desc) where removed_at is null;
create index on tail (space_id, kind, count desc, item_id desc) where not removed;
create index on discussion (space_id, intent, item_id desc);
