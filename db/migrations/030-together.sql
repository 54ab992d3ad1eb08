-- Writing together: what several people are writing in one item and have not saved yet. The item keeps its own words; here
-- lies a log of opaque updates (Yjs) that all of them have, one after the other.

create table shared_text (
  id bigint generated always as identity primary key,
  item_id bigint not null,
  space_id bigint not null,
  -- Of the item, where a space may do without it.
  tool text,
  -- What it began from or was saved as last: the item's version, and its words then.
  version int not null,
  base text not null,
  -- Of the last update, and of the last one that is in what was saved.
  number int not null default 1,
  saved int not null default 1,
  -- Up to which number everything is one row, and how much all rows hold.
  packed int not null default 1,
  bytes int not null default 0,
  began_at timestamptz(3) not null default now(),
  changed_at timestamptz(3) not null default now(),
  -- Nobody goes on with it; it can be looked at for a while.
  aside_at timestamptz(3),
  foreign key (item_id, space_id) references item (id, space_id) on update cascade on delete cascade
);
create index on shared_text (item_id, space_id);
create unique index on shared_text (item_id) where aside_at is null;
create index on shared_text (changed_at);
call audience('shared_text', 'space');

create table shared_update (
  text_id bigint not null references shared_text (id) on delete cascade,
  number int not null,
  item_id bigint not null,
  space_id bigint not null,
  data bytea not null,
  primary key (text_id, number),
  foreign key (item_id, space_id) references item (id, space_id) on update cascade on delete cascade
);
create index on shared_update (item_id, space_id);
call audience('shared_update', 'space');

-- Who wrote in it since it was saved last.
create table shared_hand (
  text_id bigint not null references shared_text (id) on delete cascade,
  person_id bigint not null references person (id) on delete cascade,
  item_id bigint not null,
  space_id bigint not null,
  -- Their first update since then, and their last.
  first int not null,
  number int not null,
  at timestamptz(3) not null default now(),
  primary key (text_id, person_id),
  foreign key (item_id, space_id) references item (id, space_id) on update cascade on delete cascade
);
create index on shared_hand (person_id);
create index on shared_hand (item_id, space_id);
call audience('shared_hand', 'space');

-- Who wrote in what a page was, besides whoever saved it.
create table page_revision_hand (
  item_id bigint not null,
  number int not null,
  person_id bigint not null references person (id),
  space_id bigint not null,
  primary key (item_id, number, person_id),
  foreign key (item_id, number) references page_revision (item_id, number) on delete cascade,
  foreign key (item_id, space_id) references item (id, space_id) on update cascade on delete cascade
);
create index on page_revision_hand (person_id);
create index on page_revision_hand (item_id, space_id);
call audience('page_revision_hand', 'space');

-- Of which version of the page a revision is: what a form began from is found again, where two changes are to be brought together.
alter table page_revision add version int;

-- Who of these may write in an item's text in this moment: its space's people who are no guests.
create function may_share(which bigint, tool text, who bigint[]) returns setof bigint
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select m.person_id from item i join space s on s.id = i.space_id
    join membership m on m.space_id = s.id and m.person_id = any(who)
  where i.id = which and i.removed_at is null and s.closed_at is null and (may_share.tool is null or may_share.tool = any(s.tools))
    and m.ended_at is null and (m.until is null or m.until > now()) and m.standing <> 'guest'
$$;

-- Behind the wall of the space a second one: of the people who write there, only those who may change the item.
create policy changers on shared_text as restrictive for insert to copse_app
  with check (exists (select from may_share(item_id, tool, array[(select me())])));
create policy changers_change on shared_text as restrictive for update to copse_app
  using (exists (select from may_share(item_id, tool, array[(select me())])));
create policy changers_remove on shared_text as restrictive for delete to copse_app
  using (exists (select from may_share(item_id, tool, array[(select me())])));
create policy changers on shared_update as restrictive for insert to copse_app
  with check (exists (select from may_share(item_id, null, array[(select me())])));
create policy changers_change on shared_update as restrictive for update to copse_app using (false);
create policy changers_remove on shared_update as restrictive for delete to copse_app using (false);
create policy changers on shared_hand as restrictive for insert to copse_app
  with check (person_id = (select me()) and exists (select from may_share(item_id, null, array[(select me())])));
create policy changers_change on shared_hand as restrictive for update to copse_app using (person_id = (select me()));
create policy changers_remove on shared_hand as restrictive for delete to copse_app
  using (exists (select from may_share(item_id, null, array[(select me())])));

-- Which of these people may write in a shared text now. None, where it is over.
create function shared_may(which bigint, who bigint[]) returns setof bigint
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select may_share(t.item_id, t.tool, who) from shared_text t where t.id = which and t.aside_at is null
$$;

-- Logs what people wrote (in base64), one after the other, of those who may write in this moment. `nth` says which of them each was;
-- what is not there was refused. In somebody's name only what is theirs. What brings others' words in is nobody's hand.
create function shared_write(which bigint, who bigint[], what text[], most int, credit boolean default true) returns table (nth int, number int)
language plpgsql security definer set search_path = copse, public, pg_temp as $$
#variable_conflict use_column
declare t shared_text; may bigint[];
begin
  if me() is not null and who <> array[me()] then raise exception 'not yours'; end if;
  select * into t from shared_text x where x.id = which and x.aside_at is null for no key update;
  if t.id is null then return; end if;
  may := array(select may_share(t.item_id, t.tool, who));
  return query
    with come as (
      select o.nth::int, o.person, o.data, t.number + (row_number() over (order by o.nth))::int number
      from (
        select u.*, sum(length(u.data)) over (order by u.nth) so_far
        from (select x.person, decode(x.data, 'base64') data, x.nth from unnest(who, what) with ordinality x(person, data, nth)) u
        where u.person = any(may)) o
      where t.bytes + o.so_far <= most),
    logged as (
      insert into shared_update (text_id, number, item_id, space_id, data)
      select t.id, c.number, t.item_id, t.space_id, c.data from come c),
    counted as (
      update shared_text x set number = c.number, bytes = x.bytes + c.bytes, changed_at = now()
      from (select max(number) number, sum(length(data)) bytes from come) c where x.id = t.id and c.number is not null),
    hands as (
      insert into shared_hand as h (text_id, person_id, item_id, space_id, first, number)
      select t.id, c.person, t.item_id, t.space_id, min(c.number), max(c.number) from come c where credit group by c.person
      on conflict (text_id, person_id) do update set number = excluded.number, at = now())
    select c.nth, c.number from come c;
end $$;

-- What is up to a number was saved: who wrote in it. Of whoever wrote on only what comes after is left. For who may write there.
create function shared_credited(which bigint, upto int) returns setof bigint
language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  if not exists (select from shared_may(which, array[me()])) then return; end if;
  return query
    with gone as (
      delete from shared_hand h where h.text_id = which and h.number <= upto returning h.person_id),
    rest as (
      update shared_hand h set first = upto + 1 where h.text_id = which and h.first <= upto and h.number > upto returning h.person_id)
    select person_id from gone union all select person_id from rest;
end $$;

-- The rows after a number. For the process that tells those who write, after it has asked who may.
create function shared_since(which bigint, after int) returns table (number int, data bytea)
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select u.number, u.data from shared_update u where u.text_id = which and u.number > after order by u.number
$$;

-- How these texts stand, for whoever may have missed a word of the bus.
create function shared_states(which bigint[]) returns table (id bigint, number int, version int)
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select t.id, t.number, t.version from shared_text t where t.id = any(which) and t.aside_at is null
$$;

-- Puts one row in the place of all up to a number: what came to be, without what was before. False, where others came first.
create function shared_pack(which bigint, upto int, rows int, whole bytea) returns boolean
language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  perform from shared_text t where t.id = which for update;
  if rows <> (select count(*) from shared_update u where u.text_id = which and u.number <= upto) then return false; end if;
  update shared_text t set packed = upto,
      bytes = t.bytes + length(whole) - (select sum(length(u.data)) from shared_update u where u.text_id = which and u.number <= upto)
    where t.id = which;
  delete from shared_update u where u.text_id = which and u.number <= upto;
  insert into shared_update (text_id, number, item_id, space_id, data)
    select t.id, upto, t.item_id, t.space_id, whole from shared_text t where t.id = which;
  return true;
end $$;

-- Told to all processes: what was saved, and what is over.
create function bus_shared() returns trigger language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  perform to_bus('shared', jsonb_build_object('text', old.id, 'ended', case when tg_op = 'DELETE' or new.aside_at is not null then 1 else 0 end));
  return null;
end $$;
create trigger bus_shared after update of version, aside_at on shared_text for each row
  when ((old.version, old.aside_at) is distinct from (new.version, new.aside_at)) execute function bus_shared();
create trigger bus_shared_gone after delete on shared_text for each row execute function bus_shared();

-- What is all saved and untouched for a day is of no use; what was put aside is kept for thirty days.
create function sweep_shared() returns void
language sql security definer set search_path = copse, public, pg_temp as $$
  delete from shared_text where (saved >= number and changed_at < now() - interval '1 day') or aside_at < now() - interval '30 days'
$$;

revoke execute on function may_share, shared_may, shared_write, shared_credited, shared_since, shared_states, shared_pack, bus_shared, sweep_shared from public;
grant execute on function may_share, shared_may, shared_write, shared_credited, shared_since, shared_states, shared_pack to copse_app;
grant execute on function sweep_shared to copse_jobs;
