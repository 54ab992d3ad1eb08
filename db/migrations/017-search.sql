-- Search: one row for each thing that can be found, kept true by triggers in the transaction of the change; who may find it
-- is asked anew each time.

-- French as 013 stems it, but its little words are left out before accents are folded: "à" and "été" are among them.
create text search dictionary copse.french_stop (template = pg_catalog.simple, stopwords = french, accept = false);
create text search configuration copse.said_fr (copy = pg_catalog.french);
alter text search configuration copse.said_fr alter mapping for hword, hword_part, word with copse.french_stop, public.unaccent, french_stem;
alter text search configuration copse.said_fr alter mapping for asciihword, hword_asciipart, asciiword with copse.french_stop, french_stem;

-- How words of a language are stemmed; those of languages we know nothing of stay as they are.
create function words_config(lang text) returns regconfig language sql immutable parallel safe
set search_path = copse, public, pg_temp as $$
  select (case lower(left(lang, 2)) when 'en' then 'copse.plain_en' when 'fr' then 'copse.said_fr' else 'copse.plain' end)::regconfig
$$;

-- The words of a Markdown text without its signs: what is searched, and shown as an excerpt. A sign that nobody sees stands
-- beside a slash, or "upstream/downstream" would be taken for the name of a file.
create function plain_text(source text) returns text language sql immutable parallel safe as $$
  select case when source !~ '[][*_~`|\\#>/\u0001-\u0003]' and source !~ '(?n)^\s*[-+=:0-9]' then source else replace(regexp_replace(translate(
    regexp_replace(
      regexp_replace(source, '!?\[([^][]*)\]\((?:<[^>]*>|[^()\s]*)(?:\s+"[^"]*")?\)', '\1', 'g'),
      '^\s*(?:#{1,6}\s|>\s?|[-+*]\s(?:\[[ xX]\]\s)?|\d{1,3}[.)]\s|[-=|:\s]{3,}$|```+.*$)+', '', 'gn'),
    E'|*~`\\\u0001\u0002\u0003', ' '), '(?<![[:alnum:]])_+|_+(?![[:alnum:]])', '', 'g'), '/', E'\u0001/\u0001') end
$$;

-- What a tool adds to the words of one of its items, besides its title and its opening: a summary, the text of a page.
create table item_words (
  item_id bigint not null,
  part text not null,
  space_id bigint not null,
  lang text not null,
  source text not null,
  primary key (item_id, part),
  foreign key (item_id, space_id) references item (id, space_id) on update cascade on delete cascade
);
call audience('item_words', 'space');
revoke insert, update, delete on item_words from copse_app;

-- What can be found: an item with its opening and what its tool adds (number 0, subject the item's id below zero), and each
-- message under it (subject its id). An opening is message 1 by who made the item.
create table search_doc (
  subject bigint primary key,
  space_id bigint not null,
  item_id bigint not null,
  number int not null,
  kind text not null,
  author_id bigint not null references person,
  lang text not null,
  at timestamptz(3) not null,
  removed boolean not null default false,
  words tsvector not null,
  foreign key (item_id, space_id) references item (id, space_id) on update cascade on delete cascade
);
call audience('search_doc', 'locked');
alter table search_doc alter words set statistics 500;
create index on search_doc (item_id);
create index on search_doc (space_id, at desc, subject desc);
create index on search_doc (author_id, at desc);
create index on search_doc (at desc);
-- What waits to be sorted in is read by every search: so it is short.
create index search_doc_words on search_doc using gin (words) with (gin_pending_list_limit = 256);

-- The words that were used in a space, to forgive typos: by space, because a list of all would tell words of places one may
-- not see. Twice the same word does no harm, waiting for each other would.
create table search_word (
  space_id bigint not null references space on delete cascade,
  word text not null,
  plain text not null,
  looked_at date not null default current_date
);
call audience('search_word', 'locked');
create index on search_word (space_id, word);
create index search_word_plain on search_word using gin (plain public.gin_trgm_ops);

create function learn_words(place bigint, said text) returns void
language sql security definer set search_path = copse, public, pg_temp as $$
  insert into search_word (space_id, word, plain)
  select place, w, lower(unaccent(w)) from unnest(tsvector_to_array(to_tsvector('simple', left(said, 60000)))) w
  where length(w) between 4 and 30 and w ~ '^[[:alpha:]]+$'
    and not exists (select from search_word v where v.space_id = place and v.word = w)
$$;

-- Takes words out that nobody can find any more. A few thousand each night; returns how many went.
create function tidy_words(most int default 20000) returns int
language plpgsql security definer set search_path = copse, public, pg_temp as $$
declare gone int;
begin
  with old as (
    select ctid as place, space_id, word from search_word where looked_at < current_date - 30 order by looked_at limit most),
  needed as (
    select o.place from old o where exists (select from search_doc d where d.space_id = o.space_id and not d.removed
      and d.words @@ (plainto_tsquery('copse.plain_en', o.word) || plainto_tsquery('copse.said_fr', o.word) || plainto_tsquery('copse.plain', o.word)))),
  kept as (update search_word w set looked_at = current_date from needed where w.ctid = needed.place)
  delete from search_word w using old where w.ctid = old.place and old.place not in (select place from needed);
  get diagnostics gone = row_count;
  return gone;
end $$;

-- The words of an item: its title before its tags, before what its tool adds, before its opening.
create function item_vector(i item, opening text, opening_lang text) returns tsvector
language plpgsql stable security definer set search_path = copse, public, pg_temp as $$
declare
  said tsvector := setweight(to_tsvector(words_config(i.lang), plain_text(i.title)), 'A')
    || setweight(to_tsvector(words_config(i.lang), array_to_string(i.tags, ' ')), 'B');
  one record;
begin
  for one in select lang, source from item_words w where w.item_id = i.id order by part loop
    said := said || setweight(to_tsvector(words_config(one.lang), plain_text(one.source)), 'C');
  end loop;
  return case when opening is null then said else said || to_tsvector(words_config(opening_lang), plain_text(opening)) end;
end $$;

-- Writes what can be found of an item anew. Two at once wait for each other here, and the second sees what the first did.
create function index_item(which bigint) returns void
language plpgsql security definer set search_path = copse, public, pg_temp as $$
declare i item; opening record;
begin
  perform from search_doc d where d.subject = -which for update;
  select * into i from item where id = which;
  if i.id is null then return; end if;
  select m.id, m.lang, case when m.removed_at is null then m.source end source into opening
    from message m where m.item_id = which and m.number = 1 and m.author_id = i.author_id;
  delete from search_doc d where d.subject = opening.id;
  insert into search_doc (subject, space_id, item_id, number, kind, author_id, lang, at, removed, words)
    values (-i.id, i.space_id, i.id, 0, i.kind, i.author_id, i.lang, i.created_at, i.removed_at is not null,
      item_vector(i, opening.source, opening.lang))
    on conflict (subject) do update set space_id = excluded.space_id, author_id = excluded.author_id, lang = excluded.lang,
      at = excluded.at, removed = excluded.removed, words = excluded.words;
  perform learn_words(i.space_id, concat_ws(' ', i.title, array_to_string(i.tags, ' '), plain_text(opening.source)));
end $$;

create function index_said() returns trigger language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  if tg_op = 'DELETE' then
    delete from search_doc where subject = old.id;
    return null;
  end if;
  -- An opening that went elsewhere.
  if tg_op = 'UPDATE' and old.number = 1 and (old.item_id <> new.item_id or new.number <> 1) then perform index_item(old.item_id); end if;
  if new.number = 1 and exists (select from item i where i.id = new.item_id and i.author_id = new.author_id) then
    perform index_item(new.item_id);
  elsif new.removed_at is not null then
    delete from search_doc where subject = new.id;
  else
    insert into search_doc (subject, space_id, item_id, number, kind, author_id, lang, at, removed, words)
      select new.id, i.space_id, i.id, new.number, i.kind, new.author_id, new.lang, new.created_at, i.removed_at is not null,
        to_tsvector(words_config(new.lang), plain_text(new.source))
      from item i where i.id = new.item_id
      on conflict (subject) do update set space_id = excluded.space_id, item_id = excluded.item_id, number = excluded.number,
        kind = excluded.kind, author_id = excluded.author_id, lang = excluded.lang, removed = excluded.removed, words = excluded.words;
    perform learn_words(new.space_id, plain_text(new.source));
  end if;
  return null;
end $$;
create trigger index_said after insert or delete or update of source, lang, removed_at, item_id, number, author_id on message
  for each row execute function index_said();

create function index_made() returns trigger language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  if tg_op = 'INSERT' or (old.title, old.lang, old.tags, old.author_id) is distinct from (new.title, new.lang, new.tags, new.author_id) then
    perform index_item(new.id);
  end if;
  if tg_op = 'UPDATE' then
    if (old.removed_at is null) <> (new.removed_at is null) then
      update search_doc set removed = new.removed_at is not null where item_id = new.id;
    end if;
    if old.space_id <> new.space_id then
      perform learn_words(new.space_id, concat_ws(' ', new.title, (select left(string_agg(plain_text(m.source), ' '), 1000000)
        from message m where m.item_id = new.id and m.removed_at is null)));
    end if;
  end if;
  return null;
end $$;
create trigger index_made after insert or update of title, lang, tags, author_id, removed_at, space_id on item
  for each row execute function index_made();

-- Adds words to an item under the name of their part, or takes them away (null). For the trigger of a tool's own table.
create function keep_words(which bigint, part text, lang text, source text) returns void
language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  if keep_words.source is null then
    delete from item_words w where w.item_id = which and w.part = keep_words.part;
  else
    insert into item_words (item_id, part, space_id, lang, source)
      select i.id, keep_words.part, i.space_id, keep_words.lang, keep_words.source from item i where i.id = which
      on conflict on constraint item_words_pkey do update set lang = excluded.lang, source = excluded.source;
    perform learn_words(i.space_id, plain_text(keep_words.source)) from item i where i.id = which;
  end if;
  perform index_item(which);
end $$;

create function index_summary() returns trigger language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  if tg_op = 'DELETE' then
    perform keep_words(old.item_id, 'summary', old.lang, null);
  else
    perform keep_words(new.item_id, 'summary', new.lang, case when new.removed_at is null then new.source end);
  end if;
  return null;
end $$;
create trigger index_summary after insert or delete or update of source, lang, removed_at on summary
  for each row execute function index_summary();

-- People: by name, and by what they show of themselves.
create table search_person (
  person_id bigint primary key references person on delete cascade,
  called tsvector not null,
  told tsvector not null
);
call audience('search_person', 'locked');
create index search_person_called on search_person using gin (called);
create index search_person_told on search_person using gin (told);

-- All the ways in which a text's words are stemmed: for what says no language, or is asked for in any.
create function all_words(said text) returns tsvector language sql immutable parallel safe
set search_path = copse, public, pg_temp as $$
  select to_tsvector('copse.plain_en', said) || to_tsvector('copse.said_fr', said) || to_tsvector('copse.plain', said)
$$;

create function index_person(who bigint) returns void
language sql security definer set search_path = copse, public, pg_temp as $$
  insert into search_person (person_id, called, told)
    select p.id, called, called || all_words(coalesce((select string_agg(replace(f.value #>> '{}', '/', ' / '), E'\n') from profile_field f
        where f.person_id = p.id and f.shown and f.name in ('organisation', 'place', 'does', 'askAbout', 'learning')), ''))
    from person p, to_tsvector('copse.plain', p.name || ' ' || p.handle) called where p.id = who
    on conflict (person_id) do update set called = excluded.called, told = excluded.told
$$;
create function index_card() returns trigger language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  perform index_person(new.id);
  return null;
end $$;
create trigger index_card after insert or update of name, handle on person for each row execute function index_card();
create function index_told() returns trigger language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  perform index_person(case when tg_op = 'DELETE' then old.person_id else new.person_id end);
  return null;
end $$;
create trigger index_told after insert or delete or update on profile_field for each row execute function index_told();

-- Spaces: by name and purpose.
create function space_words(name text, purpose text) returns tsvector language sql immutable parallel safe
set search_path = copse, public, pg_temp as $$
  select setweight(all_words(name), 'A') || setweight(all_words(purpose), 'D')
$$;
alter table space add column words tsvector generated always as (space_words(name, purpose)) stored;

-- Makes everything that can be found anew, all at once: after rows came without triggers.
create procedure index_everything() language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  perform set_config('maintenance_work_mem', '128MB', true);
  truncate search_doc, search_word, search_person;
  drop index search_doc_words, search_word_plain;
  insert into item_words (item_id, part, space_id, lang, source)
    select item_id, 'summary', space_id, lang, source from summary where removed_at is null
    on conflict (item_id, part) do update set lang = excluded.lang, source = excluded.source;
  insert into search_doc (subject, space_id, item_id, number, kind, author_id, lang, at, removed, words)
    select case when opening then -i.id else m.id end, i.space_id, i.id, case when opening then 0 else m.number end, i.kind,
      m.author_id, case when opening then i.lang else m.lang end, case when opening then i.created_at else m.created_at end,
      i.removed_at is not null,
      case when opening then item_vector(i, case when m.removed_at is null then m.source end, m.lang)
        else to_tsvector(words_config(m.lang), plain_text(m.source)) end
    from message m join item i on i.id = m.item_id cross join lateral (select m.number = 1 and m.author_id = i.author_id as opening) o
    where opening or m.removed_at is null
    order by m.created_at, m.id;
  insert into search_doc (subject, space_id, item_id, number, kind, author_id, lang, at, removed, words)
    select -i.id, i.space_id, i.id, 0, i.kind, i.author_id, i.lang, i.created_at, i.removed_at is not null, item_vector(i, null, null)
    from item i where not exists (select from message m where m.item_id = i.id and m.number = 1 and m.author_id = i.author_id);
  insert into search_word (space_id, word, plain)
    select place, w, lower(unaccent(w)) from (
      -- Of a large space its newest words: the others come when they are used again.
      select s.id as place, unnest(tsvector_to_array(to_tsvector('simple', plain_text(m.source)))) as w from space s cross join lateral (
        select m.source from search_doc d join message m on m.item_id = d.item_id and m.number = greatest(d.number, 1)
        where d.space_id = s.id and m.removed_at is null order by d.at desc limit 500) m
      union
      select i.space_id, unnest(tsvector_to_array(to_tsvector('simple', i.title || ' ' || array_to_string(i.tags, ' ')))) from item i where i.removed_at is null) said
    where length(w) between 4 and 30 and w ~ '^[[:alpha:]]+$';
  perform index_person(id) from person;
  create index search_doc_words on search_doc using gin (words) with (gin_pending_list_limit = 256);
  create index search_word_plain on search_word using gin (plain public.gin_trgm_ops);
  analyze search_doc;
  analyze search_word;
end $$;
call index_everything();

-- What is typed: [{"text": "eel", "phrase": true, "not": true}, …]. In one language all of it has to be there; in which of
-- ours does not matter, since one asks once for texts of several.
create function typed_query(terms jsonb, config regconfig) returns tsquery
language plpgsql stable parallel safe set search_path = copse, public, pg_temp as $$
declare one record; wanted tsquery := ''; part tsquery;
begin
  for one in select t ->> 'text' said, coalesce((t ->> 'phrase')::boolean, false) together from jsonb_array_elements(terms) t
    where not coalesce((t ->> 'not')::boolean, false)
  loop
    part := case when one.together then phraseto_tsquery(config, one.said) else plainto_tsquery(config, one.said) end;
    wanted := wanted && part;
  end loop;
  return wanted;
end $$;

create function search_query(terms jsonb) returns tsquery
language plpgsql stable parallel safe set search_path = copse, public, pg_temp as $$
declare
  readings tsquery[] := array(select distinct typed_query(terms, c) from unnest(array['copse.plain_en', 'copse.said_fr', 'copse.plain']::regconfig[]) c);
  one record; part tsquery; wanted tsquery := ''; unwanted tsquery := '';
begin
  foreach part in array readings loop wanted := wanted || part; end loop;
  for one in select distinct case when coalesce((t ->> 'phrase')::boolean, false) then phraseto_tsquery(c, t ->> 'text') else plainto_tsquery(c, t ->> 'text') end q
    from jsonb_array_elements(terms) t, unnest(array['copse.plain_en', 'copse.said_fr', 'copse.plain']::regconfig[]) c
    where coalesce((t ->> 'not')::boolean, false)
  loop
    unwanted := unwanted || one.q;
  end loop;
  return case when numnode(unwanted) = 0 then wanted when numnode(wanted) = 0 then !!unwanted else wanted && !!unwanted end;
end $$;

-- The spaces that are searched: those the asker reads, or of them those that are named and what lies within.
create function search_places(named text) returns bigint[]
language sql stable security definer set search_path = copse, public, pg_temp as $$
  with mine as (select s.id, s.slug, s.name from space s where s.id = any(coalesce(reads(), '{}'))),
  chosen as (select id from mine where slug = named::citext or lower(unaccent(name)) = lower(unaccent(named)))
  select coalesce(array_agg(id), '{}') from mine
  where named is null or id in (select id from chosen) or id in (select circles_under(c.id) from chosen c)
$$;

-- Every word begins a word of the name. Null where there is none.
create function name_query(typed text) returns tsquery
language sql stable parallel safe set search_path = copse, public, pg_temp as $$
  select string_agg(quote_literal(replace(w, '\', '')) || ':*', ' & ')::tsquery
  from unnest((tsvector_to_array(to_tsvector('copse.plain', left(typed, 200))))[1:10]) w where replace(w, '\', '') <> ''
$$;

-- Whom "from:" means: a handle, or names that begin so. Null for nobody.
create function search_authors(named text) returns bigint[]
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select coalesce(
    (select array[p.id] from person p where p.handle = named::citext
      and exists (select from membership m where m.person_id = p.id and m.space_id = any(reads()))),
    (select array_agg(p.person_id) from search_person p where p.called @@ name_query(named)))
$$;

-- What is found, newest first, at most so many; `rank` says how well it fits. Whose spaces are searched is asked of
-- copse.reads here, and of nothing that is handed in. Up to `few`
-- are fetched by the index of words, more by going back in time: see docs/decisions/011-search.md.
create function search_docs(wish jsonb, most int, few int default null)
returns table (subject bigint, item_id bigint, number int, at timestamptz, rank float8)
language plpgsql security definer set search_path = copse, public, pg_temp as $$
declare
  places bigint[] := search_places(wish ->> 'in');
  q tsquery := search_query(coalesce(wish -> 'terms', '[]'));
  en tsquery := typed_query(coalesce(wish -> 'terms', '[]'), 'copse.plain_en');
  fr tsquery := typed_query(coalesce(wish -> 'terms', '[]'), 'copse.said_fr');
  people bigint[];
  since timestamptz := (wish ->> 'since')::timestamptz;
  before timestamptz := (wish ->> 'before')::timestamptz;
  last_at timestamptz := (wish -> 'after' ->> 'at')::timestamptz;
  as_of timestamptz := coalesce((wish ->> 'asOf')::timestamptz, now());
  last_subject bigint := (wish -> 'after' ->> 'subject')::bigint;
  cond text := 'not d.removed';
  tool record; without bigint[]; plan json; found bigint[] := '{}'; more bigint[]; high timestamptz; low timestamptz; step interval;
begin
  if places = '{}' then return; end if;
  if numnode(q) > 0 then cond := cond || ' and d.words @@ $2';
  elsif jsonb_array_length(coalesce(wish -> 'terms', '[]')) > 0 then return; end if;
  if wish ? 'from' then
    people := search_authors(wish ->> 'from');
    if people is null then return; end if;
    cond := cond || ' and d.author_id = any($3)';
  end if;
  if wish ? 'tag' then
    cond := cond || ' and d.item_id in (select i.id from item i where i.space_id = any($1) and i.tags && (array[$4]
      || array(select a.tag from tag_alias a where a.name = $4 and a.space_id = any($1))))';
  end if;
  if wish ? 'item' then cond := cond || ' and d.item_id = $5'; end if;
  if wish ->> 'kind' = 'message' then cond := cond || ' and d.number > 0';
  elsif wish ? 'kind' then cond := cond || ' and d.number = 0 and d.kind = $6'; end if;
  if since is not null then cond := cond || ' and d.at >= $7'; end if;
  if before is not null then cond := cond || ' and d.at < $8'; end if;
  if last_at is not null then cond := cond || ' and (d.at, d.subject) < ($9, $10)'; end if;
  if wish ->> 'has' = 'file' then
    cond := cond || ' and exists (select from message m join attachment a on a.message_id = m.id
      where m.item_id = d.item_id and m.number = greatest(d.number, 1) and m.removed_at is null)';
  end if;
  -- A space may do without a tool: what was made with it is out of sight there.
  for tool in select key as kind, value as name from jsonb_each_text(coalesce(wish -> 'tools', '{}')) loop
    select array_agg(s.id) into without from space s where s.id = any(places) and not tool.name = any(s.tools);
    if without is not null then cond := cond || format(' and not (d.kind = %L and d.space_id = any(%L::bigint[]))', tool.kind, without); end if;
  end loop;

  execute 'explain (format json) select from search_doc d where d.space_id = any($1) and ' || cond into plan
    using places, q, people, wish ->> 'tag', (wish ->> 'item')::bigint, wish ->> 'kind', since, before, last_at, last_subject;
  if (plan -> 0 -> 'Plan' ->> 'Plan Rows')::float8 <= coalesce(few,
    -- Where both ways read as many pages: one for each match, or one for every six rows gone through until there are enough.
    greatest(2000, sqrt(most / 6.0 * (select greatest(c.reltuples, 0) from pg_class c where c.oid = 'copse.search_doc'::regclass)))) then
    -- Few have these words: the index of words says which.
    execute 'with fitting as materialized (select d.subject, d.at from search_doc d where d.space_id = any($1) and ' || cond || ')
      select array_agg(f.subject order by f.at desc, f.subject desc) from (select * from fitting order by at desc, subject desc limit $11) f' into found
      using places, q, people, wish ->> 'tag', (wish ->> 'item')::bigint, wish ->> 'kind', since, before, last_at, last_subject, most;
  else
    -- Many have them: go back in time, space by space, until there are enough. Each stretch is as long as the last let hope for.
    high := least(coalesce(before, 'infinity'), coalesce(last_at + interval '1 millisecond', 'infinity'));
    select d.at into low from search_doc d where d.at < high order by d.at desc offset 2000 limit 1;
    high := least(high, (select max(d.at) + interval '1 millisecond' from search_doc d));
    step := high - coalesce(low, high - interval '1 day');
    -- Not by the index of words, once for each space.
    perform set_config('enable_bitmapscan', 'off', true);
    loop
      low := case when low is null or low <= coalesce(since, '-infinity') then '-infinity' else low end;
      execute 'select array_agg(d.subject) from unnest($1) place cross join lateral (
          select d.subject from search_doc d where d.space_id = place and d.at >= $12 and d.at < $13 and ' || cond || ' offset 0) d' into more
        using places, q, people, wish ->> 'tag', (wish ->> 'item')::bigint, wish ->> 'kind', since, before, last_at, last_subject, most, low, high;
      found := found || coalesce(more, '{}');
      exit when cardinality(found) >= most or low = '-infinity';
      step := step * least(8, greatest(1, 1.3 * (most - cardinality(found)) / greatest(coalesce(cardinality(more), 0), 1)));
      high := low;
      low := high - step;
      if not exists (select from search_doc d where d.at < low) then low := null; end if;
    end loop;
    perform set_config('enable_bitmapscan', 'on', true);
  end if;

  return query
    select d.subject, d.item_id, d.number, d.at::timestamptz,
      case when numnode(q) = 0 then 0 else
        -- In its own language it fits better than by what that looks like in another.
        greatest(ts_rank('{0.15,0.35,0.6,1}', d.words, case lower(left(d.lang, 2)) when 'en' then en when 'fr' then fr else q end, 1),
          case when en = fr then 0 else 0.5 * ts_rank('{0.15,0.35,0.6,1}', d.words, q, 1) end)
        * (0.6 + 0.4 * exp(-extract(epoch from as_of - d.at)::float8 / 4e7)) end::float8
    from search_doc d where d.subject = any(found)
    order by d.at desc, d.subject desc limit most;
end $$;

-- A page of results: one for each item, with those of its messages that fit. `best` weighs the newest six hundred that fit
-- and knows no more ("capped", then); `newest` goes all the way back. `next` stands in the last row and says where the page
-- after begins.
create function search_page(wish jsonb, size int)
returns table (item_id bigint, numbers int[], n int, rank float8, at timestamptz, next jsonb)
language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  if wish ->> 'sort' = 'best' then
    return query
      with fitting as (select * from search_docs(wish - 'after', 600)),
      grouped as (
        select f.item_id, (array_agg(f.number order by f.rank desc, f.at desc))[1:3] numbers, count(*)::int n, max(f.rank) rank, max(f.at) at
        from fitting f group by 1),
      paged as (
        select g.* from grouped g
        where not wish ? 'after' or (g.rank, g.item_id) < ((wish -> 'after' ->> 'rank')::float8, (wish -> 'after' ->> 'item')::bigint)
        order by g.rank desc, g.item_id desc limit size + 1),
      counted as (select p.*, row_number() over (order by p.rank desc, p.item_id desc) place, count(*) over () many from paged p)
      select c.item_id, c.numbers, c.n, c.rank, c.at,
        case when c.place = size and c.many > size then jsonb_build_object('rank', c.rank, 'item', c.item_id)
          when c.place = c.many and (select count(*) from fitting) = 600 then '{"capped": true}' end
      from counted c where c.place <= size order by c.place;
  else
    return query
      with fitting as (select f.*, row_number() over (order by f.at desc, f.subject desc) place from search_docs(wish, size * 8 + 1) f),
      firsts as (select f.*, f.place = min(f.place) over (partition by f.item_id) as first_of_item from fitting f),
      upto as (select f.*, count(*) filter (where f.first_of_item) over (order by f.place) items from firsts f),
      kept as (select u.* from upto u where u.items <= size and u.place <= size * 8),
      grouped as (
        select k.item_id, (array_agg(k.number order by k.place))[1:3] numbers, count(*)::int n, max(k.rank) rank, max(k.at) at, min(k.place) place
        from kept k group by 1),
      last as (select k.at, k.subject from kept k where (select count(*) from upto) > (select count(*) from kept) order by k.place desc limit 1)
      select g.item_id, g.numbers, g.n, g.rank, g.at,
        case when g.place = max(g.place) over () then (select jsonb_build_object('at', l.at, 'subject', l.subject) from last l) end
      from grouped g order by g.place;
  end if;
end $$;

-- The words that fit, between two signs that no text has. Only for the rows of a page: it reads the whole text.
create function marked(lang text, said text, q tsquery, whole boolean default false) returns text
language plpgsql stable parallel safe set search_path = copse, public, pg_temp as $$
declare
  how constant text := E'StartSel=\u0002, StopSel=\u0003, ';
  parts constant text := 'MaxFragments=2, MinWords=10, MaxWords=24, ShortWord=0, FragmentDelimiter=" … "';
  short text; plain text;
begin
  if numnode(q) = 0 then return case when length(said) <= 260 then said else regexp_replace(left(said, 240), '\s+\S*$', '') || ' …' end; end if;
  if whole or length(said) <= 260 then return ts_headline(words_config(lang), said, q, how || 'HighlightAll=true'); end if;
  short := ts_headline(words_config(lang), left(said, 6000), q, how || parts);
  if length(said) > 6000 and strpos(short, E'\u0002') = 0 then short := ts_headline(words_config(lang), said, q, how || parts); end if;
  if strpos(short, E'\u0002') = 0 then return regexp_replace(left(said, 240), '\s+\S*$', '') || ' …'; end if;
  plain := translate(short, E'\u0002\u0003', '');
  return case when starts_with(ltrim(said), left(ltrim(plain), 30)) then '' else '… ' end || short
    || case when right(rtrim(said), 30) = right(rtrim(plain), 30) then '' else ' …' end;
end $$;

-- People whom the asker meets in a space, by name; whom they share it with, also by what those show of themselves.
create function search_people(terms jsonb, named text, most int) returns table (person_id bigint)
language plpgsql stable security definer set search_path = copse, public, pg_temp as $$
declare
  places bigint[] := search_places(named);
  typed text := (select string_agg(t ->> 'text', ' ') from jsonb_array_elements(terms) t where not coalesce((t ->> 'not')::boolean, false));
  names tsquery := name_query(typed);
  q tsquery := search_query(terms);
begin
  if names is null then return; end if;
  return query
    select fit.person_id from (
      select s.person_id, 1.0::float8 fits from search_person s where s.called @@ names and exists (
        select from membership m where m.person_id = s.person_id and m.space_id = any(places) and m.ended_at is null and (m.until is null or m.until > now()))
      union all
      select s.person_id, ts_rank(s.told, q)::float8 from search_person s where s.told @@ q and (s.person_id = me() or exists (
        select from membership m join membership mine on mine.space_id = m.space_id
        where m.person_id = s.person_id and m.space_id = any(places) and m.ended_at is null and (m.until is null or m.until > now())
          and mine.person_id = me() and mine.ended_at is null))) fit
    group by 1 order by max(fit.fits) desc, 1 limit most;
end $$;

-- Communities and circles that the asker belongs to or may know of, as known_spaces() tells them; within a space, its circles.
create function search_spaces(terms jsonb, within text, most int)
returns table (id bigint, slug text, name text, purpose text, lang text, hue smallint, picture text, people int,
  visibility text, joining text, standing text, closed boolean, requested boolean)
language plpgsql stable security definer set search_path = copse, public, pg_temp as $$
declare
  typed text := (select string_agg(t ->> 'text', ' ') from jsonb_array_elements(terms) t where not coalesce((t ->> 'not')::boolean, false));
  names tsquery := name_query(typed);
  q tsquery;
begin
  if names is null or me() is null then return; end if;
  q := search_query(terms) || names;
  return query
    select s.id, s.slug::text, s.name, s.purpose, s.lang, s.hue, s.picture, case when m.standing is not null then s.people end,
      s.visibility, s.joining, m.standing, s.closed_at is not null,
      exists (select from join_request r where r.space_id = s.id and r.person_id = me() and r.state = 'waiting')
    from space s left join membership m on m.space_id = s.id and m.person_id = me() and m.ended_at is null and (m.until is null or m.until > now())
    where s.words @@ q and s.kind <> 'conversation'
      and (within is null or s.id in (select circles_under(w.id) from space w where w.slug = within::citext))
      and (m.standing is not null or (s.closed_at is null and case s.visibility
        when 'announced' then s.parent_id is null or is_one_of(s.parent_id, me())
        when 'hidden' then false else is_of_parent(s.parent_id, me()) end))
    order by m.standing is null, ts_rank(s.words, q) desc, s.name limit most;
end $$;

-- Words of the asker's spaces that are nearly those typed, the nearest first.
create function near_words(typed text[], named text) returns table (word text, near text)
language plpgsql stable security definer set search_path = copse, public, pg_temp as $$
declare places bigint[] := search_places(named);
begin
  perform set_config('pg_trgm.similarity_threshold', '0.2', true);
  return query
    select w, v.word from unnest(typed[1:6]) w cross join lateral (
      select v.word from search_word v
      where v.plain % lower(unaccent(w)) and v.space_id = any(places) and length(v.plain) between length(w) - 2 and length(w) + 2
      group by v.word, v.plain order by similarity(v.plain, lower(unaccent(w))) desc, count(*) desc, v.word limit 25) v;
end $$;

-- Items whose titles hold what is typed; the last word may be half written.
create function suggest_items(typed text, named text, tools jsonb, most int) returns table (item_id bigint)
language plpgsql stable security definer set search_path = copse, public, pg_temp as $$
declare places bigint[] := search_places(named); q tsquery := name_query(typed);
begin
  if q is null or places = '{}' then return; end if;
  return query
    with fitting as materialized (
      select i.id, i.title_words from item i join space s on s.id = i.space_id
      where i.title_words @@ q and i.space_id = any(places) and i.removed_at is null
        and (not suggest_items.tools ? i.kind or suggest_items.tools ->> i.kind = any(s.tools)))
    select f.id from (select * from fitting order by id desc limit 500) f order by ts_rank(f.title_words, q) desc, f.id desc limit most;
end $$;

revoke execute on function words_config, plain_text, learn_words, tidy_words, item_vector, index_item, index_said, index_made, keep_words, index_summary,
  all_words, index_person, index_card, index_told, space_words, typed_query, search_query, search_places, search_docs, search_authors, name_query,
  search_page, marked, search_people, search_spaces, near_words, suggest_items from public;
revoke execute on procedure index_everything from public;
grant execute on function words_config, plain_text, all_words, space_words, typed_query, search_query, search_docs, name_query, search_page, marked,
  search_people, search_spaces, near_words, suggest_items, tidy_words to copse_app;
grant execute on function words_config, plain_text, all_words, space_words to copse_jobs;
