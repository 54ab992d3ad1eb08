-- What pages outside say of themselves, shown below links that stand alone in what was said.

-- Beside the words, as files are: readers need no other look. Null where its author wants none.
alter table message add previews jsonb default '[]';

-- What a page said of itself when it was looked at, once for all messages of the site: title, site, description, language. Kept
-- for a month, and that there was nothing for a day.
create table link_preview (
  id bigint generated always as identity primary key,
  address text not null unique check (length(address) between 1 and 2000),
  says jsonb,
  until timestamptz(3)
);
call audience('link_preview', 'locked');

-- Messages to which it is given as soon as it is known.
create table link_preview_wait (
  message_id bigint not null references message on delete cascade,
  preview_id bigint not null references link_preview on delete cascade,
  primary key (message_id, preview_id)
);
create index on link_preview_wait (preview_id);
call audience('link_preview_wait', 'locked');

-- Pages of one server are looked at one after another, and never more than two at once, so that a slow one keeps no other work waiting.
create function look_at_link(which bigint) returns void
language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  perform jobs.enqueue('link-preview', jsonb_build_object('id', p.id), key => 'link-preview ' || p.id,
    queue => 'link-preview ' || (hashtext(substring(p.address from '^https?://([^/?#]+)')) & 1))
  from link_preview p where p.id = which;
end $$;

-- What is shown below the links of a message of one's own from now on: what it shows already and what is known, at once; the rest
-- is looked at, unless `more` is false.
create function want_previews(which bigint, addresses text[], more boolean) returns void
language plpgsql security definer set search_path = copse, public, pg_temp as $$
declare shown jsonb; one bigint;
begin
  select previews into shown from message where id = which and author_id = me() and space_id = any((select writes())::bigint[]);
  if shown is null then return; end if;
  shown := (select coalesce(jsonb_agg(s), '[]') from jsonb_array_elements(shown) s where s ->> 'address' = any(addresses));
  shown := shown || (select coalesce(jsonb_agg(jsonb_build_object('address', p.address) || p.says), '[]') from link_preview p
    where p.address = any(addresses) and p.until > now() and p.says is not null and not shown @> jsonb_build_array(jsonb_build_object('address', p.address)));
  update message set previews = shown where id = which and previews <> shown;
  delete from link_preview_wait where message_id = which;
  if not more then return; end if;
  -- In the same order by everybody: two who write the same links at once wait, and neither for the other.
  insert into link_preview (address) select a from unnest(addresses) a order by a on conflict do nothing;
  for one in insert into link_preview_wait (message_id, preview_id) select which, p.id from link_preview p
    where p.address = any(addresses) and (p.until is null or p.until <= now()) and not shown @> jsonb_build_array(jsonb_build_object('address', p.address))
    returning preview_id loop
    perform look_at_link(one);
  end loop;
end $$;

-- What is to be looked at, for the workers, or is known meanwhile; nothing where no message waits for it.
create function link_preview_wanted(which bigint) returns table (address text, known boolean)
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select p.address, coalesce(p.until > now(), false) from link_preview p
  where p.id = which and exists (select from link_preview_wait w where w.preview_id = p.id)
$$;

create function keep_link_preview(which bigint, what jsonb) returns void
language sql security definer set search_path = copse, public, pg_temp as $$
  update link_preview set says = what, until = now() + case when what is null then interval '1 day' else interval '30 days' end where id = which
$$;

-- Gives it to the messages that wait for it: as a change of each, so that open pages hear of it.
create function give_link_preview(which bigint) returns table (item_id bigint, space_id bigint, modseq bigint)
language plpgsql security definer set search_path = copse, public, pg_temp as $$
#variable_conflict use_column
declare each record; card jsonb; n bigint;
begin
  select jsonb_build_array(jsonb_build_object('address', p.address) || p.says) into card from link_preview p where p.id = which and p.says is not null;
  for each in select m.id, m.item_id from link_preview_wait w join message m on m.id = w.message_id where w.preview_id = which order by m.item_id, m.id loop
    -- The tail first, as everywhere; whoever changed the message meanwhile has said what it waits for.
    select t.modseq + 1 into n from tail t where t.item_id = each.item_id for no key update;
    delete from link_preview_wait w where w.message_id = each.id and w.preview_id = which;
    if not found or card is null then continue; end if;
    update message m set previews = m.previews || card, modseq = n where m.id = each.id and m.item_id = each.item_id and m.previews is not null;
    if not found then continue; end if;
    return query update tail t set modseq = n, said_modseq = n where t.item_id = each.item_id returning t.item_id, t.space_id, t.modseq;
  end loop;
end $$;

-- Of what says nothing any more nothing is shown: its author was forgotten, or has taken out all words.
create function drop_previews() returns trigger
language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  new.previews := '[]';
  delete from link_preview_wait where message_id = new.id;
  return new;
end $$;
create trigger drop_previews before update of html on message for each row when (new.html = '' and old.html <> '') execute function drop_previews();

-- What is not known any more goes; what was to be looked at and came without a job, as with a backup, is looked at.
create function sweep_link_previews() returns void
language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  delete from link_preview p where coalesce(p.until < now(), true) and not exists (select from link_preview_wait w where w.preview_id = p.id);
  perform look_at_link(late.preview_id) from (select distinct preview_id from link_preview_wait limit 500) late;
end $$;

-- How long what one hears is: the player cannot tell before it has fetched it.
alter table attachment add seconds real;

revoke execute on function look_at_link, want_previews, link_preview_wanted, keep_link_preview, give_link_preview, drop_previews, sweep_link_previews from public;
grant execute on function want_previews to copse_app;
grant execute on function link_preview_wanted, keep_link_preview, give_link_preview, sweep_link_previews to copse_jobs;

-- Who saves data gets none: known with every request, and to every open page.
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
call amend('enter', '''weekStart'', f.week_start,', '''weekStart'', f.week_start, ''saves'', exists (select from data_saver d where d.person_id = p.id),');
call amend('enter_as', '''weekStart'', f.week_start,', '''weekStart'', f.week_start, ''saves'', exists (select from data_saver d where d.person_id = p.id),');
call amend('live_person', '''hours'', f.hours,', '''hours'', f.hours, ''saves'', exists (select from data_saver d where d.person_id = p.id),');
drop procedure amend;
create trigger bus_saves after insert or delete on data_saver for each row execute function bus_belonging();
