-- Suggestions: what somebody would like a page to say, for those who write it to accept or not.
create table page_suggestion (
  item_id bigint not null references page (item_id) on delete cascade,
  number int not null,
  space_id bigint not null,
  author_id bigint not null references person (id) on delete cascade,
  at timestamptz(3) not null default now(),
  -- What the page said when it was made; what is suggested; and why, in the author's words.
  before_title text not null,
  before text not null check (length(before) <= 1100000),
  title text not null,
  text text not null check (length(text) <= 1100000),
  why text not null default '' check (length(why) <= 300),
  state text not null default 'open' check (state in ('open', 'accepted', 'declined', 'withdrawn')),
  settled_by bigint references person (id),
  settled_at timestamptz(3),
  -- Said to the author with it.
  answer text not null default '' check (length(answer) <= 500),
  primary key (item_id, number),
  foreign key (item_id, space_id) references item (id, space_id) on update cascade on delete cascade,
  check ((state = 'open') = (settled_at is null))
);
create index on page_suggestion (author_id);
create index on page_suggestion (settled_by);
create index on page_suggestion (space_id, at) where state = 'open';
call audience('page_suggestion', 'space');

alter table notification drop constraint notification_reason_check;
alter table notification add constraint notification_reason_check check (reason in
  ('named', 'answered', 'yours', 'follows', 'announced', 'accepted', 'thanked', 'asked', 'asked-words', 'invited', 'knocked', 'tended',
   'reported', 'report-settled', 'warned', 'suspended', 'suspension-over', 'note-answered', 'changed', 'review-due',
   'suggested', 'suggestion-settled'));

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
call amend('told_by', 'when reason = ''review-due'' then ''asks''',
  'when reason in (''review-due'', ''suggested'') then ''asks'' when reason = ''suggestion-settled'' then ''answers''');
drop procedure amend;

-- Whoever looks after the page is told of a suggestion; where nobody does, who began it and those who follow it and may
-- write. Its author is told what became of it.
create function tell_suggestion() returns trigger language plpgsql security definer set search_path = copse, public, pg_temp as $$
declare about text := 'suggestion:' || new.item_id || ':' || new.number;
begin
  if tg_op = 'INSERT' then
    perform tell_one(m.person_id, new.space_id, new.item_id, new.number, 'suggested', about, new.author_id, new.at)
    from membership m where m.space_id = new.space_id and m.ended_at is null and m.standing <> 'guest' and m.person_id in (
      select person_id from page_steward where item_id = new.item_id
      union all select x.person_id from (
        select author_id person_id from item where id = new.item_id
        union all select person_id from follow where item_id = new.item_id and level = 'follow') x
      where not exists (select from page_steward where item_id = new.item_id));
  elsif old.state = 'open' and new.state <> 'open' then
    perform settled(null, about);
    if new.state <> 'withdrawn' and belongs(new.space_id, new.author_id) then
      perform tell_one(new.author_id, new.space_id, new.item_id, new.number, 'suggestion-settled', about || ':settled', new.settled_by, new.settled_at);
    end if;
  end if;
  return null;
end $$;
create trigger tell_suggestion after insert or update of state on page_suggestion for each row execute function tell_suggestion();
revoke execute on function tell_suggestion from public;
