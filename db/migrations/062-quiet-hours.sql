-- Quiet hours of an item: one reads and writes there as always, and whom it concerns is told when they are over. Hours are of
-- the clock of `zone`; from the evening to the morning they go over midnight.
create table quiet_hours (
  item_id bigint primary key,
  space_id bigint not null,
  from_hour smallint not null check (from_hour between 0 and 23),
  to_hour smallint not null check (to_hour between 0 and 23 and to_hour <> from_hour),
  -- All of Saturday and Sunday, too.
  weekends boolean not null default false,
  zone text not null check (length(zone) <= 60),
  foreign key (item_id, space_id) references item (id, space_id) on update cascade on delete cascade
);
call audience('quiet_hours', 'space');

-- The moment that a clock of a zone shows; of UTC, where the database does not know the zone.
create function moment_in(zone text, here timestamp) returns timestamptz
language plpgsql stable security definer set search_path = copse, public, pg_temp as $$
begin
  return here at time zone zone;
exception when invalid_parameter_value then return here at time zone 'UTC';
end $$;

-- When the quiet is over in which a moment lies; null where it lies in none. A night that leads into a weekend, and the night
-- after it, are one quiet.
create function quiet_end(q quiet_hours, moment timestamptz) returns timestamptz
language plpgsql stable security definer set search_path = copse, public, pg_temp as $$
declare clear timestamptz := moment; here timestamp; day date; over timestamptz;
begin
  if q.item_id is null then return null; end if;
  loop
    here := clock_in(q.zone, clear);
    over := case when q.weekends and extract(isodow from here) >= 6 then moment_in(q.zone, date_trunc('week', here) + interval '7 days') end;
    -- A night may have begun yesterday.
    foreach day in array array[here::date - 1, here::date] loop
      if clear >= moment_in(q.zone, day + make_interval(hours => q.from_hour)) then
        over := greatest(over, moment_in(q.zone, day + make_interval(days => (q.from_hour > q.to_hour)::int, hours => q.to_hour)));
      end if;
    end loop;
    exit when over is null or over <= clear;
    clear := over;
  end loop;
  return nullif(clear, moment);
end $$;

-- When the next quiet begins.
create function quiet_begin(q quiet_hours, moment timestamptz) returns timestamptz
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select min(begins) from (
    select moment_in(q.zone, clock_in(q.zone, moment)::date + make_interval(days => days, hours => q.from_hour)) begins from generate_series(0, 1) days
    union all select moment_in(q.zone, date_trunc('week', clock_in(q.zone, moment)) + interval '5 days') where q.weekends) each
  where begins > moment
$$;

-- When the quiet of an item is over; null where it has none now.
create function quiet_until(which bigint) returns timestamptz
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select quiet_end(q, now()) from quiet_hours q where q.item_id = which
$$;

-- What is said in quiet hours stands among the notifications at once, for who looks. No sign tells of it and no letter, before then.
alter table notification add column held_until timestamptz(3);

-- What hosts do and write is not held.
create function hold_told() returns trigger language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  new.held_until := case when is_said(new.reason) or new.reason = 'thanked' then quiet_until(new.item_id) end;
  return new;
end $$;
create trigger hold_told before insert or update of at on notification for each row when (new.item_id is not null) execute function hold_told();

-- Other hours, or none: what is held is thought of anew. Where it is held no more, `after_telling` tells of it.
create function hold_anew() returns trigger language plpgsql security definer set search_path = copse, public, pg_temp as $$
declare which bigint := coalesce(new.item_id, old.item_id);
begin
  update notification set held_until = quiet_until(which) where item_id = which and read_at is null and held_until > now();
  return null;
end $$;
create trigger hold_anew after update or delete on quiet_hours for each row execute function hold_anew();

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
-- The job that looks for letters also tells pages that are open: it comes for what is held when the quiet is over, by a key with
-- that moment, as the job that is planned for the next minutes keeps its own.
call amend('after_telling', 'from told where read_at is null and mail_id is null', 'from told where read_at is null and mail_id is null and coalesce(held_until <= now(), true)');
call amend('after_telling', 'and coalesce(h.letters, true)) each;', 'and coalesce(h.letters, true) and coalesce(t.held_until <= now(), true)) each;
  perform jobs.enqueue(''letters'', jsonb_build_object(''id'', each.person_id), each.held_until, ''letters:'' || each.person_id || '':'' || extract(epoch from each.held_until)::bigint)
    from (select distinct t.person_id, t.held_until from told t join login l on l.person_id = t.person_id
      where t.read_at is null and t.mail_id is null and t.held_until > now()) each;');
call amend('queue_letters', 'later := may_write_at(who);',
  'perform pg_notify(''copse_bus'', jsonb_build_array(jsonb_build_array(''person'', jsonb_build_object(''person'', who)))::text)
    where exists (select from notification where person_id = who and read_at is null and held_until <= now());
  later := may_write_at(who);');
call amend('queue_letters', 'n.mail_id is null and n.at > now() - interval ''7 days''',
  'n.mail_id is null and n.at > now() - interval ''7 days'' and coalesce(n.held_until <= now(), true)');
call amend('enter', 'where n.person_id = p.id and n.read_at is null and n.reason <> ''wrote-to-you'')',
  'where n.person_id = p.id and n.read_at is null and n.reason <> ''wrote-to-you'' and coalesce(n.held_until <= now(), true))');
-- Where the clock is put forward or back in between, quiet hours of a person end by the clock, too.
call amend('may_write_at', 'return now() + (clear - here);', 'return case when clear = here then now() else moment_in(zone, clear) end;');
drop procedure amend;

revoke execute on function moment_in, quiet_end, quiet_begin, quiet_until, hold_told, hold_anew from public;
grant execute on function quiet_end, quiet_begin to copse_app;
