-- What hangs on a date of the calendar when people meet: who came, what was written down of it and said, how it was.

-- Who may say things of an event in the name of all: who sees to it, hosts, and whoever began it.
create function tends_meeting(which bigint) returns boolean language sql stable security definer set search_path = copse, public, pg_temp as $$
  select tends_event(which) or exists (select from item i where i.id = which and i.author_id = me() and coalesce(i.space_id = any((select writes())::bigint[]), false))
$$;
revoke execute on function tends_meeting from public;
grant execute on function tends_meeting to copse_app;

-- Whether somebody belongs to a space that the asking person reads.
create function is_here(which bigint, who bigint) returns boolean language sql stable security definer set search_path = copse, public, pg_temp as $$
  select coalesce(which = any((select reads())::bigint[]), false) and belongs(which, who)
$$;
revoke execute on function is_here from public;
grant execute on function is_here to copse_app;

-- The page of minutes of a date, and until when people are asked to add to it.
create table minutes (
  event_id bigint not null,
  space_id bigint not null,
  original wall_time not null,
  page_id bigint not null references item (id) on delete cascade,
  person_id bigint not null references person,
  comments_until timestamptz(3) not null,
  primary key (event_id, original),
  foreign key (event_id, space_id) references event (item_id, space_id) on update cascade on delete cascade,
  foreign key (event_id, original, space_id) references occurrence (event_id, original, space_id) on update cascade on delete cascade
);
create index on minutes (page_id);
create index on minutes (person_id);
call audience('minutes', 'space');

-- Who came, said by themselves or by who sees to the date.
create table attendance (
  event_id bigint not null,
  space_id bigint not null,
  original wall_time not null,
  person_id bigint not null references person,
  by_id bigint not null references person,
  primary key (event_id, original, person_id),
  foreign key (event_id, space_id) references event (item_id, space_id) on update cascade on delete cascade,
  foreign key (event_id, original, space_id) references occurrence (event_id, original, space_id) on update cascade on delete cascade
);
create index on attendance (person_id);
create index on attendance (by_id);
call audience('attendance', 'own');
grant select, insert, delete on attendance to copse_app;
create policy read on attendance for select to copse_app using (space_id = any((select reads())::bigint[]));
create policy say on attendance for insert to copse_app with check (by_id = (select me()) and space_id = any((select writes())::bigint[])
  and (person_id = (select me()) or (tends_meeting(event_id) and is_here(space_id, person_id))));
create policy unsay on attendance for delete to copse_app using (space_id = any((select writes())::bigint[])
  and (person_id = (select me()) or tends_meeting(event_id)));

-- What went well and what could be better, in a line or two of each person.
create table looking_back (
  event_id bigint not null,
  space_id bigint not null,
  original wall_time not null,
  person_id bigint not null references person,
  well text not null default '' check (length(well) <= 500),
  better text not null default '' check (length(better) <= 500),
  at timestamptz(3) not null default now(),
  primary key (event_id, original, person_id),
  check (well <> '' or better <> ''),
  foreign key (event_id, space_id) references event (item_id, space_id) on update cascade on delete cascade,
  foreign key (event_id, original, space_id) references occurrence (event_id, original, space_id) on update cascade on delete cascade
);
create index on looking_back (person_id);
call audience('looking_back', 'own');
grant select, insert, update, delete on looking_back to copse_app;
create policy read on looking_back for select to copse_app using (space_id = any((select reads())::bigint[]));
create policy mine on looking_back to copse_app using (person_id = (select me()) and space_id = any((select writes())::bigint[]))
  with check (person_id = (select me()) and space_id = any((select writes())::bigint[]));

-- What somebody said, written down by somebody else. It is the speaker's: they correct it or take it away.
create table spoken (
  id bigint generated always as identity primary key,
  event_id bigint not null,
  space_id bigint not null,
  original wall_time not null,
  -- Who said it, and who wrote it down.
  person_id bigint not null references person,
  by_id bigint not null references person,
  text text not null check (length(text) between 1 and 2000),
  at timestamptz(3) not null default now(),
  -- When the speaker looked at it; and whether they said it otherwise.
  looked_at timestamptz(3),
  corrected boolean not null default false,
  foreign key (event_id, space_id) references event (item_id, space_id) on update cascade on delete cascade,
  foreign key (event_id, original, space_id) references occurrence (event_id, original, space_id) on update cascade on delete cascade
);
create index on spoken (event_id, original, id);
create index on spoken (person_id);
create index on spoken (by_id);
call audience('spoken', 'own');
grant select, insert, update (text, looked_at, corrected), delete on spoken to copse_app;
create policy read on spoken for select to copse_app using (space_id = any((select reads())::bigint[]));
create policy write on spoken for insert to copse_app with check (by_id = (select me()) and space_id = any((select writes())::bigint[])
  and is_here(space_id, person_id) and (looked_at is null or person_id = by_id) and not corrected);
create policy correct on spoken for update to copse_app using (person_id = (select me()) and space_id = any((select writes())::bigint[]))
  with check (person_id = (select me()));
-- The speaker takes it away, whoever wrote it down, and hosts.
create policy remove on spoken for delete to copse_app using (space_id = any((select writes())::bigint[])
  and (person_id = (select me()) or by_id = (select me()) or space_id = any((select hosts())::bigint[])));

-- Who on site sees to it that somebody online is heard.
create table buddy (
  event_id bigint not null,
  space_id bigint not null,
  original wall_time not null,
  person_id bigint not null references person,
  buddy_id bigint not null references person,
  primary key (event_id, original, person_id),
  check (person_id <> buddy_id),
  foreign key (event_id, space_id) references event (item_id, space_id) on update cascade on delete cascade,
  foreign key (event_id, original, space_id) references occurrence (event_id, original, space_id) on update cascade on delete cascade
);
create index on buddy (person_id);
create index on buddy (buddy_id);
call audience('buddy', 'own');
grant select, insert, update, delete on buddy to copse_app;
create policy read on buddy for select to copse_app using (space_id = any((select reads())::bigint[]));
create policy pair on buddy to copse_app
  using (space_id = any((select writes())::bigint[]) and ((select me()) in (person_id, buddy_id) or tends_meeting(event_id)))
  with check (space_id = any((select writes())::bigint[]) and ((select me()) in (person_id, buddy_id) or tends_meeting(event_id))
    and is_here(space_id, person_id) and is_here(space_id, buddy_id));

-- A date at which something was, or was written down: it stays, also where the rule has it no more.
create function was_held(which bigint, date text) returns boolean language sql stable security definer set search_path = copse, public, pg_temp as $$
  select exists (select from minutes where event_id = which and original = date) or exists (select from attendance where event_id = which and original = date)
    or exists (select from looking_back where event_id = which and original = date) or exists (select from spoken where event_id = which and original = date)
$$;
revoke execute on function was_held from public;
grant execute on function was_held to copse_app;

-- Who leaves a space is nobody's buddy there any more.
create function end_buddies() returns trigger language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  delete from buddy b where b.space_id = new.space_id and new.person_id in (b.person_id, b.buddy_id)
    and exists (select from occurrence o where o.event_id = b.event_id and o.original = b.original and o.until_at > now());
  return null;
end $$;
create trigger end_buddies after update of ended_at on membership for each row when (new.ended_at is not null) execute function end_buddies();
revoke execute on function end_buddies from public;

-- Being given a part, and having one's words written down, are reasons of their own. What other migrations have added stays.
do $$
declare said text;
begin
  select pg_get_constraintdef(oid) into said from pg_constraint where conrelid = 'notification'::regclass and conname = 'notification_reason_check';
  if position('''review-due''::text' in said) = 0 then raise exception 'the reasons do not say: review-due'; end if;
  alter table notification drop constraint notification_reason_check;
  execute 'alter table notification add constraint notification_reason_check '
    || replace(said, '''review-due''::text', '''review-due''::text, ''entrusted''::text, ''written-down''::text');
end $$;

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
call amend('told_by', 'when reason in (''review-due'',', 'when reason in (''review-due'', ''entrusted'', ''written-down'',');
-- Who takes their words along takes also those that others wrote down.
call amend('forget_person', 'delete from revision where author_id = which;',
  'delete from revision where author_id = which;
    delete from spoken where person_id = which;
    delete from looking_back where person_id = which;');
drop procedure amend;

-- Tells somebody that they were given a part at an event, by who gives it: who sees to it, or who had it before.
create function tell_part(which bigint, date text, called text, who bigint) returns void
language plpgsql security definer set search_path = copse, public, pg_temp as $$
declare place bigint;
begin
  select p.space_id into place from event_part p
    where p.event_id = which and p.original is not distinct from date and p.part = called and p.person_id = who
      and coalesce(p.space_id = any((select writes())::bigint[]), false);
  if place is null or not belongs(place, who) then return; end if;
  perform tell_one(who, place, which, null, 'entrusted', concat_ws(':', 'part', which, called, date), me(), now());
end $$;
revoke execute on function tell_part from public;
grant execute on function tell_part to copse_app;

-- The speaker is told of words that were written down, until they have looked at them.
create function tell_spoken() returns trigger language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  if tg_op = 'INSERT' and new.looked_at is null then
    perform tell_one(new.person_id, new.space_id, new.event_id, new.id, 'written-down', 'spoken:' || new.id, new.by_id, new.at);
  elsif tg_op = 'DELETE' then
    delete from notification where about = 'spoken:' || old.id;
  elsif new.looked_at is not null then
    perform settled(new.person_id, 'spoken:' || new.id);
  end if;
  return null;
end $$;
create trigger tell_spoken after insert or update of looked_at or delete on spoken for each row execute function tell_spoken();
revoke execute on function tell_spoken from public;
