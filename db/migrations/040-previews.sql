-- What is seen and found of files: made by a job for each version.

-- Why there is nothing to see of a version: it is broken, asks for a password, is too much, or ended the process.
alter table file_version add column trouble text check (trouble in ('broken', 'locked', 'too-large', 'too-hard'));

-- The words of what a file says now are found with everything else, in its language.
create function index_content(which bigint) returns void
language plpgsql security definer set search_path = copse, public, pg_temp as $$
declare said text; language text; longest int := 400000;
begin
  select v.words, i.lang into said, language from file f join item i on i.id = f.item_id
    join entry e on e.item_id = f.item_id and not e.hidden
    left join file_version v on v.item_id = f.item_id and v.number = f.version where f.item_id = which;
  if said is null then
    if exists (select from item_words w where w.item_id = which and w.part = 'content') then
      perform keep_words(which, 'content', 'und', null);
    end if;
    return;
  end if;
  loop
    begin
      perform keep_words(which, 'content', language, left(said, longest));
      return;
    exception when program_limit_exceeded then
      -- More different words than PostgreSQL keeps of one thing: the first of them are found.
      if longest < 10000 then return; end if;
      longest := longest / 2;
    end;
  end loop;
end $$;

-- A version is looked at as soon as somebody has time; a copy says what it is a copy of.
create function look_at_version() returns trigger language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  if new.preview = 'waiting' then
    perform jobs.enqueue('preview', jsonb_build_object('id', new.item_id, 'number', new.number), key => 'preview ' || new.item_id || ' ' || new.number, queue => 'preview');
  elsif new.words is not null and not copying() then
    perform index_content(new.item_id);
  end if;
  return null;
end $$;
create trigger look_at_version after insert on file_version for each row execute function look_at_version();

-- Another version, another language, another name.
create function index_now() returns trigger language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  perform index_content(new.item_id);
  return null;
end $$;
create trigger index_now after update of version, facts on file for each row execute function index_now();

-- What is to be looked at, for the workers; nothing where that was done.
create function preview_wanted(which bigint, num int) returns table (blob text, name text, space_id bigint)
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select v.blob, v.name, v.space_id from file_version v where v.item_id = which and v.number = num and v.preview = 'waiting'
$$;

-- Keeps what was made of a version, once.
create function keep_preview(which bigint, num int, made jsonb, pictures jsonb) returns void
language plpgsql security definer set search_path = copse, public, pg_temp as $$
declare place bigint;
begin
  update file_version v set preview = made ->> 'state', trouble = made ->> 'why', type = coalesce(nullif(made ->> 'type', ''), v.type),
      width = (made ->> 'width')::int, height = (made ->> 'height')::int, pages = (made ->> 'pages')::int,
      seconds = (made ->> 'seconds')::real, words = made ->> 'words'
    where v.item_id = which and v.number = num and v.preview = 'waiting' returning v.space_id into place;
  if place is null then return; end if;
  insert into file_picture (item_id, number, page, size, space_id, blob, bytes, width, height)
    select which, num, p.page, p.size, place, p.blob, p.bytes, p.width, p.height
    from jsonb_to_recordset(pictures) p (page int, size text, blob text, bytes bigint, width int, height int);
  if num = (select version from file where item_id = which) then perform index_content(which); end if;
end $$;

-- Versions that came without a job, as with a backup, are looked at, too. Returns how many.
create function late_previews() returns int language plpgsql security definer set search_path = copse, public, pg_temp as $$
declare one record; n int := 0;
begin
  for one in select item_id, number from file_version where preview = 'waiting' and at < now() - interval '10 minutes' order by at limit 500 loop
    perform jobs.enqueue('preview', jsonb_build_object('id', one.item_id, 'number', one.number), key => 'preview ' || one.item_id || ' ' || one.number, queue => 'preview');
    n := n + 1;
  end loop;
  return n;
end $$;

-- Who pays for each megabyte: pictures and films come to them only when they ask.
create table data_saver (
  person_id bigint primary key references person on delete cascade
);
call audience('data_saver', 'self');

revoke execute on function index_content, look_at_version, index_now, preview_wanted, keep_preview, late_previews from public;
grant execute on function preview_wanted, keep_preview, late_previews to copse_jobs;
