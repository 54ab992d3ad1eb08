-- Files: every table whose rows name bytes in a store is named here, and nowhere else.

-- What rows name, and of what kind they are. `item_id` and `space_id` say where a person finds it; nothing says what it is about.
-- A test looks that no table with a column `blob` or `picture` is left out.
create view named_file as
  select 'blobs'::text store, blob hash, bytes, 'attachment'::text kind, id, item_id, space_id, created_at at from attachment
  union all select 'blobs', blob, bytes, 'welcome', person_id, null, null, at from welcome_sound
  union all select 'blobs', blob, bytes, 'import', id, null, space_id, asked_at from page_import where blob is not null
  union all select 'blobs', blob, bytes, 'file', item_id, item_id, space_id, at from file_version
  union all select 'blobs', blob, bytes, 'preview', item_id, item_id, space_id, null from file_picture
  union all select 'portraits', picture, null, 'portrait', id, null, null, null from person where picture is not null
  union all select 'portraits', picture, null, 'sign', id, null, id, null from space where picture is not null
  union all select 'takeouts', blob, bytes, 'takeout', person_id, null, null, ready_at from takeout where blob is not null;
revoke all on named_file from copse_app, copse_jobs;

-- Of these hashes, those that rows name in that store.
create function hashes_in_use(which text, hashes text[]) returns setof text
language sql security definer set search_path = copse, public, pg_temp as $$
  select distinct hash from named_file where store = which and hash = any(hashes)
$$;
create or replace function blobs_in_use(hashes text[]) returns setof text
language sql security definer set search_path = copse, public, pg_temp as $$
  select hashes_in_use('blobs', hashes)
$$;
create or replace function portraits_in_use(hashes text[]) returns setof text
language sql security definer set search_path = copse, public, pg_temp as $$
  select hashes_in_use('portraits', hashes)
$$;
create or replace function takeouts_in_use(hashes text[]) returns setof text
language sql security definer set search_path = copse, public, pg_temp as $$
  select hashes_in_use('takeouts', hashes)
$$;

-- Other transactions that have one of these tables open at this moment: any of them may be about to name a file.
create function naming_files() returns setof text
language sql volatile security definer set search_path = copse, public, pg_temp as $$
  select distinct l.virtualtransaction from pg_locks l
  where l.locktype = 'relation' and l.pid <> pg_backend_pid()
    and l.database = (select oid from pg_database where datname = current_database())
    and l.relation in (select d.refobjid from pg_depend d join pg_rewrite r on r.oid = d.objid
      where r.ev_class = 'copse.named_file'::regclass and d.classid = 'pg_rewrite'::regclass
        and d.refclassid = 'pg_class'::regclass and d.refobjid <> r.ev_class)
$$;

-- All that rows name in a store, in the order of hashes, for whoever compares it with what is there: where it is found, and no word of it.
create function files_named(which text)
returns table (hash text, bytes bigint, kind text, id bigint, item_id bigint, space text, at timestamptz)
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select f.hash, f.bytes, f.kind, f.id, f.item_id, s.slug::text, f.at
  from named_file f left join space s on s.id = f.space_id where f.store = which order by f.hash collate "C", f.kind, f.id
$$;
revoke execute on function hashes_in_use, naming_files, files_named from public;
grant execute on function hashes_in_use, naming_files, files_named to copse_jobs;
