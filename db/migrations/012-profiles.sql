-- What people tell of themselves, field by field, each to those who share a space with them or to nobody; a word of
-- welcome, also spoken; and asking someone who may know.

-- A field is a row, so that a hidden one is a row that others cannot read.
create table profile_field (
  person_id bigint not null references person on delete cascade,
  name text not null,
  value jsonb not null,
  shown boolean not null default true,
  primary key (person_id, name),
  check (case
    when name in ('pronouns', 'organisation', 'place', 'clock') then
      jsonb_typeof(value) = 'string' and length(value #>> '{}') between 1 and 120
    when name in ('does', 'askAbout', 'learning') then
      jsonb_typeof(value) = 'string' and length(value #>> '{}') between 1 and 600
    when name = 'welcome' then jsonb_typeof(value) = 'string' and length(value #>> '{}') between 1 and 1200
    when name = 'languages' then jsonb_typeof(value) = 'array' and jsonb_array_length(value) between 1 and 10
    when name = 'links' then jsonb_typeof(value) = 'array' and jsonb_array_length(value) between 1 and 5
      and octet_length(value::text) <= 6000
    else false end)
);
call audience('profile_field', 'own');
grant select, insert, update, delete on profile_field to copse_app;
-- Sharing a space is belonging to it, both: whoever only looks in by an open door reads what is said there, and no field.
create policy read on profile_field for select to copse_app using (
  person_id = (select me()) or (shown and exists (
    select from membership m join membership mine on mine.space_id = m.space_id
    where m.person_id = profile_field.person_id and m.ended_at is null and (m.until is null or m.until > now())
      and m.space_id = any((select reads())::bigint[]) and mine.person_id = (select me()) and mine.ended_at is null)));
create policy add on profile_field for insert to copse_app with check (person_id = (select me()));
create policy change on profile_field for update to copse_app
  using (person_id = (select me())) with check (person_id = (select me()));
create policy remove on profile_field for delete to copse_app using (person_id = (select me()));

insert into profile_field (person_id, name, value)
  select person_id, 'pronouns', to_jsonb(pronouns) from profile where pronouns <> ''
  union all select person_id, 'languages', to_jsonb(languages[1:10]) from profile where languages <> '{}'
  union all select person_id, 'clock', to_jsonb(time_zone) from profile;

-- From now on a profile is how the site itself keeps one's time, for oneself alone. What others may know of it is the
-- field "clock", which follows by itself.
alter table profile drop column pronouns, drop column languages;
drop policy read on profile;
create policy read on profile for select to copse_app using (person_id = (select me()));

create function keep_clock() returns trigger language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  insert into copse.profile_field (person_id, name, value) values (new.person_id, 'clock', to_jsonb(new.time_zone))
    on conflict (person_id, name) do update set value = excluded.value;
  return null;
end $$;
create trigger keep_clock after insert or update of time_zone on profile for each row execute function keep_clock();

-- As before; the language someone chose is one they speak.
create or replace function register(handle text, name text, lang text, email text, password text, time_zone text, operator boolean default false)
returns bigint language plpgsql security definer set search_path = copse, public, pg_temp as $$
declare who bigint; candidate text := register.handle; n int := 1;
begin
  if exists (select from login l where l.email = register.email::citext) then
    raise exception 'this address has an account' using errcode = 'unique_violation', constraint = 'login_email_key';
  end if;
  loop
    insert into person (handle, name, lang) values (candidate, register.name, register.lang)
      on conflict do nothing returning id into who;
    exit when who is not null;
    n := n + 1; candidate := left(register.handle, 36) || n;
  end loop;
  insert into login (person_id, email, password, operator) values (who, register.email, register.password, register.operator);
  insert into profile (person_id, time_zone) values (who, register.time_zone);
  insert into profile_field (person_id, name, value) values (who, 'languages', jsonb_build_array(register.lang));
  return who;
end $$;

create or replace function join_new(which bigint, handle text, name text, lang text, email text, password text, time_zone text,
                         out person_id bigint, out slug text)
language plpgsql security definer set search_path = copse, public, pg_temp as $$
declare i invitation;
begin
  select * into i from invitation where id = which for update;
  if i.claims is not null and not exists (select from login l where l.person_id = i.claims) then
    person_id := i.claims;
    update person p set name = join_new.name, lang = join_new.lang where p.id = person_id;
    insert into login (person_id, email, password) values (join_new.person_id, join_new.email, join_new.password);
    insert into profile (person_id, time_zone) values (join_new.person_id, join_new.time_zone) on conflict do nothing;
    insert into profile_field (person_id, name, value) values (join_new.person_id, 'languages', jsonb_build_array(join_new.lang))
      on conflict do nothing;
  else
    person_id := register(handle, name, lang, email, password, time_zone);
  end if;
  perform set_config('copse.me', person_id::text, true);
  slug := join_by(which);
end $$;

-- A word of welcome as one says it. Heard by whoever may read it: the written word is the door.
create table welcome_sound (
  person_id bigint primary key references person on delete cascade,
  blob text not null,
  type text not null check (type in ('audio/webm', 'audio/ogg', 'audio/mp4', 'audio/mpeg', 'audio/wav')),
  bytes int not null check (bytes between 1 and 5000000),
  at timestamptz(3) not null default now()
);
call audience('welcome_sound', 'own');
grant select, insert, update, delete on welcome_sound to copse_app;
create policy read on welcome_sound for select to copse_app using (
  person_id = (select me())
  or exists (select from profile_field f where f.person_id = welcome_sound.person_id and f.name = 'welcome'));
create policy add on welcome_sound for insert to copse_app with check (person_id = (select me()));
create policy change on welcome_sound for update to copse_app
  using (person_id = (select me())) with check (person_id = (select me()));
create policy remove on welcome_sound for delete to copse_app using (person_id = (select me()));

create or replace function blobs_in_use(hashes text[]) returns setof text
language sql security definer set search_path = copse, public, pg_temp as $$
  select blob from attachment where blob = any(hashes)
  union select blob from welcome_sound where blob = any(hashes)
$$;

-- What someone lately wrote, for their page.
create index on message (author_id, id desc);

-- The words of a text as both languages stem them, accents folded, without the words that say nothing in either.
create function stems(words text) returns text[]
language sql stable parallel safe set search_path = copse, public, pg_temp as $$
  select coalesce(array_agg(distinct stem), '{}')
  from (
    select w from unnest(tsvector_to_array(to_tsvector('simple', left(words, 20000)))) w
    where length(w) > 2 and w !~ '^[0-9]'
      and ts_lexize('english_stem', w) <> '{}' and ts_lexize('french_stem', w) <> '{}'
      -- What PostgreSQL's two lists leave in, and what every call for help says.
      and w <> all('{les,ils,elles,cet,cette,comme,sans,chez,tout,tous,toute,toutes,plus,très,bien,quand,quoi,donc,leurs,faire,fait,'
        'aide,aider,besoin,one,would,could,also,like,get,got,thing,things,know,need,help,please,anyone,someone}'::text[])) spoken
  cross join lateral (values
    ('en:' || (ts_lexize('english_stem', lower(unaccent(w))))[1]),
    ('fr:' || (ts_lexize('french_stem', lower(unaccent(w))))[1])) as s(stem)
  where stem is not null
$$;

-- People of a space whose "ask me about" or "what I do" speaks of the same things as a text, best first, with what they
-- say of it themselves. A word that few use weighs more; titles weigh more than texts. Runs as whoever asks: what is
-- hidden from them is not found.
create function people_who_know(place bigint, title text, body text, most int, without bigint[])
returns table (person_id bigint, topics text[])
language sql stable set search_path = copse, public, pg_temp as $$
  with wanted as (
    select stem, max(weight) as weight
    from (select unnest(stems(title)) as stem, 3 as weight union all select unnest(stems(body)), 1) w group by stem),
  topic as (
    select f.person_id, f.name = 'askAbout' as asked, btrim(t.words) as words, t.n, stems(t.words) as stems
    from membership m join profile_field f on f.person_id = m.person_id and f.name in ('askAbout', 'does') and f.shown
    cross join lateral regexp_split_to_table(f.value #>> '{}', '[,;.:!?\n]+') with ordinality t(words, n)
    where m.space_id = place and m.ended_at is null and (m.until is null or m.until > now())
      and m.person_id <> me() and m.person_id <> all(without)),
  hit as (
    select t.person_id, t.asked, t.words, t.n, w.stem, w.weight
    from topic t cross join lateral unnest(t.stems) s(stem) join wanted w on w.stem = s.stem),
  rare as (select stem, 1.0 / count(distinct hit.person_id) as rarity from hit group by stem),
  scored as (
    select person_id, asked, words, n, max(score) as score from (
      select h.person_id, h.asked, h.words, h.n, left(h.stem, 2) as lang,
        sum(h.weight * r.rarity * case when h.asked then 2 else 1 end) as score
      from hit h join rare r on r.stem = h.stem group by 1, 2, 3, 4, 5) by_language
    group by 1, 2, 3, 4)
  select s.person_id, coalesce((array_agg(s.words order by s.score desc, s.n) filter (where s.asked))[1:3],
    (array_agg(s.words order by s.score desc, s.n))[1:1])
  from scored s group by s.person_id having sum(s.score) >= 0.5
  order by sum(s.score) desc, s.person_id limit most
$$;

-- Someone was asked whether they can help. Known to the two of them only; nobody else learns who said "not now".
create table ask (
  item_id bigint not null,
  space_id bigint not null,
  person_id bigint not null references person on delete cascade,
  asked_by bigint not null references person on delete cascade,
  at timestamptz(3) not null default now(),
  answer text check (answer in ('answered', 'not-now')),
  answered_at timestamptz(3),
  primary key (item_id, person_id),
  check (person_id <> asked_by),
  check ((answer is null) = (answered_at is null)),
  foreign key (item_id, space_id) references item (id, space_id) on update cascade on delete cascade
);
create index on ask (person_id);
create index on ask (asked_by);
call audience('ask', 'own');
grant select, insert, update (answer, answered_at) on ask to copse_app;
create policy read on ask for select to copse_app using (
  space_id = any((select reads())::bigint[]) and (person_id = (select me()) or asked_by = (select me())));
create policy add on ask for insert to copse_app with check (
  space_id = any((select writes())::bigint[]) and asked_by = (select me()) and answer is null
  and exists (select from item i where i.id = item_id and i.author_id = (select me()))
  and exists (select from membership m where m.space_id = ask.space_id and m.person_id = ask.person_id
    and m.ended_at is null and (m.until is null or m.until > now())));
create policy change on ask for update to copse_app
  using (space_id = any((select writes())::bigint[]) and person_id = (select me()))
  with check (space_id = any((select writes())::bigint[]) and person_id = (select me()));

-- Who asks for help has seen enough of whom they might ask.
create table asking_rest (
  item_id bigint primary key,
  space_id bigint not null,
  person_id bigint not null references person on delete cascade,
  at timestamptz(3) not null default now(),
  foreign key (item_id, space_id) references item (id, space_id) on update cascade on delete cascade
);
create index on asking_rest (person_id);
call audience('asking_rest', 'self');

-- Writing under it is the answer, by whatever way it comes.
create function settle_ask() returns trigger language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  update copse.ask set answer = 'answered', answered_at = new.created_at
    where item_id = new.item_id and person_id = new.author_id and answer is distinct from 'answered' and at <= new.created_at;
  return null;
end $$;
create trigger settle_ask after insert on message for each row execute function settle_ask();

revoke execute on function keep_clock, settle_ask, stems, people_who_know from public;
grant execute on function stems, people_who_know to copse_app;
