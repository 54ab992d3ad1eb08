-- The host's first hour: what a community has of it is known by what is there. Only this is kept besides: which step was put off,
-- and which was done without leaving anything behind. `path` is the whole of it, put away.
create table first_step (
  space_id bigint not null references space on delete cascade,
  step text not null check (step in ('tools', 'starters', 'door', 'date', 'host', 'newcomer', 'greet', 'invite', 'path')),
  mark text not null check (mark in ('later', 'done')),
  primary key (space_id, step)
);
call audience('first_step', 'hosts');

-- Whom a host means to greet first: names as they think of them, for nobody else's eyes, not those of other hosts.
create table greet_first (
  id bigint generated always as identity primary key,
  space_id bigint not null references space on delete cascade,
  person_id bigint not null references person on delete cascade,
  name text not null check (length(name) between 1 and 80),
  greeted boolean not null default false,
  made_at timestamptz(3) not null default now()
);
create index on greet_first (space_id, person_id);
create index on greet_first (person_id);
call audience('greet_first', 'own');
grant select, insert, update, delete on greet_first to copse_app;
create policy read on greet_first for select to copse_app using (person_id = (select me()));
create policy add on greet_first for insert to copse_app
  with check (person_id = (select me()) and coalesce(space_id = any((select hosts())::bigint[]), false));
create policy change on greet_first for update to copse_app
  using (person_id = (select me()) and coalesce(space_id = any((select hosts())::bigint[]), false))
  with check (person_id = (select me()) and coalesce(space_id = any((select hosts())::bigint[]), false));
create policy remove on greet_first for delete to copse_app
  using (person_id = (select me()) and coalesce(space_id = any((select hosts())::bigint[]), false));

-- An invitation may make a host. That only hosts make such a one, and that it is worth nothing once they are none, holds already:
-- whatever is not for a member is for hosts to give.
alter table invitation drop constraint invitation_standing_check,
  add constraint invitation_standing_check check (standing in ('host', 'member', 'guest'));

-- The communities that the asking person hosts, whichever the request entered: a set-up may be copied from them.
create function hosted_by_me() returns table (slug text, name text)
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select s.slug::text, s.name from membership m join space s on s.id = m.space_id and s.kind = 'community'
  where m.person_id = me() and m.standing = 'host' and m.ended_at is null and belongs(s.id, me())
  order by s.name, s.id
$$;
revoke execute on function hosted_by_me from public;
grant execute on function hosted_by_me to copse_app;

-- How such a community is arranged, and nothing of its people or of what they said; null for who does not host it.
create function set_up_of(place text) returns jsonb
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select jsonb_build_object('tools', s.tools, 'visibility', s.visibility, 'joining', s.joining, 'questions', s.questions,
    'answersShown', s.answers_shown, 'membersInvite', s.members_invite, 'newcomersFree', s.newcomers_free, 'yearBegins', y.month)
  from space s left join rhythm_year y on y.space_id = s.id
  where s.slug = place::citext and s.slug::text in (select h.slug from hosted_by_me() h)
$$;
revoke execute on function set_up_of from public;
grant execute on function set_up_of to copse_app;
