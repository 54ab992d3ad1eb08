-- Dates in the calendars of other programs, and dates of other calendars here.

-- An address at which a program reads as a person: what is said, or the dates.
alter table feed add column form text not null default 'atom' check (form in ('atom', 'calendar'));
alter table feed drop constraint feed_person_id_space_id_key;
alter table feed add unique nulls not distinct (person_id, space_id, form);
drop function feed_of;
create function feed_of(which bigint, out person_id bigint, out space_id bigint, out slug text, out made_at timestamptz, out form text)
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select f.person_id, f.space_id, s.slug::text, f.made_at, f.form from feed f join login l on l.person_id = f.person_id
    left join space s on s.id = f.space_id where f.id = which
$$;
revoke execute on function feed_of from public;
grant execute on function feed_of to copse_app;

-- A calendar of somebody else whose dates a space shows. Its address may be a secret: only hosts are told it.
create table outside_calendar (
  id bigint generated always as identity primary key,
  space_id bigint not null references space on delete cascade,
  person_id bigint not null references person,
  address text not null check (length(address) between 1 and 2000),
  name text not null check (length(name) between 1 and 120),
  made_at timestamptz(3) not null default now(),
  due_at timestamptz(3) not null default now(),
  -- When it answered last, and when it was last read to its end: what lies ahead moves on.
  answered_at timestamptz(3),
  read_at timestamptz(3),
  etag text check (length(etag) <= 500),
  modified text check (length(modified) <= 100),
  -- Of what was read, so that the same is not written again.
  digest text,
  failing_since timestamptz(3),
  failures int not null default 0,
  trouble text check (length(trouble) <= 40),
  unique (space_id, address),
  unique (id, space_id)
);
create index on outside_calendar (due_at);
create index on outside_calendar (person_id);
call audience('outside_calendar', 'own');
grant select (id, space_id, person_id, name, made_at, answered_at, failing_since, failures, trouble), delete on outside_calendar to copse_app;
grant insert (space_id, person_id, address, name) on outside_calendar to copse_app;
create policy read on outside_calendar for select to copse_app using (space_id = any((select reads())::bigint[]));
create policy add on outside_calendar for insert to copse_app
  with check (space_id = any((select hosts())::bigint[]) and person_id = (select me()));
create policy remove on outside_calendar for delete to copse_app using (space_id = any((select hosts())::bigint[]));

-- One date of such a calendar. Nothing hangs on it: it is made anew as the calendar says.
create table outside_date (
  id bigint generated always as identity primary key,
  calendar_id bigint not null,
  space_id bigint not null,
  title text not null check (length(title) between 1 and 200),
  starts wall_time not null,
  ends wall_time not null,
  zone text check (length(zone) <= 60),
  from_at timestamptz(3) not null,
  until_at timestamptz(3) not null,
  long boolean not null generated always as (until_at - from_at > interval '24 hours') stored,
  place text not null default '' check (length(place) <= 300),
  link text not null default '' check (length(link) <= 2000),
  cancelled boolean not null default false,
  foreign key (calendar_id, space_id) references outside_calendar (id, space_id) on update cascade on delete cascade
);
create index on outside_date (calendar_id);
create index on outside_date (space_id, from_at) where not long;
create index on outside_date (space_id, until_at) where long;
call audience('outside_date', 'own');
grant select on outside_date to copse_app;
create policy read on outside_date for select to copse_app using (space_id = any((select reads())::bigint[]));

-- The addresses of a space's outside calendars, for its hosts.
create function outside_addresses(which bigint) returns table (id bigint, address text)
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select c.id, c.address from outside_calendar c where c.space_id = which and coalesce(which = any(hosts()), false)
$$;

-- Calendars that are to be looked at now, and are not given out again for a while. One that was long not read to its end is asked
-- for all of it, so that the dates ahead go on.
create function due_calendars(most int) returns table (id bigint, address text, etag text, modified text, zone text)
language sql volatile security definer set search_path = copse, public, pg_temp as $$
  update outside_calendar c set due_at = now() + interval '20 minutes'
  from (select o.id, p.time_zone from outside_calendar o join space s on s.id = o.space_id join profile p on p.person_id = o.person_id
    where o.due_at <= now() and s.closed_at is null and 'calendar' = any(s.tools) order by o.due_at limit most for update of o skip locked) d
  where c.id = d.id
  returning c.id, c.address, case when c.read_at > now() - interval '14 days' then c.etag end,
    case when c.read_at > now() - interval '14 days' then c.modified end, d.time_zone
$$;

-- It answered: with these dates, or (null) that they are as they were.
create function calendar_read(which bigint, dates jsonb, told text, tag text, since text) returns void
language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  update outside_calendar set answered_at = now(), failing_since = null, failures = 0, trouble = null,
    due_at = now() + interval '1 hour' + random() * interval '10 minutes' where id = which;
  if dates is null then return; end if;
  if (select digest is distinct from told from outside_calendar where id = which) then
    delete from outside_date where calendar_id = which;
    insert into outside_date (calendar_id, space_id, title, starts, ends, zone, from_at, until_at, place, link, cancelled)
      select c.id, c.space_id, d.title, d.starts, d.ends, d.zone, d."from", d."until", d.place, d.link, d.cancelled from outside_calendar c,
        jsonb_to_recordset(dates) d(title text, starts text, ends text, zone text, "from" timestamptz, "until" timestamptz, place text, link text, cancelled boolean)
      where c.id = which;
  end if;
  update outside_calendar set digest = told, read_at = now(), etag = tag, modified = since where id = which;
end $$;

-- It did not answer, or with what cannot be read: asked again a little later each time, at the latest after a day.
create function calendar_failed(which bigint, why text) returns void
language sql security definer set search_path = copse, public, pg_temp as $$
  update outside_calendar set failures = failures + 1, failing_since = coalesce(failing_since, now()), trouble = why,
    due_at = now() + least(power(2, least(failures, 5)), 24) * interval '1 hour' where id = which
$$;
revoke execute on function outside_addresses, due_calendars, calendar_read, calendar_failed from public;
grant execute on function outside_addresses to copse_app;
grant execute on function due_calendars, calendar_read, calendar_failed to copse_jobs;
