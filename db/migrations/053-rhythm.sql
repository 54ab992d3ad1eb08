-- The year's rhythm: days that a community keeps, times of rest, birthdays of those who want them known; and how somebody wants
-- weeks and hours to be shown.

alter table profile
  add week_start text check (week_start in ('monday', 'saturday', 'sunday')),
  add hours smallint check (hours in (12, 24));

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
call amend('enter', '''timeZone'', coalesce(f.time_zone, ''UTC''),',
  '''timeZone'', coalesce(f.time_zone, ''UTC''), ''weekStart'', f.week_start, ''hours'', f.hours,');
call amend('enter_as', '''timeZone'', coalesce(f.time_zone, ''UTC''),',
  '''timeZone'', coalesce(f.time_zone, ''UTC''), ''weekStart'', f.week_start, ''hours'', f.hours,');
call amend('live_person', '''timeZone'', coalesce(f.time_zone, ''UTC''),', '''timeZone'', coalesce(f.time_zone, ''UTC''), ''hours'', f.hours,');
drop procedure amend;
drop trigger bus_choice on profile;
create trigger bus_choice after update of time_zone, shows_presence, hours on profile for each row
  when ((old.time_zone, old.shows_presence, old.hours) is distinct from (new.time_zone, new.shows_presence, new.hours))
  execute function bus_belonging();

-- A day of every year, as `11-23`.
create domain year_day text check (value ~ '^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$'
  and value <> all('{02-30,02-31,04-31,06-31,09-31,11-31}'));

-- A day that a community keeps each year; perhaps with the year in which it began.
create table key_day (
  id bigint generated always as identity primary key,
  space_id bigint not null references space on delete cascade,
  person_id bigint not null references person,
  title text not null check (length(title) between 1 and 120),
  day year_day not null,
  since int check (since between 1000 and 2199),
  made_at timestamptz(3) not null default now()
);
create index on key_day (space_id);
create index on key_day (person_id);
call audience('key_day', 'space');
create policy own_key_day on key_day as restrictive for insert to copse_app with check (person_id = (select me()));
create policy change_key_day on key_day as restrictive for update to copse_app
  using (person_id = (select me()) or space_id = any((select hosts())::bigint[]));
create policy remove_key_day on key_day as restrictive for delete to copse_app
  using (person_id = (select me()) or space_id = any((select hosts())::bigint[]));

-- A time in which a community rests: from its first day to its last, once or each year. Hosts name it.
create table quiet_time (
  id bigint generated always as identity primary key,
  space_id bigint not null references space on delete cascade,
  person_id bigint not null references person,
  starts wall_time not null check (length(starts) = 10),
  -- Its last day.
  ends wall_time not null check (length(ends) = 10),
  why text not null check (length(why) between 1 and 120),
  yearly boolean not null default false,
  made_at timestamptz(3) not null default now(),
  check (starts <= ends)
);
create index on quiet_time (space_id);
create index on quiet_time (person_id);
call audience('quiet_time', 'space');
create policy hosts_add on quiet_time as restrictive for insert to copse_app
  with check (space_id = any((select hosts())::bigint[]) and person_id = (select me()));
create policy hosts_change on quiet_time as restrictive for update to copse_app using (space_id = any((select hosts())::bigint[]));
create policy hosts_remove on quiet_time as restrictive for delete to copse_app using (space_id = any((select hosts())::bigint[]));

-- The month that a community's own year begins with; without a row it is January.
create table rhythm_year (
  space_id bigint primary key references space on delete cascade,
  month smallint not null check (month between 1 and 12)
);
call audience('rhythm_year', 'space');
create policy hosts_add on rhythm_year as restrictive for insert to copse_app with check (space_id = any((select hosts())::bigint[]));
create policy hosts_change on rhythm_year as restrictive for update to copse_app using (space_id = any((select hosts())::bigint[]));
create policy hosts_remove on rhythm_year as restrictive for delete to copse_app using (space_id = any((select hosts())::bigint[]));

-- A birthday, never with its year; and the communities in which its person wants it to be known, while they belong there.
create table birthday (
  person_id bigint primary key references person on delete cascade,
  day year_day not null
);
create index on birthday (day);
create table birthday_shown (
  person_id bigint not null references birthday on delete cascade,
  space_id bigint not null references space on delete cascade,
  primary key (person_id, space_id)
);
create index on birthday_shown (space_id);
call audience('birthday', 'own');
call audience('birthday_shown', 'own');
grant select, insert, update, delete on birthday to copse_app;
grant select, insert, delete on birthday_shown to copse_app;
create policy mine on birthday to copse_app using (person_id = (select me())) with check (person_id = (select me()));
create policy mine on birthday_shown for select to copse_app using (person_id = (select me()));
create policy show_mine on birthday_shown for insert to copse_app with check (person_id = (select me())
  and space_id = any((select reads())::bigint[]) and exists (select from space s where s.id = space_id and s.kind = 'community'));
create policy hide_mine on birthday_shown for delete to copse_app using (person_id = (select me()));
-- A guest's time may be over before the night in which that is noted.
create policy read on birthday_shown for select to copse_app using (space_id = any((select reads())::bigint[]) and exists (
  select from membership m where m.space_id = birthday_shown.space_id and m.person_id = birthday_shown.person_id
    and m.ended_at is null and (m.until is null or m.until > now())));
create policy read on birthday for select to copse_app using (exists (
  select from birthday_shown s where s.person_id = birthday.person_id and s.space_id = any((select reads())::bigint[])));

create function hide_birthday() returns trigger language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  delete from birthday_shown where space_id = new.space_id and person_id = new.person_id;
  return null;
end $$;
revoke execute on function hide_birthday from public;
create trigger hide_birthday after update of ended_at on membership for each row when (new.ended_at is not null) execute function hide_birthday();
