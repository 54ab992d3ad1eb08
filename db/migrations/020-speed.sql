-- What grew with the size of a site, and must not.

-- When someone was last here, of the ten thousand things they have read.
create index on reading (person_id, at desc);
-- Questions that nobody answered, among those that were.
create index on tail (space_id, kind, last_at desc, item_id desc) where not removed and last_number = 1;
-- Who came lately, of two thousand people.
create index on membership (space_id, joined_at desc) where ended_at is null;

-- One's communities and circles, of the spaces that the request reads; those with two thousand conversations have them
-- too. From memberships, one by one: row security lets the planner begin with all that one reads, for each of them anew.
create function my_spaces()
returns table (id bigint, kind text, slug text, name text, purpose text, hue smallint, picture text, people int, badges jsonb,
  closed boolean, tools text[], standing text, parent text, joined_at timestamptz)
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select s.id, s.kind, s.slug::text, s.name, s.purpose, s.hue, s.picture, s.people, s.badges, s.closed_at is not null, s.tools,
    m.standing, p.slug::text, m.joined_at
  from unnest(reads()) which join membership m on m.space_id = which and m.person_id = me() and m.ended_at is null
  join space s on s.id = m.space_id and s.kind <> 'conversation'
  left join space p on p.id = s.parent_id and p.id = any(reads())
  order by s.name, s.id
$$;

-- What the people of a space tell of themselves, to whoever belongs there: as row security says it, asked once for the
-- space and not for each field of each person.
create function shown_fields(place bigint, names text[] default null) returns table (person_id bigint, name text, value jsonb)
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select f.person_id, f.name, f.value
  from membership m join profile_field f on f.person_id = m.person_id and f.shown and (names is null or f.name = any(names))
  where m.space_id = place and m.ended_at is null and (m.until is null or m.until > now())
    and place = any(reads())
    and exists (select from membership mine where mine.space_id = place and mine.person_id = me() and mine.ended_at is null)
$$;

-- As before; what holds for all of them alike is asked once.
create or replace function known_spaces(parent bigint)
returns table (id bigint, slug text, name text, purpose text, lang text, hue smallint, picture text, people int,
  visibility text, joining text, standing text, closed boolean, requested boolean)
language sql stable security definer set search_path = copse, public, pg_temp as $$
  with asker as materialized (
    select known_spaces.parent is null or is_one_of(known_spaces.parent, me()) inside, is_of_parent(known_spaces.parent, me()) near)
  select s.id, s.slug::text, s.name, s.purpose, s.lang, s.hue, s.picture, case when m.standing is not null then s.people end,
    s.visibility, s.joining, m.standing, s.closed_at is not null,
    exists (select from join_request r where r.space_id = s.id and r.person_id = me() and r.state = 'waiting')
  from space s cross join asker
  left join membership m on m.space_id = s.id and m.person_id = me() and m.ended_at is null and (m.until is null or m.until > now())
  where s.parent_id is not distinct from known_spaces.parent and s.kind <> 'conversation'
    and (m.standing is not null or (s.closed_at is null and case s.visibility
      when 'announced' then asker.inside when 'hidden' then false else asker.near end))
  order by s.closed_at is not null, s.name
$$;

revoke execute on function my_spaces, shown_fields from public;
grant execute on function my_spaces, shown_fields to copse_app;

-- The wall in a form that only filters. As a bare `= any(…)` the planner took it for a way in and for a rare thing: it
-- counted on one row where there are thousands, and walked whole communities by whatever index began with `space_id`. A
-- query says itself which space it means; that all of its rows may be read is then what is likely.
do $$
declare p record;
begin
  for p in select tablename, policyname, qual from pg_policies where schemaname = 'copse' and cmd = 'SELECT' and qual ~ 'reads\(\)' loop
    execute format('alter policy %I on %I using (%s)', p.policyname, p.tablename, regexp_replace(p.qual,
      '\((\w+(?:\.\w+)?) = ANY \(\( SELECT (?:copse\.)?reads\(\) AS reads\)::bigint\[\]\)\)',
      'coalesce(\1 = any((select copse.reads())::bigint[]), false)', 'g'));
  end loop;
  if exists (select from pg_policies where schemaname = 'copse' and cmd = 'SELECT' and qual ~ 'reads\(\)' and qual !~ 'COALESCE') then
    raise exception 'a policy was not understood';
  end if;
end $$;

-- The same for tables to come.
create or replace procedure audience(target regclass, audience text) language plpgsql as $$
declare
  reads  constant text := 'coalesce(space_id = any((select copse.reads())::bigint[]), false)';
  writes constant text := 'space_id = any((select copse.writes())::bigint[])';
  hosts  constant text := 'space_id = any((select copse.hosts())::bigint[])';
  mine   constant text := 'person_id = (select copse.me())';
begin
  execute format('alter table %s enable row level security, force row level security', target);
  execute format('create policy owner on %s to copse_owner using (true) with check (true)', target);
  execute format('comment on table %s is %L', target, 'audience: ' || audience);
  case audience
    when 'space' then
      execute format('grant select, insert, update, delete on %s to copse_app', target);
      execute format('create policy read on %s for select to copse_app using (%s)', target, reads);
      execute format('create policy add on %s for insert to copse_app with check (%s)', target, writes);
      execute format('create policy change on %s for update to copse_app using (%s) with check (%s)', target, writes, writes);
      execute format('create policy remove on %s for delete to copse_app using (%s)', target, writes);
    when 'hosts' then
      execute format('grant select, insert, update, delete on %s to copse_app', target);
      execute format('create policy hosts on %s to copse_app using (%s) with check (%s)', target, hosts, hosts);
    when 'self' then
      execute format('grant select, insert, update, delete on %s to copse_app', target);
      execute format('create policy self on %s to copse_app using (%s) with check (%s)', target, mine, mine);
    when 'card' then
      execute format('grant select, update on %s to copse_app', target);
      execute format('create policy card on %s for select to copse_app using (true)', target);
      execute format('create policy self on %s for update to copse_app using (id = (select copse.me())) with check (id = (select copse.me()))', target);
    when 'jobs' then
      execute format('grant select, update, delete on %s to copse_jobs', target);
      execute format('create policy jobs on %s to copse_jobs using (true) with check (true)', target);
    when 'own', 'locked' then null;
    else raise exception 'unknown audience %', audience;
  end case;
end $$;
