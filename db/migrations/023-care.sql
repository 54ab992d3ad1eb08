-- Care: what people report, what hosts write to one person about it, whom someone does not want to hear of, going gently
-- with newcomers, and a log of all of it. See docs/care.md.

-- Changes one passage of a function that is otherwise as its last migration left it. Refuses where the passage is not there.
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

-- ---------------------------------------------------------------------------------------------------------------------
-- Notes: what the hosts of a space write to one person, resting on an agreement that they name. A suspension is a note with
-- an end. Both answer under it.

create table host_note (
  id bigint generated always as identity primary key,
  space_id bigint not null references space on delete cascade,
  person_id bigint not null references person on delete cascade,
  kind text not null check (kind in ('warning', 'suspension')),
  by_id bigint not null references person,
  agreement text not null check (length(agreement) between 1 and 300),
  words text not null check (length(words) between 1 and 5000),
  -- What it is about, if it is about words. It stays with this space wherever they go.
  message_id bigint references message on delete set null,
  at timestamptz(3) not null default now(),
  until timestamptz(3),
  ended_at timestamptz(3),
  -- Null, when it ended by itself.
  ended_by bigint references person,
  check ((kind = 'suspension') = (until is not null)),
  check (until > at and until <= at + interval '367 days')
);
create index on host_note (space_id, id desc);
create index on host_note (person_id);
create index on host_note (message_id) where message_id is not null;
create unique index on host_note (space_id, person_id) where kind = 'suspension' and ended_at is null;
call audience('host_note', 'own');
grant select on host_note to copse_app;
create policy read on host_note for select to copse_app using (
  person_id = (select me()) or space_id = any((select hosts())::bigint[]));

create table host_note_reply (
  id bigint generated always as identity primary key,
  note_id bigint not null references host_note on delete cascade,
  author_id bigint not null references person,
  words text not null check (length(words) between 1 and 5000),
  at timestamptz(3) not null default now()
);
create index on host_note_reply (note_id, id);
call audience('host_note_reply', 'own');
grant select, insert on host_note_reply to copse_app;
-- Whoever sees the note sees what was answered.
create policy read on host_note_reply for select to copse_app using (exists (select from host_note n where n.id = note_id));

-- The suspension that ended a membership for a while; and until when someone who was sent away cannot come back by a door.
alter table membership
  add note_id bigint references host_note on delete set null,
  add away_until timestamptz(3);
create index on membership (note_id) where note_id is not null;

-- A space and those around it, from the inside out.
create function around_space(which bigint) returns table (id bigint, n int)
language sql stable security definer set search_path = copse, public, pg_temp as $$
  with recursive up as (
    select s.id, s.parent_id, 0 n from space s where s.id = which
    union all select s.id, s.parent_id, up.n + 1 from space s join up on s.id = up.parent_id)
  select up.id, up.n from up
$$;

-- Whether someone is suspended from a space, there or in one around it.
create function suspended(which bigint, who bigint) returns boolean
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select exists (select from host_note n where n.person_id = who and n.kind = 'suspension' and n.ended_at is null
    and n.space_id in (select a.id from around_space(which) a))
$$;

-- Who may not look in through an open door: the suspended, and whom a host sent away, until their date.
create function away_from(which bigint) returns setof bigint
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select n.person_id from around_space(which) a join host_note n on n.space_id = a.id and n.kind = 'suspension' and n.ended_at is null
  union
  select m.person_id from membership m where m.space_id = which and m.ended_at is not null and m.away_until > now()
$$;

-- Whether someone may read behind the open door of a space.
create function comes_near(which bigint, who bigint) returns boolean
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select is_of_parent((select s.parent_id from space s where s.id = which), who) and who not in (select away_from(which))
$$;

-- Nobody comes back while they are suspended, by whatever way; who comes back is away no longer.
create function keep_suspended() returns trigger language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  if suspended(new.space_id, new.person_id) then
    raise exception 'suspended' using errcode = 'CP013';
  end if;
  new.note_id := null;
  new.away_until := null;
  return new;
end $$;
create trigger keep_suspended before insert on membership for each row when (new.ended_at is null) execute function keep_suspended();
create trigger keep_suspended_again before update of ended_at on membership for each row
  when (old.ended_at is not null and new.ended_at is null) execute function keep_suspended();

-- Whether the hosts may write to someone: to who belongs or is suspended; and to whom a host sent away, for thirty days. Who
-- left is left in peace.
create function may_be_noted(which bigint, who bigint) returns boolean
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select exists (select from membership m where m.space_id = which and m.person_id = who and which = any(hosts())
    and (m.until is null or m.until > now() - interval '30 days')
    and (m.ended_at is null or m.note_id is not null or (m.ended_by <> m.person_id and m.ended_at > now() - interval '30 days')))
$$;

-- Whether both sides may still answer a note: while its person belongs or is suspended, and for thirty days after.
create function note_open(which bigint) returns boolean
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select exists (select from host_note n left join membership m on m.space_id = n.space_id and m.person_id = n.person_id
    where n.id = which and (n.person_id = me() or n.space_id = any(hosts()))
      and (belongs(n.space_id, n.person_id) or m.note_id is not null
        or greatest(n.at, n.ended_at, least(m.ended_at, m.until)) > now() - interval '30 days'))
$$;

create policy add on host_note_reply for insert to copse_app with check (
  author_id = (select me()) and note_open(note_id));

-- Who answers a note for the hosts, told to whom it is to: the hosts of that space and of no other.
create function note_hosts(which bigint) returns text[]
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select coalesce(array_agg(p.name order by p.name), '{}') from host_note n join membership m on m.space_id = n.space_id
    join person p on p.id = m.person_id
  where n.id = which and n.person_id = me() and m.person_id <> me() and m.standing = 'host' and m.ended_at is null
$$;

-- A host writes to one person; a suspension takes them out of the space and the circles within it until its end. What they
-- were there is kept. The trigger on membership refuses the last host of a community.
create function write_note(which bigint, who bigint, kind text, agreement text, words text, until timestamptz, message bigint, at timestamptz default now()) returns bigint
language plpgsql security definer set search_path = copse, public, pg_temp as $$
declare made bigint;
begin
  if not coalesce(which = any(hosts()), false) then raise exception 'only hosts write notes' using errcode = 'insufficient_privilege'; end if;
  if who = me() then raise exception 'not to oneself' using errcode = 'CP011'; end if;
  perform from membership m where m.space_id = which and m.person_id = who for update;
  if not may_be_noted(which, who) or (kind = 'suspension' and not belongs(which, who)) then
    raise exception 'not one of its people' using errcode = 'CP012';
  end if;
  -- A host's hosting is taken first, with their name in the log: nobody takes over a place by suspending the others.
  if kind = 'suspension' and exists (select from membership m where m.space_id = which and m.person_id = who and m.standing = 'host') then
    raise exception 'a host' using errcode = 'CP019';
  end if;
  if kind = 'warning' and (select count(*) from host_note n where n.space_id = which and n.person_id = who and n.kind = 'warning'
      and n.at > now() - interval '7 days') >= 5 then
    raise exception 'enough written this week' using errcode = 'CP018';
  end if;
  insert into host_note (space_id, person_id, kind, by_id, agreement, words, message_id, at, until)
    values (which, who, write_note.kind, me(), write_note.agreement, write_note.words,
      (select m.id from message m where m.id = write_note.message and m.space_id = which and m.author_id = who), write_note.at, write_note.until)
    returning id into made;
  if kind = 'suspension' then
    update membership m set ended_at = now(), ended_by = me(), note_id = made
      where m.person_id = who and m.ended_at is null and (m.space_id = which or m.space_id in (select circles_under(which)));
    update join_request r set state = 'withdrawn', answered_at = now()
      where r.person_id = who and r.state = 'waiting' and r.space_id in (select circles_under(which));
    perform jobs.enqueue('suspensions', '{}', until, 'suspensions:' || made);
  end if;
  insert into audit (space_id, verb, actor_id, subject_id, at)
    values (which, case kind when 'warning' then 'person.warned' else 'person.suspended' end, me(), made, write_note.at);
  perform tell_one(who, which, null, made, case kind when 'warning' then 'warned' else 'suspended' end, 'note:' || made, me(), write_note.at);
  return made;
end $$;

-- Ends a suspension: what someone was in the space and its circles they are again, the outer first. Never granted.
create function lift(n host_note, by_host bigint) returns void
language plpgsql security definer set search_path = copse, public, pg_temp as $$
declare m record; outer_note bigint;
begin
  update host_note set ended_at = now(), ended_by = by_host where id = n.id;
  for m in select b.space_id, b.standing, s.parent_id from membership b join space s on s.id = b.space_id
    cross join lateral (select max(a.n) depth from around_space(b.space_id) a) d
    where b.note_id = n.id and b.person_id = n.person_id order by d.depth
  loop
    select o.id into outer_note from host_note o where o.person_id = n.person_id and o.kind = 'suspension' and o.ended_at is null
      and o.space_id in (select a.id from around_space(m.space_id) a) limit 1;
    if outer_note is not null then
      update membership set note_id = outer_note where space_id = m.space_id and person_id = n.person_id;
    elsif m.parent_id is null or m.standing = 'guest' or is_one_of(m.parent_id, n.person_id) then
      update membership set ended_at = null, ended_by = null where space_id = m.space_id and person_id = n.person_id;
    else
      -- They left what is around it meanwhile: this they left with it, and were not sent away.
      update membership set note_id = null, ended_by = n.person_id where space_id = m.space_id and person_id = n.person_id;
    end if;
  end loop;
  perform settled(n.person_id, 'note:' || n.id);
  perform tell_one(n.person_id, n.space_id, null, n.id, 'suspension-over', 'over:' || n.id, by_host, now());
end $$;

-- A host ends it early; or whom it concerns, once its time is over and nothing else has done it yet. False: it had ended.
create function end_suspension(which bigint) returns boolean
language plpgsql security definer set search_path = copse, public, pg_temp as $$
declare n host_note;
begin
  select * into n from host_note h where h.id = which and h.kind = 'suspension'
    and (h.space_id = any(hosts()) or (h.person_id = me() and h.until <= now())) for update;
  if n.id is null then raise exception 'no such suspension' using errcode = 'P0002'; end if;
  if n.ended_at is not null then return false; end if;
  perform lift(n, case when n.until > now() then me() end);
  if n.until > now() then
    insert into audit (space_id, verb, actor_id, subject_id) values (n.space_id, 'suspension.ended', me(), n.id);
  end if;
  return true;
end $$;

-- Ends what is over. Run by a job, at the hour when one ends.
create function end_suspensions() returns int
language plpgsql security definer set search_path = copse, public, pg_temp as $$
declare n host_note; done int := 0;
begin
  for n in select * from host_note h where h.kind = 'suspension' and h.ended_at is null and h.until <= now() for update skip locked loop
    perform lift(n, null);
    done := done + 1;
  end loop;
  return done;
end $$;

-- Who is suspended may leave for good: then the end brings them nowhere.
create function leave_suspended(which bigint) returns void
language sql security definer set search_path = copse, public, pg_temp as $$
  update membership m set note_id = null, ended_by = me(), ended_at = now() from host_note n
    where n.id = which and n.person_id = me() and m.note_id = n.id and m.person_id = me()
$$;

-- Who is suspended is sent away for good by a host: then the end brings them nowhere, nor into circles within. False: they
-- are not suspended by a note of this space.
create function send_away(which bigint, who bigint, away timestamptz) returns boolean
language plpgsql security definer set search_path = copse, public, pg_temp as $$
declare note bigint;
begin
  if not coalesce(which = any(hosts()), false) then raise exception 'only hosts' using errcode = 'insufficient_privilege'; end if;
  select m.note_id into note from membership m join host_note n on n.id = m.note_id and n.space_id = which
    where m.space_id = which and m.person_id = who and m.ended_at is not null for update of m;
  if note is null then return false; end if;
  update membership m set note_id = null, ended_by = me(), ended_at = now(), away_until = case when m.space_id = which then away end
    where m.note_id = note and m.person_id = who;
  return true;
end $$;

-- The notes about the asking person, also from where they may not read: which space wrote them. With a slug: the suspension
-- that keeps them out of that space.
create function my_notes(slug text default null) returns table (id bigint, slug text, space text)
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select n.id, s.slug::text, s.name from host_note n join space s on s.id = n.space_id
  where n.person_id = me() and (my_notes.slug is null or (n.kind = 'suspension' and n.ended_at is null
    and n.space_id in (select a.id from space w, around_space(w.id) a where w.slug = my_notes.slug::citext)
    -- Of a circle that they never belonged to, they learn nothing by this.
    and exists (select from membership m join space w on w.id = m.space_id where w.slug = my_notes.slug::citext and m.person_id = me() and m.note_id is not null)))
$$;

-- ---------------------------------------------------------------------------------------------------------------------
-- Reports.

-- The hosts of a space who can judge of someone: not that one, nor whom that one made a host. Nobody chooses who reads what
-- is reported of them.
create function others_hosting(which bigint, about bigint) returns setof bigint
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select m.person_id from membership m
  where m.space_id = which and m.standing = 'host' and m.ended_at is null and m.person_id <> about
    and not exists (select from audit a where a.space_id = which and a.person_id = m.person_id and a.actor_id = about
      and a.verb in ('standing.host', 'hosting.handed-over') and a.at > now() - interval '30 days')
$$;

-- Where a report about someone is looked after: in the space, by its other hosts; where there are none, around it. Null:
-- nowhere, until there is someone.
create function tended_in(which bigint, about bigint) returns bigint
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select a.id from around_space(which) a where exists (select from others_hosting(a.id, about)) order by a.n limit 1
$$;

-- Who listens to a worry about someone. Roles may come to listen here later; nobody else decides it.
create function listeners(which bigint, about bigint) returns setof bigint
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select others_hosting(tended_in(which, about), about)
$$;

-- Where the asking person listens to a worry about someone; null, where they do not.
create function listening_in(which bigint, about bigint) returns bigint
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select t from tended_in(which, about) t where me() in (select others_hosting(t, about))
$$;

-- To whoever could report: who would read it, and where they tend. Nothing of who else is in that space.
create function listeners_card(which bigint, about bigint) returns jsonb
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select jsonb_build_object('within', tended_in(which, about) = which,
    'space', (select s.name from space s where s.id = tended_in(which, about)),
    'names', coalesce((select jsonb_agg(p.name order by p.name) from listeners(which, about) l join person p on p.id = l where l <> me()), '[]'))
  where which = any(reads())
$$;

-- The spaces whose reports may come to the hosts of one: itself and the circles within it. For its hosts.
create function tended_spaces(which bigint) returns setof bigint
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select w from (select which w union all select circles_under(which)) t where which = any(hosts())
$$;

create table report (
  id bigint generated always as identity primary key,
  -- Where it was reported. It stays there wherever the words go: else their author could take it to hosts of their own.
  space_id bigint not null references space on delete cascade,
  message_id bigint references message on delete cascade,
  item_id bigint references item on delete cascade,
  -- Whose words or whose thing it is; or who it is about.
  person_id bigint not null references person on delete cascade,
  reporter_id bigint not null references person on delete cascade,
  kind text not null check (length(kind) <= 40),
  words text not null default '' check (length(words) <= 2000),
  at timestamptz(3) not null default now(),
  outcome text check (outcome in ('removed', 'closed', 'kept', 'noted', 'done')),
  -- What the reporter is told.
  answer text not null default '' check (length(answer) <= 1000),
  settled_by bigint references person,
  settled_at timestamptz(3),
  thing text not null generated always as (case when message_id is not null then 'm:' || message_id when item_id is not null then 'i:' || item_id
    else 'p:' || person_id end) stored,
  check ((outcome is null) = (settled_at is null)),
  check (reporter_id <> person_id),
  check (message_id is null or item_id is null)
);
create index on report (space_id, thing);
create index on report (reporter_id, id desc);
create index on report (person_id);
create index on report (message_id) where message_id is not null;
create index on report (item_id) where item_id is not null;
create unique index on report (reporter_id, space_id, thing) where settled_at is null;
call audience('report', 'own');
grant select, insert, update (kind, words, outcome, answer, settled_by, settled_at) on report to copse_app;
-- Who reported, and who listens; never whom it is about.
create policy read on report for select to copse_app using (
  reporter_id = (select me()) or (person_id <> (select me()) and cardinality((select hosts())) > 0
    and listening_in(space_id, person_id) = any((select hosts())::bigint[])));
create policy add on report for insert to copse_app with check (
  reporter_id = (select me()) and settled_at is null and space_id = any((select reads())::bigint[])
  and case when message_id is not null then exists (select from message m where m.id = message_id and m.space_id = report.space_id and m.author_id = report.person_id)
    when item_id is not null then exists (select from item i where i.id = item_id and i.space_id = report.space_id and i.author_id = report.person_id)
    else exists (select from membership m where m.space_id = report.space_id and m.person_id = report.person_id) end);
create policy reword on report for update to copse_app
  using (reporter_id = (select me()) and settled_at is null) with check (reporter_id = (select me()) and settled_at is null);
create policy settle on report for update to copse_app
  using (settled_at is null and person_id <> (select me()) and cardinality((select hosts())) > 0
    and listening_in(space_id, person_id) = any((select hosts())::bigint[]))
  with check (settled_by = (select me()) and listening_in(space_id, person_id) = any((select hosts())::bigint[]));

-- ---------------------------------------------------------------------------------------------------------------------
-- Whom someone does not want to hear of. Nobody else can know it.

create table block (
  person_id bigint not null references person on delete cascade,
  blocked_id bigint not null references person on delete cascade,
  at timestamptz(3) not null default now(),
  primary key (person_id, blocked_id),
  check (person_id <> blocked_id)
);
create index on block (blocked_id);
call audience('block', 'self');

create function blocks(who bigint, whom bigint) returns boolean
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select exists (select from block b where b.person_id = who and b.blocked_id = whom)
$$;

-- What someone asks whom they blocked is not there for them; who asked sees it as it was.
alter policy read on ask using (coalesce(space_id = any((select reads())::bigint[]), false) and (asked_by = (select me())
  or (person_id = (select me()) and asked_by <> all(array(select b.blocked_id from block b where b.person_id = (select me()))))));
call amend('my_invitations', 'where i.person_id = me() and', 'where i.person_id = me() and not blocks(me(), i.made_by) and');

-- ---------------------------------------------------------------------------------------------------------------------
-- Who is told.

alter table notification drop constraint notification_reason_check;
alter table notification add constraint notification_reason_check check (reason in
  ('named', 'answered', 'yours', 'follows', 'announced', 'accepted', 'thanked', 'asked', 'asked-words', 'invited', 'knocked', 'tended',
   'reported', 'report-settled', 'warned', 'suspended', 'suspension-over', 'note-answered'));

-- What comes to one person whatever they chose and whoever it is from: a host's word, and what became of their own.
create function is_care(reason text) returns boolean language sql immutable parallel safe
  as $$ select reason in ('report-settled', 'warned', 'suspended', 'suspension-over', 'note-answered') $$;

-- It is also read by who may not read there now.
alter policy read on notification using (person_id = (select me())
  and (reason = 'invited' or is_care(reason) or coalesce(space_id = any((select reads())::bigint[]), false)));
call amend('told_by', 'when reason = ''knocked'' then ''hosting''', 'when reason in (''knocked'', ''reported'') then ''hosting''');
call amend('tell_one', 'where who is distinct from by', 'where (is_care(tell_one.reason) or tell_one.reason in (''knocked'', ''asked-words'') or not blocks(who, by)) and who is distinct from by');
call amend('tell', 'and belongs(i.space_id, s.person_id)',
  'and belongs(i.space_id, s.person_id) and (s.reason = ''tended'' or not blocks(s.person_id, coalesce(a.actor_id, m.author_id)))');
call amend('untell', 'delete from notification where person_id = new.person_id and space_id = new.space_id;',
  'delete from notification where person_id = new.person_id and space_id = new.space_id and not is_care(reason);');
-- Names of places that a notification may come from though one does not read there.
create function care_places(spaces bigint[]) returns table (id bigint, slug text, name text)
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select s.id, s.slug::text, s.name from space s where s.id = any(spaces)
    and exists (select from notification n where n.person_id = me() and n.space_id = s.id and is_care(n.reason))
$$;

create function tell_report() returns trigger language plpgsql security definer set search_path = copse, public, pg_temp as $$
declare what text := 'report:' || new.space_id || ':' || new.thing;
begin
  if tg_op = 'INSERT' then
    perform tell_one(l, tended_in(new.space_id, new.person_id), null, new.id, 'reported', what, null, new.at)
      from listeners(new.space_id, new.person_id) l where l <> new.reporter_id;
  elsif new.settled_at is not null and old.settled_at is null then
    perform settled(null, what);
    perform tell_one(new.reporter_id, new.space_id, null, new.id, 'report-settled', 'settled:' || new.id, new.settled_by, new.settled_at);
  end if;
  return null;
end $$;
create trigger tell_report after insert or update of settled_at on report for each row execute function tell_report();

create function tell_reply() returns trigger language plpgsql security definer set search_path = copse, public, pg_temp as $$
declare n host_note;
begin
  select * into n from host_note h where h.id = new.note_id;
  if new.author_id = n.person_id then
    perform tell_one(m.person_id, n.space_id, null, n.id, 'note-answered', 'reply:' || n.id, new.author_id, new.at) from membership m
      where m.space_id = n.space_id and m.standing = 'host' and m.ended_at is null and m.person_id <> n.person_id;
  else
    perform tell_one(n.person_id, n.space_id, null, n.id, 'note-answered', 'reply:' || n.id, new.author_id, new.at);
  end if;
  return null;
end $$;
create trigger tell_reply after insert on host_note_reply for each row execute function tell_reply();

-- ---------------------------------------------------------------------------------------------------------------------
-- Doors: who is suspended or was sent away does not look in, and is not let straight in.

call amend('enter', 'is_of_parent(s.parent_id, p.id)', 'comes_near(s.id, p.id)');
call amend('live_item', 'is_of_parent(s.parent_id, p.id)', 'comes_near(s.id, p.id)');
call amend('live_places', 'is_of_parent(s.parent_id, who)', 'comes_near(s.id, who)');
call amend('note_seen', 'is_of_parent(s.parent_id, me())', 'comes_near(s.id, me())');
call amend('who_reads', 'where s.id = which and s.visibility = ''open''
      and case', 'where s.id = which and s.visibility = ''open'' and m.person_id not in (select away_from(which))
      and case');
call amend('who_reads', 'where s.id = which and s.parent_id is null and s.visibility = ''open''',
  'where s.id = which and s.parent_id is null and s.visibility = ''open'' and l.person_id not in (select away_from(which))');
call amend('readers_of', 'where m.ended_at is null and m.standing <> ''guest''
      and case', 'where m.ended_at is null and m.standing <> ''guest'' and m.person_id not in (select away_from(which))
      and case');
call amend('known_spaces', '(m.standing is not null or (s.closed_at is null and', '(m.standing is not null or (s.closed_at is null and not suspended(s.id, me()) and');
call amend('search_spaces', '(m.standing is not null or (s.closed_at is null and', '(m.standing is not null or (s.closed_at is null and not suspended(s.id, me()) and');

-- As before; and to whom a host sent away it says until when they cannot ask to come back.
create or replace function door_card(slug text) returns jsonb
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select jsonb_build_object('id', s.id, 'kind', s.kind, 'slug', s.slug, 'name', s.name, 'purpose', s.purpose,
    'lang', s.lang, 'hue', s.hue, 'picture', s.picture, 'visibility', s.visibility,
    'joining', case when away.until is null then s.joining else 'invitation' end, 'awayUntil', away.until,
    'questions', s.questions, 'answersShown', s.answers_shown,
    'mayAsk', s.parent_id is null or is_one_of(s.parent_id, me()),
    'belongs', exists (select from membership m where m.space_id = s.id and m.person_id = me() and m.ended_at is null
      and (m.until is null or m.until > now())),
    'parent', (select jsonb_build_object('slug', p.slug, 'name', p.name) from space p where p.id = s.parent_id
      and (p.visibility = 'announced' or is_one_of(p.id, me()))),
    'request', (select jsonb_build_object('id', r.id, 'state', r.state, 'word', r.word, 'at', r.created_at) from join_request r
      where r.space_id = s.id and r.person_id = me() and r.state <> 'withdrawn' order by r.id desc limit 1))
  from space s left join lateral (select m.away_until until from membership m
    where m.space_id = s.id and m.person_id = me() and m.ended_at is not null and m.away_until > now()) away on true
  where s.slug = door_card.slug::citext and s.kind <> 'conversation' and s.closed_at is null and not suspended(s.id, me())
    and case s.visibility when 'announced' then true when 'hidden' then false else is_of_parent(s.parent_id, me()) end
$$;

-- An invitation by name or address that a host made since opens the door again; nothing does while someone is suspended.
create or replace function may_come_by(i invitation, who bigint) returns boolean
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select not suspended(i.space_id, who) and (not was_sent_away(i.space_id, who) or (
    i.created_at > (select m.ended_at from membership m where m.space_id = i.space_id and m.person_id = who)
    and (i.person_id = who or exists (select from login l where l.person_id = who and l.email = i.email))))
$$;
-- Whose suspension is over was not sent away.
call amend('was_sent_away', 'and m.ended_by <> m.person_id)', 'and m.ended_by <> m.person_id and m.note_id is null)');

-- ---------------------------------------------------------------------------------------------------------------------
-- Newcomers to a community that anyone may join go gently until they are known: greeted by a host, answered twice, or there
-- for three days. A host may let them do everything from the first day.

alter table space add newcomers_free boolean not null default false;

-- Whether someone of a community is no newcomer, whatever they said: a host or a guest, greeted, or there long enough.
create function is_settled_in(community bigint, who bigint) returns boolean
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select exists (select from membership m where m.space_id = community and m.person_id = who and m.ended_at is null
    and (m.standing <> 'member' or m.joined_at <= now() - interval '3 days'
      or exists (select from greeting g where g.space_id = community and g.person_id = who)))
$$;

-- Somebody's words of the last days in a community and its circles.
create function lately_said(community bigint, who bigint) returns setof message
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select w.* from message w where w.author_id = who and w.created_at > now() - interval '3 days'
    and (w.space_id = community or w.space_id in (select circles_under(community)))
$$;

-- In a circle it is asked of the community around it. Only answers of those who are known make known: newcomers cannot
-- vouch for each other.
create function is_newcomer(which bigint, who bigint) returns boolean
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select exists (select from around_space(which) a join space s on s.id = a.id and s.parent_id is null
      join membership m on m.space_id = s.id and m.person_id = who and m.ended_at is null
    where s.kind = 'community' and s.joining = 'free' and not s.newcomers_free
      and not is_settled_in(s.id, who)
      and (select count(*) from (select from lately_said(s.id, who) w where w.removed_at is null
        and exists (select from message r where r.item_id = w.item_id and r.author_id <> who and r.removed_at is null
          and (r.reply_to = w.number or w.number = 1) and is_settled_in(s.id, r.author_id))
        limit 2) answered) < 2)
$$;

-- What a newcomer has said and begun in the community in the last day, and how much they may. Null for everybody else.
create function newcomer_card(which bigint, who bigint) returns jsonb
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select case when is_newcomer(which, who) then (
    select jsonb_build_object('messages', count(*) filter (where w.number > 1), 'discussions', count(*) filter (where w.number = 1),
      'mostMessages', 10, 'mostDiscussions', 3)
    from around_space(which) a join space s on s.id = a.id and s.parent_id is null, lately_said(s.id, who) w
    where w.created_at > now() - interval '1 day') end
$$;
create function my_newcomer_card(which bigint) returns jsonb
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select newcomer_card(which, me()) where which = any(reads())
$$;

-- The wall behind the words on the page. What is imported or told of long ago is nobody's doing now.
create function go_gently() returns trigger language plpgsql security definer set search_path = copse, public, pg_temp as $$
declare card jsonb;
begin
  if new.author_id is distinct from me() or new.created_at < now() - interval '10 minutes'
    or not is_newcomer(new.space_id, me())
  then return new; end if;
  perform pg_advisory_xact_lock(hashtext('copse.newcomer'), (me() % 2147483647)::int);
  card := newcomer_card(new.space_id, me());
  if card is null then return new; end if;
  if new.number = 1 and (card ->> 'discussions')::int >= (card ->> 'mostDiscussions')::int then
    raise exception 'enough begun for today' using errcode = 'CP016', detail = card ->> 'mostDiscussions';
  end if;
  if new.number > 1 and (card ->> 'messages')::int >= (card ->> 'mostMessages')::int then
    raise exception 'enough said for today' using errcode = 'CP015', detail = card ->> 'mostMessages';
  end if;
  return new;
end $$;
create trigger go_gently before insert on message for each row execute function go_gently();

-- A newcomer starts no circle, where they would be a host, and has no letters sent to addresses.
create function not_while_new() returns trigger language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  if is_newcomer(case tg_table_name when 'space' then (to_jsonb(new) ->> 'parent_id')::bigint else (to_jsonb(new) ->> 'space_id')::bigint end, me()) then
    raise exception 'not while one is new' using errcode = 'CP017';
  end if;
  return new;
end $$;
create trigger not_while_new before insert on space for each row
  when (new.parent_id is not null and new.created_at > now() - interval '10 minutes') execute function not_while_new();
create trigger not_while_new before insert on invitation for each row when (new.email is not null) execute function not_while_new();

-- Some reports a day, that listeners can read what matters; of a newcomer few.
create function report_gently() returns trigger language plpgsql security definer set search_path = copse, public, pg_temp as $$
declare most int := case when is_newcomer(new.space_id, new.reporter_id) then 5 else 30 end;
begin
  if (select count(*) from report r where r.reporter_id = new.reporter_id and r.at > now() - interval '1 day') > most then
    raise exception 'enough reported today' using errcode = 'CP018', detail = most;
  end if;
  return null;
end $$;
create trigger report_gently after insert on report for each row execute function report_gently();

-- ---------------------------------------------------------------------------------------------------------------------
-- The log. What it is about, where naming it would tell more than everyone may know: a note.

alter table audit add subject_id bigint;
create index on audit (space_id, at desc, id desc);
-- Where a space is closed its hosts still settle reports, and write down that they did.
create policy add_as_host on audit for insert to copse_app with check (
  actor_id = (select me()) and space_id = any((select hosts())::bigint[]));

-- What the operator did with somebody's account by a command. They read it, and so do the spaces that open by it.
create table emergency (
  id bigint generated always as identity primary key,
  person_id bigint not null references person on delete cascade,
  verb text not null check (verb in ('operator.link', 'operator.token')),
  at timestamptz(3) not null default now()
);
create index on emergency (person_id, id desc);
call audience('emergency', 'own');
grant select on emergency to copse_app;
create policy read on emergency for select to copse_app using (person_id = (select me()));

-- Only in nobody's name: by a command, never by what someone sends.
create function note_emergency(who bigint, verb text) returns void
language sql security definer set search_path = copse, public, pg_temp as $$
  insert into emergency (person_id, verb) select who, note_emergency.verb where me() is null;
  insert into audit (space_id, verb, person_id) select m.space_id, note_emergency.verb, who from membership m join space s on s.id = m.space_id
    where me() is null and m.person_id = who and m.ended_at is null and (m.until is null or m.until > now()) and s.kind <> 'conversation'
$$;

drop procedure amend;
revoke execute on function around_space, others_hosting, suspended, away_from, comes_near, keep_suspended, may_be_noted, note_open, note_hosts, write_note, lift, end_suspension,
  end_suspensions, leave_suspended, send_away, my_notes, tended_in, listening_in, tended_spaces, listeners, listeners_card, blocks, is_care, care_places, tell_report, tell_reply, is_settled_in,
  lately_said, is_newcomer, newcomer_card, not_while_new, report_gently,
  my_newcomer_card, go_gently, note_emergency from public;
grant execute on function may_be_noted, note_open, note_hosts, send_away, write_note, end_suspension, end_suspensions, leave_suspended, my_notes, listening_in, tended_spaces, listeners_card, is_care, care_places,
  my_newcomer_card, note_emergency to copse_app;
grant execute on function is_care to copse_jobs;
