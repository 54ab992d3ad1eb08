-- What operators need to know: nightly backups and how they went, how the site is, and the letters about both.

-- One row a backup that was made, or failed, by itself at night. `problem` is a code; null when all went well.
create table backup_made (
  id bigint generated always as identity primary key,
  started_at timestamptz(3) not null,
  ended_at timestamptz(3) not null default now(),
  name text,
  bytes bigint not null default 0,
  problem text
);
call audience('backup_made', 'jobs');
grant insert on backup_made to copse_jobs;

-- What was last found when the site looked after itself.
create table health (
  one boolean primary key default true check (one),
  at timestamptz(3) not null default now(),
  findings jsonb not null
);
call audience('health', 'jobs');
grant insert on health to copse_jobs;

-- What operators were told of at once.
create table alarm (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('backup', 'disk')),
  problem text not null,
  at timestamptz(3) not null default now()
);
call audience('alarm', 'jobs');

-- Which letters about the site an operator wants, and when the last weekly one was made.
create table operator_letter (
  person_id bigint primary key references person on delete cascade,
  weekly boolean not null default true,
  alarms boolean not null default true,
  made_at timestamptz(3)
);
call audience('operator_letter', 'self');

create function is_operator() returns boolean
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select exists (select from login l where l.person_id = me() and l.operator)
$$;

-- What the operator's page shows; for nobody else.
create function last_health() returns table (at timestamptz, findings jsonb)
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select h.at, h.findings from health h where is_operator()
$$;

-- The site in numbers, without a word of what is said in it.
create function site_facts() returns jsonb
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select jsonb_build_object(
    'foundedAt', (select founded_at from site),
    'timeZone', coalesce((select f.time_zone from login l join profile f on f.person_id = l.person_id where l.operator order by l.person_id limit 1), 'UTC'),
    'people', (select count(*) from login),
    'newPeople', (select count(*) from login l join person p on p.id = l.person_id where p.created_at > now() - interval '7 days'),
    'communities', (select count(*) from space where kind = 'community' and closed_at is null),
    'messages', (select count(*) from message where created_at > now() - interval '7 days' and removed_at is null),
    'lettersSent', (select count(*) from mail where state = 'sent' and sent_at > now() - interval '7 days'),
    'lettersFailed', (select count(*) from mail where state = 'failed' and created_at > now() - interval '7 days'),
    'lettersWaiting', (select count(*) from mail where state in ('waiting', 'sending') and created_at < now() - interval '1 hour'),
    'backups', (select count(*) from backup_made where problem is null and started_at > now() - interval '7 days'),
    'backupsFailed', (select count(*) from backup_made where problem is not null and started_at > now() - interval '7 days'),
    'lastGood', (select max(started_at) from backup_made where problem is null),
    'lastTried', (select max(started_at) from backup_made),
    'lastProblem', (select b.problem from backup_made b order by b.id desc limit 1))
$$;

-- Tells all operators of something at once: no more than once a day of the same kind. Returns the letters.
create function raise_alarm(kind text, problem text, host text) returns setof bigint
language plpgsql security definer set search_path = copse, public, pg_temp as $$
declare who record; made bigint;
begin
  perform pg_advisory_xact_lock(hashtext('copse.alarm'));
  if exists (select from alarm a where a.kind = raise_alarm.kind and a.at > now() - interval '20 hours') then return; end if;
  insert into alarm (kind, problem) values (raise_alarm.kind, raise_alarm.problem) returning id into made;
  for who in select l.person_id, l.email::text email, p.lang from login l join person p on p.id = l.person_id
    left join operator_letter o on o.person_id = l.person_id where l.operator and coalesce(o.alarms, true) order by 1
  loop
    return next queue_mail('alarm', who.email, who.person_id, made, who.lang, host);
  end loop;
end $$;

-- The weekly letter of each operator for whom it is Monday morning.
create function queue_well(host text) returns setof bigint
language plpgsql security definer set search_path = copse, public, pg_temp as $$
declare who record;
begin
  perform pg_advisory_xact_lock(hashtext('copse.well'));
  for who in
    select l.person_id, l.email::text email, p.lang from login l join person p on p.id = l.person_id
    left join profile f on f.person_id = l.person_id left join operator_letter o on o.person_id = l.person_id
    cross join lateral (select clock_in(coalesce(f.time_zone, 'UTC')) here) c
    where l.operator and coalesce(o.weekly, true) and coalesce(o.made_at, '-infinity') < now() - interval '5 days'
      and extract(isodow from c.here) = 1 and extract(hour from c.here) between 7 and 11 order by 1
  loop
    insert into operator_letter (person_id, made_at) values (who.person_id, now()) on conflict (person_id) do update set made_at = now();
    return next queue_mail('well', who.email, who.person_id, who.person_id, who.lang, host);
  end loop;
end $$;

-- Of a letter about the site, at the moment it leaves: whether it is still wanted, to whom it goes, what it is about.
create function operator_letter_facts(which bigint) returns jsonb
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select jsonb_build_object('name', p.name, 'timeZone', coalesce(f.time_zone, 'UTC'), 'kind', a.kind, 'problem', a.problem, 'at', a.at,
    'wanted', l.operator and case when m.kind = 'well' then coalesce(o.weekly, true) else coalesce(o.alarms, true) and a.id is not null end)
  from mail m join login l on l.person_id = m.person_id join person p on p.id = m.person_id
  left join profile f on f.person_id = m.person_id left join operator_letter o on o.person_id = m.person_id
  left join alarm a on m.kind = 'alarm' and a.id = m.subject_id
  where m.id = which and m.kind in ('well', 'alarm')
$$;

create or replace function letter_card(which bigint) returns table (kind text, name text, space text, slug text)
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select m.kind, p.name, s.name, s.slug::text from mail m join person p on p.id = m.person_id
  left join space s on m.kind = 'weekly' and s.id = m.subject_id and belongs(s.id, m.person_id)
  where m.id = which and m.kind in ('notice', 'weekly', 'well', 'alarm')
$$;

create or replace function stop_letters(which bigint) returns void
language plpgsql security definer set search_path = copse, public, pg_temp as $$
declare m mail;
begin
  select * into m from mail where id = which;
  if m.kind = 'weekly' then
    insert into weekly (person_id, space_id, stopped) select m.person_id, s.id, true from space s where s.id = m.subject_id
      on conflict (person_id, space_id) do update set stopped = true;
  elsif m.kind = 'notice' then
    insert into hearing (person_id, letters) values (m.person_id, false) on conflict (person_id) do update set letters = false;
  elsif m.kind = 'well' then
    insert into operator_letter (person_id, weekly) values (m.person_id, false) on conflict (person_id) do update set weekly = false;
  elsif m.kind = 'alarm' then
    insert into operator_letter (person_id, alarms) values (m.person_id, false) on conflict (person_id) do update set alarms = false;
  end if;
end $$;

revoke execute on function is_operator, last_health, site_facts, raise_alarm, queue_well, operator_letter_facts from public;
grant execute on function is_operator, last_health to copse_app;
grant execute on function site_facts, raise_alarm, queue_well, operator_letter_facts to copse_jobs;
