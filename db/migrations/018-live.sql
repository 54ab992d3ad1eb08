-- What is live: pages that hear of changes while they are open. Who may hear of what is asked anew for every change, and
-- whatever ends somebody's right to hear is told to all processes when it is committed.

-- Whether others see that one is reading with them. Only the choice is kept; who reads what is never written down.
alter table profile add shows_presence boolean not null default false;

-- The last change that was of the whole page, not of a message: a title, a closure, a pin. Whoever stands before it looks
-- at the page again; what happens to messages is sent to them. Whoever changes a message says so in said_modseq.
alter table tail add page_modseq bigint not null default 0, add said_modseq bigint not null default 0;
update tail set page_modseq = modseq, said_modseq = modseq;
create function note_page() returns trigger language plpgsql as $$
begin
  new.page_modseq := new.modseq;
  return new;
end $$;
create trigger note_page before update of modseq on tail for each row
  when (new.modseq > old.modseq and new.said_modseq = old.said_modseq and new.last_number = old.last_number)
  execute function note_page();

-- An item as its listeners hear of it, and which of those people may read it in this moment: [person, standing, until]
-- each. Enters that item's space for the rest of the transaction, as nobody. No row: there is no such item.
create function live_item(which bigint, who bigint[])
returns table (space_id bigint, slug text, kind text, title text, lang text, author_id bigint, closed boolean, tools text[],
  modseq bigint, page_modseq bigint, last_number int, count int, may jsonb)
language plpgsql security definer set search_path = copse, public, pg_temp as $$
#variable_conflict use_column
declare s space; it item;
begin
  select * into it from item i where i.id = which and i.removed_at is null;
  select * into s from space sp where sp.id = it.space_id;
  perform set_config('copse.me', '', true), set_config('copse.writes', '', true), set_config('copse.hosts', '', true),
    set_config('copse.reads', case when s.id is null then '' else array[s.id]::text end, true);
  return query
    select s.id, s.slug::text, it.kind, it.title, it.lang, it.author_id, s.closed_at is not null, s.tools,
      t.modseq, t.page_modseq, t.last_number, t.count,
      (select coalesce(jsonb_agg(jsonb_build_array(p.id, coalesce(m.standing, 'visitor'), floor(extract(epoch from m.until) * 1000))), '[]')
       from unnest(who) p(id) left join membership m on m.space_id = s.id and m.person_id = p.id and m.ended_at is null
         and (m.until is null or m.until > now())
       where m.standing is not null or (s.visibility = 'open' and is_of_parent(s.parent_id, p.id)))
    from tail t where t.item_id = it.id;
end $$;

-- Where items stand, for whoever may have missed a word of the bus.
create function live_tails(which bigint[]) returns table (item_id bigint, space_id bigint, modseq bigint)
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select t.item_id, t.space_id, t.modseq from tail t where t.item_id = any(which)
$$;

-- What a connection must know of its person: the language and clock they read by, and where they belong.
create function live_person(who bigint) returns jsonb
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select jsonb_build_object('id', p.id, 'handle', p.handle, 'name', p.name, 'picture', p.picture, 'lang', p.lang,
    'timeZone', coalesce(f.time_zone, 'UTC'), 'present', coalesce(f.shows_presence, false),
    'ends', (select min(m.until) from membership m where m.person_id = p.id and m.ended_at is null and m.until > now()),
    'spaces', coalesce((select jsonb_agg(m.space_id) from membership m where m.person_id = p.id and m.ended_at is null
      and (m.until is null or m.until > now())), '[]'))
  from person p left join profile f on f.person_id = p.id where p.id = who
$$;

-- What lists of these spaces show besides what belongs to whoever looks: what is behind an open door, and their own circles within.
create function live_places(who bigint, which bigint[]) returns setof bigint
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select s.id from space s where s.id = any(which) and s.visibility = 'open' and is_of_parent(s.parent_id, who)
  union
  select m.space_id from unnest(which) w(id), circles_under(w.id) c join membership m on m.space_id = c
    where m.person_id = who and m.ended_at is null and (m.until is null or m.until > now())
    and exists (select from membership p where p.space_id = w.id and p.person_id = who and p.ended_at is null)
$$;

-- Which of these sessions and tokens still open the door.
create function live_credentials(sessions bigint[], tokens bigint[]) returns table (via text, id bigint)
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select 'session', s.id from session s where s.id = any(sessions) and s.expires_at > now()
  union all select 'token', t.id from token t where t.id = any(tokens) and (t.expires_at is null or t.expires_at > now())
$$;

-- Told inside the transaction, because none of this happens often: ids only.
create function to_bus(topic text, ids jsonb) returns void
language sql as $$ select pg_notify('copse_bus', jsonb_build_array(jsonb_build_array(topic, ids))::text) $$;

create function bus_belonging() returns trigger language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  perform to_bus('belonging', jsonb_build_object('person', coalesce(new.person_id, old.person_id)));
  return null;
end $$;
create trigger bus_added after insert or delete on membership for each row execute function bus_belonging();
create trigger bus_changed after update of standing, until, ended_at on membership for each row
  when ((old.standing, old.until, old.ended_at) is distinct from (new.standing, new.until, new.ended_at))
  execute function bus_belonging();
create trigger bus_choice after update of time_zone, shows_presence on profile for each row
  when ((old.time_zone, old.shows_presence) is distinct from (new.time_zone, new.shows_presence))
  execute function bus_belonging();

create function bus_card() returns trigger language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  perform to_bus('belonging', jsonb_build_object('person', new.id));
  return null;
end $$;
create trigger bus_card after update of lang, name, picture on person for each row
  when ((old.lang, old.name, old.picture) is distinct from (new.lang, new.name, new.picture)) execute function bus_card();

create function bus_ended() returns trigger language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  perform to_bus(tg_table_name, jsonb_build_object('id', old.id));
  return null;
end $$;
create trigger bus_ended after delete on session for each row execute function bus_ended();
create trigger bus_ended after delete on token for each row execute function bus_ended();

create function bus_space() returns trigger language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  perform to_bus('space', jsonb_build_object('space', new.id));
  return null;
end $$;
create trigger bus_space after update of visibility, closed_at, tools on space for each row
  when ((old.visibility, old.closed_at, old.tools) is distinct from (new.visibility, new.closed_at, new.tools))
  execute function bus_space();

create function bus_moved() returns trigger language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  perform to_bus('moved', jsonb_build_object('item', new.id));
  return null;
end $$;
create trigger bus_moved after update of space_id, removed_at on item for each row
  when ((old.space_id, old.removed_at) is distinct from (new.space_id, new.removed_at)) execute function bus_moved();

revoke execute on function live_item, live_tails, live_person, live_places, live_credentials, to_bus, bus_belonging, bus_card,
  bus_ended, bus_space, bus_moved, note_page from public;
grant execute on function live_item, live_tails, live_person, live_places, live_credentials to copse_app;
