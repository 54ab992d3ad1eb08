-- Who has long been there is not welcomed: their first weekly letter tells of a week like any other.
create or replace function queue_weekly(host text) returns setof bigint
language plpgsql security definer set search_path = copse, public, pg_temp as $$
declare d record; made bigint;
begin
  perform pg_advisory_xact_lock(hashtext('copse.weekly'));
  for d in
    with zone as (select z.name, clock_in(z.name) here from (select distinct coalesce(time_zone, 'UTC') name from person p left join profile f on f.person_id = p.id) z)
    select m.person_id, m.space_id, l.email::text email, p.lang,
      coalesce(w.made_at, case when m.joined_at < now() - interval '2 days' then now() - interval '7 days' end) since
    from membership m join space s on s.id = m.space_id and s.closed_at is null and s.kind <> 'conversation'
    join login l on l.person_id = m.person_id join person p on p.id = m.person_id and p.source is null
    left join profile f on f.person_id = m.person_id join zone z on z.name = coalesce(f.time_zone, 'UTC')
    left join hearing h on h.person_id = m.person_id left join weekly w on w.person_id = m.person_id and w.space_id = m.space_id
    left join follow_space v on v.person_id = m.person_id and v.space_id = m.space_id
    where m.ended_at is null and (m.until is null or m.until > now())
      and (s.parent_id is null or not exists (select from membership b where b.space_id = s.parent_id and b.person_id = m.person_id and b.ended_at is null))
      and coalesce(h.weekly, true) and not coalesce(w.stopped, false) and coalesce(v.level, 'quiet') <> 'muted'
      and coalesce(h.paused_until <= z.here::date, true) and may_write_at(m.person_id) <= now()
      and extract(hour from z.here) between coalesce(h.morning, 7) and coalesce(h.morning, 7) + 4
      and case when w.made_at is null and m.joined_at > now() - interval '2 days' then m.joined_at < now() - interval '1 hour'
        else extract(isodow from z.here) = coalesce(h.weekday, 1) and coalesce(w.made_at, '-infinity') < now() - interval '5 days' end
  loop
    insert into weekly (person_id, space_id, made_at) values (d.person_id, d.space_id, now())
      on conflict (person_id, space_id) do update set made_at = now();
    made := queue_mail('weekly', d.email, d.person_id, d.space_id, d.lang, host);
    update mail set since = d.since where id = made;
    return next made;
  end loop;
end $$;
