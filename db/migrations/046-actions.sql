-- Actions: what is to be done, by whom and until when; from minutes, discussions or anywhere.
create table action (
  item_id bigint primary key,
  space_id bigint not null,
  -- Nobody yet: whoever likes takes it on.
  owner_id bigint references person (id),
  due date,
  -- Of whose it is, until when and what it says: whoever changes what they have not seen is told.
  version int not null default 1,
  -- When its owner left the space: hosts look for somebody else.
  left_at timestamptz(3),
  -- The day of which its owner was reminded.
  reminded_for date,
  closed_at timestamptz(3),
  closed_by bigint references person (id),
  -- Why it is left undone. Null: it is done.
  why text check (length(why) between 1 and 300),
  foreign key (item_id, space_id) references item (id, space_id) on update cascade on delete cascade,
  check ((closed_at is null) = (closed_by is null) and (why is null or closed_at is not null))
);
create index on action (space_id, due) where closed_at is null;
create index on action (space_id, closed_at desc, item_id desc) where closed_at is not null;
create index on action (owner_id);
create index on action (closed_by);
create index on action (due) where closed_at is null;
call audience('action', 'space');

-- What became of it, for all of its space to read: `activity` is pruned.
create table action_step (
  id bigint generated always as identity primary key,
  item_id bigint not null,
  space_id bigint not null,
  person_id bigint not null references person (id) on delete cascade,
  at timestamptz(3) not null default now(),
  did text not null check (did in ('given', 'taken', 'laid-down', 'left', 'due', 'reworded', 'done', 'let-go', 'opened')),
  -- Whom it was given; until when it is now to be done.
  to_id bigint references person (id),
  due date,
  foreign key (item_id, space_id) references item (id, space_id) on update cascade on delete cascade
);
create index on action_step (item_id, id);
create index on action_step (person_id);
create index on action_step (to_id);
call audience('action_step', 'space');

-- Being given something to do is a reason of its own. What other migrations have added to the reasons stays.
do $$
declare said text;
begin
  select pg_get_constraintdef(oid) into said from pg_constraint where conrelid = 'notification'::regclass and conname = 'notification_reason_check';
  if position('''review-due''::text' in said) = 0 then raise exception 'the reasons do not say: review-due'; end if;
  alter table notification drop constraint notification_reason_check;
  execute 'alter table notification add constraint notification_reason_check ' || replace(said, '''review-due''::text', '''review-due''::text, ''given''::text');
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
call amend('told_by', 'when reason in (''review-due'', ''suggested''', 'when reason in (''review-due'', ''given'', ''suggested''');
-- What somebody else has taken on stays when the one who wrote it down is forgotten; it loses the name.
call amend('forget_person', 'and not exists (select from page_revision v where v.item_id = i.id and v.author_id <> which)',
  'and not exists (select from page_revision v where v.item_id = i.id and v.author_id <> which)
      and not exists (select from action a where a.item_id = i.id and a.owner_id <> which)');
drop procedure amend;

-- Whom something is given is told; what was told and holds no longer is read.
create function tell_action() returns trigger language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  update notification set read_at = now() where item_id = new.item_id and read_at is null
    and reason = any(case new.did when 'due' then array['review-due'] when 'reworded' then array[]::text[] when 'opened' then array['changed'] else array['given', 'review-due'] end);
  if new.did = 'given' then
    perform tell_one(new.to_id, new.space_id, new.item_id, null, 'given', 'given:' || new.item_id, new.person_id, new.at);
  end if;
  return null;
end $$;
create trigger tell_action after insert on action_step for each row execute function tell_action();

-- What somebody had taken on is nobody's when they leave; hosts are shown it.
create function leave_actions() returns trigger language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  with left_behind as (
    update action a set owner_id = null, left_at = new.ended_at, version = a.version + 1
    where a.space_id = new.space_id and a.owner_id = new.person_id and a.closed_at is null returning a.item_id),
  noted as (
    insert into action_step (item_id, space_id, person_id, did, at) select item_id, new.space_id, new.person_id, 'left', new.ended_at from left_behind)
  update tail t set modseq = t.modseq + 1 from left_behind l where t.item_id = l.item_id;
  return null;
end $$;
create trigger leave_actions after update of ended_at on membership for each row when (old.ended_at is null and new.ended_at is not null) execute function leave_actions();

-- Reminds owners on the morning of the day, by their own clock, once for each day that was set; not who took it on or set
-- that day when it had come. Returns how many.
create function remind_actions(at timestamptz default now()) returns int
language plpgsql security definer set search_path = copse, public, pg_temp as $$
declare due record; n int := 0;
begin
  for due in
    update action a set reminded_for = a.due
    from item i, space s, (
      select p.id, coalesce(f.time_zone, 'UTC') zone, clock_in(coalesce(f.time_zone, 'UTC'), remind_actions.at) clock, coalesce(h.morning, 7) morning
      from person p left join profile f on f.person_id = p.id left join hearing h on h.person_id = p.id
      where p.id in (select x.owner_id from action x where x.closed_at is null and x.due between remind_actions.at::date - 2 and remind_actions.at::date + 1)) o
    where i.id = a.item_id and s.id = a.space_id and o.id = a.owner_id and a.closed_at is null and a.reminded_for is distinct from a.due
      and (a.due = o.clock::date and extract(hour from o.clock) >= o.morning or a.due = o.clock::date - 1)
      and i.removed_at is null and s.closed_at is null and 'actions' = any(s.tools) and belongs(a.space_id, a.owner_id)
      and not exists (select from action_step w where w.item_id = a.item_id and w.did in ('given', 'taken', 'due') and clock_in(o.zone, w.at)::date >= a.due)
    returning a.owner_id, a.space_id, a.item_id, a.due
  loop
    -- The reminder speaks for it, also where they have not looked since they got it.
    update notification set read_at = remind_actions.at where person_id = due.owner_id and item_id = due.item_id and reason = 'given' and read_at is null;
    perform tell_one(due.owner_id, due.space_id, due.item_id, null, 'review-due', 'action:' || due.item_id || ':' || due.due, null, remind_actions.at);
    n := n + 1;
  end loop;
  return n;
end $$;

-- The day it is for the asking person.
create function my_today(at timestamptz default now()) returns date language sql stable security definer set search_path = copse, public, pg_temp as $$
  select clock_in(coalesce((select p.time_zone from profile p where p.person_id = me()), 'UTC'), my_today.at)::date
$$;

revoke execute on function tell_action, leave_actions, remind_actions, my_today from public;
grant execute on function remind_actions to copse_jobs;
grant execute on function my_today to copse_app;

-- Communities that are there have it, as new ones do.
update space set tools = array_append(tools, 'actions') where kind = 'community' and not 'actions' = any(tools);
