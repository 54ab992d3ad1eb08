-- Files that come in parts, over days and connections: who brings what, and where it is to stand.

-- `part` is the name under which its bytes come (src/platform/blobs). Once it is a file, the row says which for a while: whoever
-- did not hear the answer asks again. `way` names folders below the folder, which are made with the file. `said` is what its
-- program said of it, to be told again.
create table upload (
  id bigint generated always as identity primary key,
  person_id bigint not null references person on delete cascade,
  space_id bigint not null references space on delete cascade,
  part text not null unique,
  bytes bigint not null check (bytes >= 0),
  -- So many of them had come when it was last touched.
  came bigint not null default 0,
  folder_id bigint,
  way text[] not null default '{}' check (cardinality(way) <= 30),
  name text not null check (length(name) between 1 and 200),
  taken text not null check (taken in ('ask', 'version', 'beside', 'refuse')),
  why text not null default '' check (length(why) <= 500),
  keeps_place boolean not null default false,
  said text not null default '' check (length(said) <= 8000),
  touched_at timestamptz(3) not null default now(),
  item_id bigint,
  became text check (became in ('made', 'version', 'same')),
  check ((item_id is null) = (became is null)),
  -- Where its folder goes for good meanwhile, it will stand at the top.
  foreign key (folder_id, space_id) references entry (item_id, space_id) on update cascade on delete set null (folder_id),
  foreign key (item_id, space_id) references item (id, space_id) on update cascade on delete cascade
);
create index on upload (person_id, space_id);
create index on upload (space_id);
create index on upload (folder_id, space_id);
create index on upload (item_id, space_id);
create index on upload (touched_at);
call audience('upload', 'own');
grant select, insert, update, delete on upload to copse_app;
-- One's own, where one still may write.
create policy own on upload to copse_app
  using (person_id = (select me()) and space_id = any((select writes())::bigint[]))
  with check (person_id = (select me()) and space_id = any((select writes())::bigint[]));

-- Forgets what was left alone; returns the names of what had come of it and became no file.
create function sweep_uploads(before timestamptz default now() - interval '7 days') returns setof text
language sql security definer set search_path = copse, public, pg_temp as $$
  with gone as (delete from upload where touched_at < before returning part, item_id)
  select part from gone where item_id is null
$$;
revoke execute on function sweep_uploads from public;
grant execute on function sweep_uploads to copse_jobs;
