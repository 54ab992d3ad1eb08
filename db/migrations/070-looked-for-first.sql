-- What may stand on a page beside the thing itself mostly is not there. As parts of one large query such things cost about as
-- much where there is nothing: PostgreSQL prepares every part of a plan before it runs any. Here it is looked first whether there
-- is something. All run in the name of whoever asks: row security decides in them as it does in the page's own query.

-- What leads to an item by its address: once for each, what was made of it first, then what was said last.
create function leading_to(which bigint, most int) returns jsonb language plpgsql stable as $$
begin
  if not exists (select from item_link l where l.to_item = which) then return '[]'; end if;
  return coalesce((select jsonb_agg(to_jsonb(led) - 'nth' order by made desc, nth desc) from (
    select * from (
      select distinct on (o.id) o.id, o.kind, o.title, o.lang, s.slug::text, s.tools, m.number, coalesce(m.through, p.name) as by, l.made, l.id as nth
      from item_link l left join message m on m.id = l.from_message left join person p on p.id = m.author_id
      join item o on o.id = coalesce(l.from_item, m.item_id) join space s on s.id = o.space_id
      where l.to_item = which and o.id <> which and o.removed_at is null and m.removed_at is null order by o.id, l.made desc, l.id desc) each
    order by made desc, nth desc limit most) led), '[]');
end $$;

-- What an item was made of: a row for each message.
create function made_of(which bigint, most int)
returns table (id bigint, kind text, title text, lang text, slug text, tools text[], number int, by text, made boolean)
language plpgsql stable rows 1 as $$
#variable_conflict use_column
begin
  if not exists (select from item_link l where l.from_item = which and l.made) then return; end if;
  return query
    select i.id, i.kind, i.title, i.lang, s.slug::text, s.tools, m.number, coalesce(m.through, p.name), true
    from item_link l left join message m on m.id = l.to_message and m.removed_at is null left join person p on p.id = m.author_id
    join item i on i.id = coalesce(m.item_id, l.to_item) and i.removed_at is null join space s on s.id = i.space_id
    where l.from_item = which and l.made order by m.number nulls last limit most;
end $$;

-- The files of a draft: those that were not sent yet or, where a message is changed, that message's, in the order they came.
create function draft_files(dr draft) returns jsonb language plpgsql stable as $$
declare listed bigint[] := string_to_array(nullif(dr.fields ->> 'attachments', ''), ',')::bigint[];
begin
  if listed is null then return '[]'; end if;
  return coalesce((select jsonb_agg(jsonb_build_object('id', f.id, 'space', s.slug, 'name', f.name, 'type', f.type, 'bytes', f.bytes,
      'width', f.width, 'height', f.height, 'seconds', f.seconds, 'alt', f.alt, 'decorative', f.decorative, 'sent', f.sent)
      order by array_position(listed, f.id))
    from attachment f join space s on s.id = f.space_id
    where f.id = any(listed) and (not f.sent and f.person_id = dr.person_id or dr.place = 'edit:' || f.message_id)), '[]');
end $$;

-- What the asking person has begun to write below an item, with its files and whom it answers.
create function begun_below(which bigint) returns jsonb language plpgsql stable as $$
declare dr draft;
begin
  select * into dr from draft d where d.place = 'item:' || which and d.person_id = me();
  if not found then return null; end if;
  return jsonb_build_object('fields', dr.fields, 'version', dr.version, 'at', dr.at, 'files', draft_files(dr),
    'replyName', (select coalesce(m.through, p.name) from message m join person p on p.id = m.author_id
      where m.item_id = which and m.number = nullif(dr.fields ->> 'replyTo', '')::int and m.removed_at is null));
end $$;

-- All language versions of a page, the original first.
create function page_versions(which bigint)
returns table (id bigint, title text, lang text, "originalId" bigint, "originalNumber" int, latest int)
language plpgsql stable rows 1 as $$
#variable_conflict use_column
declare root bigint := (select coalesce(p.original_id, p.item_id) from page p where p.item_id = which);
begin
  if root = which and not exists (select from page v where v.original_id = root) then
    return query select i.id, i.title, i.lang, null::bigint, null::int, p.number
      from page p join item i on i.id = p.item_id and i.removed_at is null where p.item_id = which;
  else
    return query select i.id, i.title, i.lang, p.original_id, p.original_number, o.number
      from page o cross join lateral (select * from page v where v.item_id = root union all select * from page v where v.original_id = root offset 0) p
      join item i on i.id = p.item_id and i.removed_at is null
      where o.item_id = root order by p.original_id is not null, i.lang, i.id;
  end if;
end $$;

-- The words of a community's glossary: which version they are, and themselves where that is not the one that is known.
create function glossary_of(slug text, known text, most int) returns jsonb language plpgsql stable as $$
declare
  home bigint := (select s.id from space s where s.slug = glossary_of.slug::citext);
  there text; meant bigint[];
begin
  select md5(string_agg(w.id || '.' || w.version, ',' order by w.id)), array_agg(w.id) into there, meant from (
    select p.item_id as id, p.version from page p join item i on i.id = p.item_id and i.removed_at is null
    where p.space_id = home and p.template = 'glossary' and p.meaning <> '' and p.state is distinct from 'retired'
    order by p.item_id limit most) w;
  if known = coalesce(there, '') then return jsonb_build_object('version', known, 'terms', null); end if;
  return jsonb_build_object('version', coalesce(there, ''), 'terms', (
    select coalesce(jsonb_agg(jsonb_build_object('id', i.id, 'title', i.title, 'lang', i.lang, 'meaning', p.meaning,
      'names', array(select n.key from page_name n where n.item_id = i.id) || lower(i.title))), '[]')
    from item i join page p on p.item_id = i.id where i.id = any(meant)));
end $$;

-- The things and files that stand alone in a line of a page's text.
create function embedded_in(which bigint)
returns table ("itemId" bigint, "fileId" bigint, kind text, title text, lang text, by text, at timestamptz, bytes bigint)
language plpgsql stable rows 1 as $$
#variable_conflict use_column
declare home bigint; items bigint[]; files bigint[];
begin
  select p.space_id, p.embeds, p.embed_files into home, items, files from page p where p.item_id = which;
  if items <> '{}' then
    return query select i.id, null::bigint, i.kind, i.title, i.lang, x.name, i.created_at::timestamptz, 0::bigint
      from unnest(items) e(id) join item i on i.id = e.id and i.space_id = home and i.removed_at is null join person x on x.id = i.author_id;
  end if;
  if files <> '{}' then
    return query select null::bigint, a.id, 'attachment', a.name, '', x.name, a.created_at::timestamptz, a.bytes
      from unnest(files) e(id) join attachment a on a.id = e.id and a.space_id = home and a.sent join person x on x.id = a.person_id;
  end if;
end $$;

-- What became of a discussion: summed up, split, moved, brought here. None of it for most: then nothing.
create function story_of(which bigint, place bigint) returns jsonb language plpgsql stable as $$
begin
  if not (exists (select from summary s where s.item_id = which) or exists (select from split s where s.item_id = which)
    or exists (select from split s where s.from_item = which) or exists (select from passage g where g.item_id = which)
    or exists (select from moving v where v.item_id = which) or exists (select from moving v where v.to_item = which))
  then return null; end if;
  return jsonb_build_object(
    'summary', (select jsonb_build_object('by', sp.name, 'at', s.at, 'html', s.html, 'lang', s.lang, 'after', s.after, 'version', s.version)
      from summary s join person sp on sp.id = s.person_id where s.item_id = which and s.removed_at is null),
    'splitFrom', (select jsonb_build_object('by', sp.name, 'at', s.at, 'count', s.count, 'id', o.id, 'title', o.title, 'lang', o.lang, 'undo', split_is_fresh(s.item_id))
      from split s join item o on o.id = s.from_item and o.removed_at is null join person sp on sp.id = s.person_id where s.item_id = which),
    'splits', (select jsonb_agg(jsonb_build_object('by', sp.name, 'at', s.at, 'count', s.count, 'id', o.id, 'title', o.title, 'lang', o.lang) order by s.at)
      from split s join item o on o.id = s.item_id and o.removed_at is null join person sp on sp.id = s.person_id where s.from_item = which),
    'movedHere', (select case when g.undone_at is null and g.to_space = place then jsonb_build_object('by', gp.name, 'at', g.at, 'from', space_card(g.from_space), 'undo', may_return(which)) end
      from passage g join person gp on gp.id = g.person_id where g.item_id = which order by g.id desc limit 1),
    'movings', (select jsonb_agg(jsonb_build_object('by', vp.name, 'at', v.at, 'count', v.count, 'open', v.ended_at is null,
        'asks', v.ended_at is null and exists (select from moving_answer a where a.moving_id = v.id and a.person_id = me() and a.answer is null),
        'mine', v.person_id = me(), 'to', space_card(v.to_space), 'item', v.to_item) order by v.id)
      from moving v join person vp on vp.id = v.person_id where v.item_id = which and (v.ended_at is null or v.count > 0)),
    'broughtHere', (select jsonb_build_object('by', vp.name, 'at', v.at, 'from', space_card(v.space_id), 'item', v.item_id)
      from moving v join person vp on vp.id = v.person_id where v.to_item = which limit 1));
end $$;

revoke execute on function leading_to, made_of, draft_files, begun_below, page_versions, glossary_of, embedded_in, story_of from public;
grant execute on function leading_to, made_of, draft_files, begun_below, page_versions, glossary_of, embedded_in, story_of to copse_app;

-- The words of what a tool adds are worked out when it is written, and not again whenever anything else of the item is. Rows from
-- before have none, and get theirs with their next change.
alter table item_words add column words tsvector;

create or replace function keep_words(which bigint, part text, lang text, source text) returns void
language plpgsql security definer set search_path = copse, public, pg_temp as $$
declare plain text := plain_text(keep_words.source);
begin
  if keep_words.source is null then
    delete from item_words w where w.item_id = which and w.part = keep_words.part;
  else
    insert into item_words (item_id, part, space_id, lang, source, words)
      select i.id, keep_words.part, i.space_id, keep_words.lang, keep_words.source, to_tsvector(words_config(keep_words.lang), plain)
      from item i where i.id = which
      on conflict on constraint item_words_pkey do update set lang = excluded.lang, source = excluded.source, words = excluded.words;
    perform learn_words(i.space_id, plain) from item i where i.id = which;
  end if;
  perform index_item(which);
end $$;

create or replace function item_vector(i item, opening text, opening_lang text) returns tsvector
language plpgsql stable security definer set search_path = copse, public, pg_temp as $$
declare
  said tsvector := setweight(to_tsvector(words_config(i.lang), plain_text(i.title)), 'A')
    || setweight(to_tsvector(words_config(i.lang), array_to_string(i.tags, ' ')), 'B');
  one record;
begin
  for one in select coalesce(w.words, to_tsvector(words_config(w.lang), plain_text(w.source))) as words
    from item_words w where w.item_id = i.id order by w.part
  loop
    said := said || setweight(one.words, 'C');
  end loop;
  return case when opening is null then said else said || to_tsvector(words_config(opening_lang), plain_text(opening)) end;
end $$;

-- As before; what takes longest is looked for only where there is something of it.
create or replace function plain_text(source text) returns text language plpgsql immutable parallel safe as $$
declare said text := source;
begin
  if said is null or said !~ '[][*_~`|\\#>/\u0001-\u0003]' and said !~ '(?n)^\s*[-+=:0-9]' then return said; end if;
  if position('](' in said) > 0 then
    said := regexp_replace(said, '!?\[([^][]*)\]\((?:<[^>]*>|[^()\s]*)(?:\s+"[^"]*")?\)', '\1', 'g');
  end if;
  said := translate(regexp_replace(said, '^\s*(?:#{1,6}\s|>\s?|[-+*]\s(?:\[[ xX]\]\s)?|\d{1,3}[.)]\s|[-=|:\s]{3,}$|```+.*$)+', '', 'gn'),
    E'|*~`\\\u0001\u0002\u0003', ' ');
  if position('_' in said) > 0 then said := regexp_replace(said, '(?<![[:alnum:]])_+|_+(?![[:alnum:]])', '', 'g'); end if;
  return replace(said, '/', E'\u0001/\u0001');
end $$;
