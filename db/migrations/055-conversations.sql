-- Conversations: two or more people, and nobody else. Each is a space of its own, without hosts, with one item in which all is
-- said; who is in it is who belongs. See docs/messages.md.
create table conversation (
  item_id bigint primary key,
  space_id bigint not null unique,
  -- Who is in it, by number, so that the same people do not begin a second one; null from when one of them leaves.
  among bigint[] unique,
  foreign key (item_id, space_id) references item (id, space_id) on update cascade on delete cascade
);
call audience('conversation', 'own');
grant select on conversation to copse_app;
create policy read on conversation for select to copse_app using (space_id = any((select reads())::bigint[]));
create index on space (created_by, created_at) where kind = 'conversation';
create index on space (id) where kind = 'conversation' and people = 0;

-- What a conversation is called by one of its people: the others' names; where all of them left, theirs all the same. Null for
-- any other space. Nothing of it is written down, so that it is true whoever goes or takes another name.
create function others_in(which bigint, who bigint) returns text[]
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select coalesce((
    select coalesce(array_agg(p.name order by p.name, p.id) filter (where m.ended_at is null), array_agg(p.name order by p.name, p.id))
    from membership m join person p on p.id = m.person_id where m.space_id = s.id and m.person_id <> who), array[s.name])
  from space s where s.id = which and s.kind = 'conversation'
$$;
create function called(which bigint) returns text
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select array_to_string(others_in(which, me()), ', ') where which = any(reads())
$$;

-- Whether whoever asks meets someone in a community or a circle, and may begin to write to them there.
create function meets(who bigint) returns boolean
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select who <> me() and exists (select from login l where l.person_id = who) and exists (
    select from membership b join space s on s.id = b.space_id and s.kind <> 'conversation'
    join membership a on a.space_id = b.space_id and a.person_id = me() and a.ended_at is null and (a.until is null or a.until > now())
    where b.person_id = who and b.ended_at is null and (b.until is null or b.until > now()))
$$;

-- Communities and circles in which one meets someone.
create function met_in(who bigint, most int) returns table (slug text, name text)
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select s.slug::text, s.name from membership b join space s on s.id = b.space_id and s.kind <> 'conversation' and s.closed_at is null
  join membership a on a.space_id = b.space_id and a.person_id = me() and a.ended_at is null and (a.until is null or a.until > now())
  where b.person_id = who and b.ended_at is null and (b.until is null or b.until > now()) order by s.parent_id is not null, s.name, s.id limit most
$$;

-- Whom one could write to: of those with whom one meets, the first by name whose name has words that begin so.
create function people_met(typed text, most int) returns table (id bigint, handle text, name text, picture text)
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select p.id, p.handle::text, p.name, p.picture from person p join login l on l.person_id = p.id
  where p.id <> me() and not blocks(me(), p.id)
    and (typed = '' or lower(unaccent(p.name)) like typed || '%' or lower(unaccent(p.name)) like '% ' || typed || '%' or p.handle::text like typed || '%')
    and p.id in (
      select b.person_id from membership a join space s on s.id = a.space_id and s.kind <> 'conversation' join membership b on b.space_id = a.space_id
      where a.person_id = me() and a.ended_at is null and (a.until is null or a.until > now()) and b.ended_at is null and (b.until is null or b.until > now()))
  order by lower(p.name), p.id limit most
$$;

-- Begins a conversation of whoever asks with these people, or finds the one that they have. Of two who begin it at once, the
-- second waits and finds the first one's. Where somebody blocked somebody, neither begins one; in those of more that there are,
-- words are folded as everywhere.
create function begin_conversation(whom bigint[], address text, lang text, at timestamptz default now(),
  out place bigint, out item bigint, out slug text, out made boolean)
language plpgsql security definer set search_path = copse, public, pg_temp as $$
declare others bigint[]; everyone bigint[]; most int;
begin
  others := array(select distinct w from unnest(whom) w where w <> me() order by 1);
  everyone := array(select w from unnest(others || me()) w order by 1);
  if me() is null or cardinality(others) = 0 then raise exception 'nobody to talk with' using errcode = 'CP045'; end if;
  if cardinality(everyone) > 20 then raise exception 'too many' using errcode = 'CP046', detail = '19'; end if;
  perform pg_advisory_xact_lock(hashtextextended('conversation:' || everyone::text, 0));
  select c.space_id, c.item_id, s.slug::text into place, item, slug from conversation c join space s on s.id = c.space_id where c.among = everyone;
  made := place is null;
  if made and exists (select from unnest(others) w where not meets(w)) then
    raise exception 'not of one''s own places' using errcode = 'CP045';
  end if;
  if made or cardinality(everyone) = 2 then perform refuse_blocked(me(), others); end if;
  if made then
    -- Who is new where anyone may join does not write to everybody.
    most := case when exists (select from membership m join membership n on n.space_id = m.space_id and n.person_id = any(others) and n.ended_at is null
      where m.person_id = me() and m.ended_at is null and is_newcomer(m.space_id, me())) then 3 else 30 end;
    if (select count(*) from space s where s.kind = 'conversation' and s.created_by = me() and s.created_at > now() - interval '1 day') >= most then
      raise exception 'too many in a day' using errcode = 'CP047', detail = most::text;
    end if;
    insert into space (kind, slug, name, lang, created_by, created_at, visibility, joining, tools)
      values ('conversation', address, '–', begin_conversation.lang, me(), begin_conversation.at, 'hidden', 'invitation', '{}') returning id into place;
    insert into membership (space_id, person_id, standing, joined_at) select place, w, 'member', begin_conversation.at from unnest(everyone) w;
    insert into item (space_id, kind, author_id, title, lang, created_at) values (place, 'conversation', me(), '–', begin_conversation.lang, begin_conversation.at) returning id into item;
    insert into tail (item_id, space_id, kind, last_at, last_by) values (item, place, 'conversation', begin_conversation.at, me());
    insert into activity (space_id, verb, actor_id, item_id, at) values (place, 'conversation.started', me(), item, begin_conversation.at);
    insert into conversation (item_id, space_id, among) values (item, place, everyone);
    slug := address;
  end if;
  perform set_config('copse.reads', array_append(array_remove(reads(), place), place)::text, true),
    set_config('copse.writes', array_append(array_remove(writes(), place), place)::text, true);
end $$;

-- @throws CP043 where one blocked one of them, CP044 where one of them blocked one
create function refuse_blocked(who bigint, others bigint[]) returns void
language plpgsql stable security definer set search_path = copse, public, pg_temp as $$
begin
  if exists (select from block b where b.person_id = who and b.blocked_id = any(others)) then
    raise exception 'blocked by oneself' using errcode = 'CP043';
  end if;
  if exists (select from block b where b.blocked_id = who and b.person_id = any(others)) then
    raise exception 'cannot be written to' using errcode = 'CP044';
  end if;
end $$;

-- In a conversation of two, neither writes where one blocked the other: no new words, and none put into old ones.
create function refuse_when_blocked() returns trigger language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  if exists (select from conversation c join space s on s.id = c.space_id and s.people = 2 where c.item_id = new.item_id) then
    perform refuse_blocked(new.author_id, array(select m.person_id from membership m
      where m.space_id = new.space_id and m.ended_at is null and m.person_id <> new.author_id));
  end if;
  return new;
end $$;
create trigger refuse_when_blocked before insert on message for each row execute function refuse_when_blocked();
create trigger refuse_when_blocked_later before update of source, attachments on message for each row
  when (old.source is distinct from new.source or old.attachments is distinct from new.attachments) execute function refuse_when_blocked();

-- Who leaves a conversation ends it under those people: they may begin another. Where one is left alone, it can be read and no
-- more. It runs after count_people, by its name.
create function leave_conversation() returns trigger language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  update conversation set among = null where space_id = new.space_id and among is not null;
  update space set closed_at = now() where id = new.space_id and kind = 'conversation' and people <= 1 and closed_at is null;
  return null;
end $$;
create trigger leave_conversation after update of ended_at on membership for each row
  when (old.ended_at is null and new.ended_at is not null) execute function leave_conversation();

revoke execute on function others_in, called, meets, met_in, people_met, begin_conversation, refuse_blocked, refuse_when_blocked, leave_conversation from public;
grant execute on function called, meets, met_in, people_met, begin_conversation to copse_app;

-- A reason of its own: whatever is said in a conversation is told to its other people.
do $$
declare said text;
begin
  select pg_get_constraintdef(oid) into said from pg_constraint where conrelid = 'notification'::regclass and conname = 'notification_reason_check';
  if position('''review-due''::text' in said) = 0 then raise exception 'the reasons do not say: review-due'; end if;
  alter table notification drop constraint notification_reason_check;
  execute 'alter table notification add constraint notification_reason_check '
    || replace(said, '''review-due''::text', '''review-due''::text, ''wrote-to-you''::text');
end $$;
create index on notification (person_id) where read_at is null and reason = 'wrote-to-you';

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
call amend('is_said', '''announced''', '''announced'', ''wrote-to-you''');
call amend('tell', 'union all select i.author_id, ''yours'' where m.number > 1',
  'union all select i.author_id, ''yours'' where m.number > 1
      union all select b.person_id, ''wrote-to-you'' from membership b where i.kind = ''conversation'' and m.id is not null and b.space_id = i.space_id and b.ended_at is null
        and ''wrote-to-you'' = any(why) and level_for(i, b.person_id) <> ''muted''');
-- Between a few people it is all the same thing: somebody wrote to you.
call amend('tell', 'where c.reason = any(why) and', 'where c.reason = any(why) and (i.kind <> ''conversation'' or c.reason not in (''answered'', ''yours'', ''follows'')) and');
call amend('queue_letters', 'n.reason <> ''yours'' or', 'n.reason not in (''yours'', ''wrote-to-you'') or');
-- What is written to one has a sign of its own on every page.
call amend('enter', 'where n.person_id = p.id and n.read_at is null)',
  'where n.person_id = p.id and n.read_at is null and n.reason <> ''wrote-to-you''), ''written'', exists (select from notification n where n.person_id = p.id and n.read_at is null and n.reason = ''wrote-to-you'')');
call amend('enter', '''name'', s.name, ''purpose''', '''name'', case when s.kind = ''conversation'' then array_to_string(others_in(s.id, c.person_id), '', '') else s.name end,
            ''others'', case when s.kind = ''conversation'' then to_jsonb(others_in(s.id, c.person_id)) end, ''purpose''');
call amend('enter_as', '''news'', false', '''news'', false, ''written'', false');
call amend('after_telling', 'jsonb_build_object(''person'', person_id)', 'jsonb_build_object(''person'', person_id, ''news'', news, ''written'', written)');
call amend('after_telling', 'select person_id, row_number()', 'select person_id, news, written, row_number()');
call amend('after_telling', '(select distinct person_id from told where read_at is null and mail_id is null)',
  '(select person_id, bool_or(reason <> ''wrote-to-you'')::int news, bool_or(reason = ''wrote-to-you'')::int written from told where read_at is null and mail_id is null group by person_id)');
call amend('my_memberships', 'then s.name end', 'then coalesce(called(s.id), s.name) end');
call amend('my_word_places', 'then s.name end', 'then coalesce(called(s.id), s.name) end');
-- A week after the last one left.
call amend('sweep', 'update membership set ended_at = until', 'delete from space s where s.kind = ''conversation'' and s.people = 0
    and not exists (select from membership m where m.space_id = s.id and coalesce(m.ended_at, now()) > now() - interval ''7 days'');
  update membership set ended_at = until');
drop procedure amend;
