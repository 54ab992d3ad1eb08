-- Spaces and belonging.

create table space (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('community', 'circle', 'conversation')),
  parent_id bigint references space,
  slug citext not null unique check (slug ~ '^[a-z0-9][a-z0-9-]{1,59}$'),
  name text not null check (length(name) between 1 and 80),
  purpose text not null default '' check (length(purpose) <= 300),
  lang text not null,
  hue smallint not null default 130 check (hue between 0 and 359),
  picture text,
  members_invite boolean not null default false,
  people int not null default 0,
  badges jsonb not null default '{}',
  created_by bigint not null references person,
  created_at timestamptz(3) not null default now(),
  closed_at timestamptz(3)
);
call audience('space', 'own');
grant select, update on space to copse_app;
create policy read on space for select to copse_app using (id = any((select reads())::bigint[]));
create policy tend on space for update to copse_app
  using (id = any((select hosts())::bigint[])) with check (id = any((select hosts())::bigint[]));

create table membership (
  space_id bigint not null references space on delete cascade,
  person_id bigint not null references person on delete cascade,
  standing text not null check (standing in ('host', 'member', 'guest')),
  badge text check (badge in ('funder', 'manager', 'host-organisation')),
  until timestamptz(3),
  joined_at timestamptz(3) not null default now(),
  ended_at timestamptz(3),
  primary key (space_id, person_id),
  check (standing = 'guest' or until is null)
);
create index on membership (person_id) where ended_at is null;
call audience('membership', 'own');
grant select, update on membership to copse_app;
create policy read on membership for select to copse_app using (space_id = any((select reads())::bigint[]));
create policy tend on membership for update to copse_app
  using (space_id = any((select hosts())::bigint[])) with check (space_id = any((select hosts())::bigint[]));

-- What a person tells of themselves, to those they share a space with.
create table profile (
  person_id bigint primary key references person on delete cascade,
  pronouns text not null default '' check (length(pronouns) <= 40),
  languages text[] not null default '{}',
  time_zone text not null default 'UTC'
);
call audience('profile', 'own');
grant select, insert, update on profile to copse_app;
create policy read on profile for select to copse_app using (
  person_id = (select me()) or exists (
    select from membership m where m.person_id = profile.person_id and m.ended_at is null
      and m.space_id = any((select reads())::bigint[])));
create policy self_add on profile for insert to copse_app with check (person_id = (select me()));
create policy self_change on profile for update to copse_app
  using (person_id = (select me())) with check (person_id = (select me()));

-- `people` and `badges` on the space say how many can read; kept by this trigger so that no page has to count.
-- The same place keeps the promise that a community is never left without a host.
create function count_people() returns trigger language plpgsql security definer set search_path = copse, public, pg_temp as $$
declare
  was boolean := tg_op <> 'INSERT' and old.ended_at is null;
  is_ boolean := tg_op <> 'DELETE' and new.ended_at is null;
  old_badge text := case when tg_op <> 'INSERT' then old.badge end;
  new_badge text := case when tg_op <> 'DELETE' then new.badge end;
  which bigint := case when tg_op = 'DELETE' then old.space_id else new.space_id end;
begin
  if was <> is_ then
    update copse.space set people = people + case when is_ then 1 else -1 end where id = which;
  end if;
  if (was and old_badge is not null) or (is_ and new_badge is not null) then
    update copse.space s set badges = coalesce((
      select jsonb_object_agg(badge, n) from (
        select badge, count(*) n from copse.membership m
        where m.space_id = s.id and m.ended_at is null and badge is not null group by badge) counted), '{}')
    where id = which;
  end if;
  if was and old.standing = 'host' and not (is_ and new.standing = 'host') then
    perform 1 from copse.space where id = which for update;
    if not exists (select from copse.membership m where m.space_id = which and m.standing = 'host' and m.ended_at is null)
       and exists (select from copse.space s where s.id = which) then
      raise exception 'the last host cannot go' using errcode = 'CP001';
    end if;
  end if;
  return null;
end $$;
create trigger count_people after insert or update of standing, badge, ended_at or delete on membership
  for each row execute function count_people();

-- An invitation's secret is derived from its id by the site's key; hosts can copy the link again, the database cannot leak it.
create table invitation (
  id bigint generated always as identity primary key,
  space_id bigint not null references space on delete cascade,
  made_by bigint not null references person,
  note text not null default '' check (length(note) <= 1000),
  email citext,
  claims bigint references person,
  uses_most int check (uses_most > 0),
  uses int not null default 0,
  expires_at timestamptz(3),
  revoked_at timestamptz(3),
  created_at timestamptz(3) not null default now()
);
create index on invitation (space_id, id desc);
call audience('invitation', 'own');
grant select, insert, update on invitation to copse_app;
create policy read on invitation for select to copse_app
  using (space_id = any((select hosts())::bigint[]) or (made_by = (select me()) and space_id = any((select reads())::bigint[])));
create policy add on invitation for insert to copse_app with check (made_by = (select me()) and (
  space_id = any((select hosts())::bigint[]) or
  exists (select from space s where s.id = space_id and s.members_invite and s.id = any((select writes())::bigint[]))));
create policy revoke on invitation for update to copse_app
  using (space_id = any((select hosts())::bigint[]) or made_by = (select me()))
  with check (space_id = any((select hosts())::bigint[]) or made_by = (select me()));

-- What hosts did to others' content or access: append only, for the people of the space.
create table audit (
  id bigint generated always as identity primary key,
  space_id bigint not null references space on delete cascade,
  actor_id bigint references person,
  verb text not null,
  person_id bigint references person,
  item_id bigint,
  message_id bigint,
  at timestamptz(3) not null default now()
);
create index on audit (space_id, id desc);
call audience('audit', 'space');
revoke update, delete on audit from copse_app;
