-- Thanks: a few words from one person to another, or to all (nobody is named). The words are kept here; the item's title is
-- how they begin.
create table thanks (
  item_id bigint primary key,
  space_id bigint not null,
  to_id bigint references person (id),
  words text not null check (length(words) between 1 and 600),
  foreign key (item_id, space_id) references item (id, space_id) on update cascade on delete cascade
);
create index on thanks (space_id);
create index on thanks (to_id) where to_id is not null;
call audience('thanks', 'space');

-- Being thanked in words is a reason of its own. What other migrations have added to the reasons stays.
do $$
declare said text;
begin
  select pg_get_constraintdef(oid) into said from pg_constraint where conrelid = 'notification'::regclass and conname = 'notification_reason_check';
  if position('''given''::text' in said) = 0 then raise exception 'the reasons do not say: given'; end if;
  alter table notification drop constraint notification_reason_check;
  execute 'alter table notification add constraint notification_reason_check ' || replace(said, '''given''::text', '''given''::text, ''thanked-you''::text');
end $$;

-- They are found by all they say, and whoever is thanked is told.
create function keep_thanks() returns trigger language plpgsql security definer set search_path = copse, public, pg_temp as $$
declare
  it item;
begin
  select * into it from item where id = new.item_id;
  perform keep_words(new.item_id, 'thanks', it.lang, new.words);
  if tg_op = 'INSERT' and new.to_id is not null then
    perform tell_one(new.to_id, new.space_id, new.item_id, null, 'thanked-you', 'thanks:' || new.item_id, it.author_id, it.created_at);
  end if;
  return null;
end $$;
create trigger keep_thanks after insert or update of words on thanks for each row execute function keep_thanks();

create function drop_thanks() returns trigger language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  perform keep_words(old.item_id, 'thanks', 'und', null);
  return null;
end $$;
create trigger drop_thanks after delete on thanks for each row execute function drop_thanks();
revoke execute on function keep_thanks, drop_thanks from public;
