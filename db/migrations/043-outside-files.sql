-- Files for somebody outside: an address that lasts some days, perhaps with a password. Off, until a host allows it.

-- Spaces whose members may give files to people outside.
create table outside_sharing (
  space_id bigint primary key references space on delete cascade,
  by_id bigint not null references person,
  at timestamptz(3) not null default now()
);
create index on outside_sharing (by_id);
call audience('outside_sharing', 'own');
grant select, insert, delete on outside_sharing to copse_app;
create policy read on outside_sharing for select to copse_app using (space_id = any((select reads())::bigint[]));
create policy add on outside_sharing for insert to copse_app with check (space_id = any((select hosts())::bigint[]) and by_id = (select me()));
create policy remove on outside_sharing for delete to copse_app using (space_id = any((select hosts())::bigint[]));

-- The secret of its address is derived from the id: docs/decisions/004-secrets-of-links.md.
create table outside_link (
  id bigint generated always as identity primary key,
  item_id bigint not null,
  space_id bigint not null,
  person_id bigint not null references person on delete cascade,
  at timestamptz(3) not null default now(),
  until timestamptz(3) not null,
  password text,
  revoked_at timestamptz(3),
  -- How often the file was taken, and when last: not by whom.
  taken int not null default 0,
  taken_at timestamptz(3),
  check (until <= at + interval '366 days'),
  foreign key (item_id, space_id) references file (item_id, space_id) on update cascade on delete cascade
);
create index on outside_link (item_id);
create index on outside_link (space_id, id desc);
create index on outside_link (person_id);
call audience('outside_link', 'own');
grant select (id, item_id, space_id, person_id, at, until, revoked_at, taken, taken_at), insert on outside_link to copse_app;
grant update (revoked_at) on outside_link to copse_app;
create policy read on outside_link for select to copse_app using (space_id = any((select reads())::bigint[]));
create policy add on outside_link for insert to copse_app with check (
  person_id = (select me()) and takes_files(space_id, (select me())) and exists (select from outside_sharing s where s.space_id = outside_link.space_id));
create policy revoke on outside_link for update to copse_app
  using (space_id = any((select writes())::bigint[]) and (person_id = (select me()) or space_id = any((select hosts())::bigint[])))
  with check (revoked_at is not null);

-- Whether a link of a space has a password; not which.
create function outside_has_password(which bigint) returns boolean
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select password is not null from outside_link where id = which and space_id = any(reads())
$$;

-- What a link gives to whoever has its address, as long as it does: it has not ended, its space allows it, and whoever made it
-- could still make it.
create function outside_file(which bigint)
returns table (item_id bigint, name text, lang text, type text, bytes bigint, blob text, until timestamptz, password text, person text, community text)
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select e.item_id, e.name, i.lang, v.type, v.bytes, v.blob, l.until, l.password, p.name, s.name
  from outside_link l join outside_sharing o on o.space_id = l.space_id join entry e on e.item_id = l.item_id and not e.removed
    join item i on i.id = l.item_id and i.removed_at is null join file f on f.item_id = l.item_id
    join file_version v on v.item_id = f.item_id and v.number = f.version join person p on p.id = l.person_id
    join space s on s.id = l.space_id
  where l.id = which and l.revoked_at is null and l.until > now() and takes_files(l.space_id, l.person_id)
$$;

-- Somebody outside takes the file.
create function outside_taken(which bigint) returns void
language sql security definer set search_path = copse, public, pg_temp as $$
  update outside_link set taken = taken + 1, taken_at = now() where id = which and revoked_at is null and until > now()
$$;

-- How much the files of each space take and may, for whoever tends the site: by its address, without a name.
create function shelf_uses() returns table (id bigint, slug text, bytes bigint, most bigint)
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select s.id, s.slug::text, coalesce(u.bytes, 0), u.most from space s left join shelf_use u on u.space_id = s.id
  where s.kind <> 'conversation' and is_operator() order by coalesce(u.bytes, 0) desc, s.id
$$;

revoke execute on function outside_has_password, outside_file, outside_taken, shelf_uses from public;
grant execute on function outside_has_password, outside_file, outside_taken, shelf_uses to copse_app;
