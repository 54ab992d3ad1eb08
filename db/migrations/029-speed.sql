-- What every page and every word cost on a small machine.

-- As before; each word is looked up by the index, and nothing else is weighed. A table that was filled since it was last
-- counted looks empty to the planner, which then read all of it once for each word.
create or replace function learn_words(place bigint, said text) returns void
language plpgsql security definer set search_path = copse, public, pg_temp set enable_seqscan = off as $$
begin
  insert into search_word (space_id, word, plain)
    select place, w, lower(unaccent(w)) from unnest(tsvector_to_array(to_tsvector('simple', left(said, 60000)))) w
    where length(w) between 4 and 30 and w ~ '^[[:alpha:]]+$'
      -- The offset keeps it a look-up for each word, and no join with all words of the space.
      and not exists (select from search_word v where v.space_id = place and v.word = w offset 0);
end $$;

-- As before, in a form that is worked out once for a query, and not looked up for each text.
create or replace function words_config(lang text) returns regconfig language sql immutable parallel safe as $$
  select case lower(left(lang, 2)) when 'en' then 'copse.plain_en'::regconfig when 'fr' then 'copse.said_fr'::regconfig
    else 'copse.plain'::regconfig end
$$;

-- What some people of a space tell of themselves, to whoever belongs there: as row security says it, asked once for the
-- space and not for each field of each person. Without those people, see shown_fields().
create function shown_by(place bigint, who bigint[]) returns table (person_id bigint, told jsonb)
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select f.person_id, jsonb_object_agg(f.name, f.value)
  from unnest(who) which join membership m on m.space_id = place and m.person_id = which
  join profile_field f on f.person_id = which and f.shown
  where m.ended_at is null and (m.until is null or m.until > now())
    and place = any(reads())
    and exists (select from membership mine where mine.space_id = place and mine.person_id = me() and mine.ended_at is null)
  group by 1
$$;
revoke execute on function shown_by from public;
grant execute on function shown_by to copse_app;

-- As before; common words are found in a third of the time. How many rows have them is known from the plan.
create or replace function search_docs(wish jsonb, most int, few int default null)
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
  filled float8 := (select greatest(c.reltuples, 0) from pg_class c where c.oid = 'copse.search_doc'::regclass);
  fitting float8; tool record; without bigint[]; plan json; found bigint[] := '{}'; more bigint[]; high timestamptz; low timestamptz; step interval;
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
  fitting := greatest((plan -> 0 -> 'Plan' ->> 'Plan Rows')::float8, 1);
  if fitting <= coalesce(few,
    -- Where both ways read as many pages: one for each match, or one for every six rows gone through until there are enough.
    greatest(2000, sqrt(most / 6.0 * filled))) then
    -- Few have these words: the index of words says which.
    execute 'with fitting as materialized (select d.subject, d.at from search_doc d where d.space_id = any($1) and ' || cond || ')
      select array_agg(f.subject order by f.at desc, f.subject desc) from (select * from fitting order by at desc, subject desc limit $11) f' into found
      using places, q, people, wish ->> 'tag', (wish ->> 'item')::bigint, wish ->> 'kind', since, before, last_at, last_subject, most;
  else
    -- Many have them: go back in time, space by space, until there are enough. The first stretch is as long as the planner
    -- lets hope for, and each other as the last did.
    high := least(coalesce(before, 'infinity'), coalesce(last_at + interval '1 millisecond', 'infinity'));
    select d.at into low from search_doc d where d.at < high order by d.at desc
      offset greatest(100, least(2000, 1.3 * most * filled / fitting))::int limit 1;
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
        * (0.6 + 0.4 * exp(-date_part('epoch', as_of - d.at) / 4e7)) end::float8
    -- Only what is told of is weighed; and `extract` would reckon in decimal numbers, which takes longer than all the rest.
    from (select s.* from search_doc s where s.subject = any(found) order by s.at desc, s.subject desc limit most) d
    order by d.at desc, d.subject desc;
end $$;

-- As before; called for eighty texts of a page, and so without a search path of its own, which took as long as marking a title.
create or replace function marked(lang text, said text, q tsquery, whole boolean default false) returns text
language plpgsql stable parallel safe as $$
declare
  how constant text := E'StartSel=\u0002, StopSel=\u0003, ';
  parts constant text := 'MaxFragments=2, MinWords=10, MaxWords=24, ShortWord=0, FragmentDelimiter=" … "';
  short text; plain text;
begin
  if numnode(q) = 0 then return case when length(said) <= 260 then said else regexp_replace(left(said, 240), '\s+\S*$', '') || ' …' end; end if;
  if whole or length(said) <= 260 then return ts_headline(copse.words_config(lang), said, q, how || 'HighlightAll=true'); end if;
  short := ts_headline(copse.words_config(lang), left(said, 6000), q, how || parts);
  if length(said) > 6000 and strpos(short, E'\u0002') = 0 then short := ts_headline(copse.words_config(lang), said, q, how || parts); end if;
  if strpos(short, E'\u0002') = 0 then return regexp_replace(left(said, 240), '\s+\S*$', '') || ' …'; end if;
  plain := translate(short, E'\u0002\u0003', '');
  return case when starts_with(ltrim(said), left(ltrim(plain), 30)) then '' else '… ' end || short
    || case when right(rtrim(said), 30) = right(rtrim(plain), 30) then '' else ' …' end;
end $$;

-- How many rows these tell of. The planner takes a thousand for granted, and prepared for them by reading all the items and
-- all the people of one's spaces, for a page of twenty results.
alter function search_page(jsonb, int) rows 20;
alter function search_docs(jsonb, int, int) rows 300;
alter function search_people(jsonb, text, int) rows 3;
alter function search_spaces(jsonb, text, int) rows 3;
alter function suggest_items(text, text, jsonb, int) rows 8;
alter function similar_items(text, text, int) rows 5;
alter function my_notes(text) rows 3;
alter function tended_spaces(bigint) rows 5;
alter function shown_by(bigint, bigint[]) rows 100;
