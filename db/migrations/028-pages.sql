-- Pages: what a community knows. An item of the kind 'page' with its text, its place in a tree and what it was before.

create table page (
  item_id bigint primary key,
  space_id bigint not null,
  -- The page under which it lies; none: on top.
  parent_id bigint,
  -- Among those beside it, ordered by hand.
  place numeric not null default 0,
  template text not null default 'plain' check (template ~ '^[a-z-]{1,30}$'),
  text text not null default '' check (length(text) <= 1100000),
  html text not null default '',
  headings jsonb not null default '[]',
  words int generated always as (words_in(text)) stored,
  -- Grows with each save; the number of its last revision grows with each sitting.
  version int not null default 1,
  number int not null default 1,
  changed_at timestamptz(3) not null default now(),
  changed_by bigint not null references person (id),
  -- Of a way of working: how far the community is with it.
  state text check (state in ('draft', 'in-use', 'agreed', 'retired')),
  review_on date,
  reviewed_at timestamptz(3),
  -- The page that this says in another language, and which of its revisions that was.
  original_id bigint,
  original_number int,
  foreign key (item_id, space_id) references item (id, space_id) on update cascade on delete cascade,
  unique (item_id, space_id),
  check (parent_id <> item_id and original_id <> item_id)
);
alter table page add foreign key (parent_id) references page (item_id) on delete set null;
alter table page add foreign key (original_id) references page (item_id) on delete set null;
create index on page (space_id, parent_id, place, item_id);
create index on page (parent_id);
create index on page (original_id);
create index on page (changed_by);
create index on page (space_id, changed_at desc, item_id desc);
create index on page (space_id, review_on) where review_on is not null;
call audience('page', 'space');

-- Who looks after a page. Nobody has to.
create table page_steward (
  item_id bigint primary key references page (item_id) on delete cascade,
  space_id bigint not null,
  person_id bigint not null references person (id) on delete cascade,
  at timestamptz(3) not null default now(),
  -- For which day they were reminded.
  reminded_for date,
  foreign key (item_id, space_id) references item (id, space_id) on update cascade on delete cascade
);
create index on page_steward (person_id);
call audience('page_steward', 'space');

-- All titles that a page has and had: [[…]] finds it by any of them. What another page is called now is not what this one was.
create table page_name (
  space_id bigint not null,
  key text not null check (length(key) between 1 and 250),
  item_id bigint not null references page (item_id) on delete cascade,
  current boolean not null default true,
  primary key (space_id, key),
  foreign key (item_id, space_id) references item (id, space_id) on update cascade on delete cascade
);
create index on page_name (item_id);
call audience('page_name', 'space');

-- What a page links to by title, whether that is written yet or not.
create table page_link (
  item_id bigint not null references page (item_id) on delete cascade,
  space_id bigint not null,
  key text not null check (length(key) between 1 and 250),
  title text not null check (length(title) <= 250),
  primary key (item_id, key),
  foreign key (item_id, space_id) references item (id, space_id) on update cascade on delete cascade
);
create index on page_link (space_id, key);
call audience('page_link', 'space');

-- What a page was after each sitting: the changes of one person without a long pause, or what somebody gave a name.
create table page_revision (
  item_id bigint not null references page (item_id) on delete cascade,
  number int not null,
  space_id bigint not null,
  author_id bigint not null references person (id),
  began_at timestamptz(3) not null default now(),
  at timestamptz(3) not null default now(),
  -- In the writer's words; and what the version is called, where it has a name.
  why text not null default '' check (length(why) <= 300),
  name text check (length(name) between 1 and 100),
  title text not null,
  lang text not null,
  tags text[] not null default '{}',
  text text not null,
  -- How many words it has.
  words int generated always as (words_in(text)) stored,
  primary key (item_id, number),
  foreign key (item_id, space_id) references item (id, space_id) on update cascade on delete cascade
);
create index on page_revision (author_id);
create index on page_revision (space_id, at desc, item_id);
call audience('page_revision', 'space');

-- Somebody would like to read a page in another language.
create table page_wish (
  item_id bigint not null references page (item_id) on delete cascade,
  lang text not null check (length(lang) <= 35),
  space_id bigint not null,
  person_id bigint not null references person (id) on delete cascade,
  at timestamptz(3) not null default now(),
  primary key (item_id, lang, person_id),
  foreign key (item_id, space_id) references item (id, space_id) on update cascade on delete cascade
);
create index on page_wish (space_id, at);
create index on page_wish (person_id);
call audience('page_wish', 'space');

-- What a page says is found.
create function index_page() returns trigger language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  if tg_op = 'DELETE' then
    perform keep_words(old.item_id, 'page', 'und', null);
  else
    perform keep_words(new.item_id, 'page', (select lang from item where id = new.item_id), left(new.text, 400000));
  end if;
  return null;
end $$;
create trigger index_page after insert or delete or update of text on page for each row execute function index_page();

-- A change of a page concerns those who follow it: a reason of its own, since nothing was said.
alter table notification drop constraint notification_reason_check;
alter table notification add constraint notification_reason_check check (reason in
  ('named', 'answered', 'yours', 'follows', 'announced', 'accepted', 'thanked', 'asked', 'asked-words', 'invited', 'knocked', 'tended',
   'reported', 'report-settled', 'warned', 'suspended', 'suspension-over', 'note-answered', 'changed', 'review-due'));

-- Changes one passage of a function that is otherwise as its last migration left it. Refuses where the passage is not there.
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
call amend('told_by', 'case when reason in (''answered'',', 'case when reason = ''changed'' then ''follows'' when reason = ''review-due'' then ''asks'' when reason in (''answered'',');
call amend('told_by', 'when reason in (''follows'', ''announced'', ''tended'')', 'when reason in (''follows'', ''announced'', ''tended'', ''changed'')');
call amend('tell', 'union all select b.person_id, ''announced''',
  'union all select f.person_id, ''changed'' from follow f where f.item_id = i.id and f.level = ''follow'' and ''changed'' = any(why)
      union all select f.person_id, ''changed'' from follow_tag f where f.space_id = i.space_id and f.tag = any(i.tags) and f.level = ''follow'' and ''changed'' = any(why)
      union all select f.person_id, ''changed'' from follow_space f where f.space_id = i.space_id and f.level = ''follow'' and ''changed'' = any(why)
      union all select w.person_id, ''changed'' from page_steward w where w.item_id = i.id and ''changed'' = any(why)
      union all select b.person_id, ''announced''');
call amend('tell', 'case when is_said(s.reason) then level_for', 'case when is_said(s.reason) or s.reason = ''changed'' then level_for');
call amend('tell', 'and (s.reason <> ''follows'' or l.level = ''follow'')', 'and (s.reason <> ''follows'' or l.level = ''follow'') and (s.reason <> ''changed'' or l.level <> ''muted'')');
-- Who is forgotten takes along what they alone wrote; what others wrote in, too, stays and loses the name.
call amend('forget_person', 'delete from item i where i.author_id = which and not exists (select from message m where m.item_id = i.id and m.author_id <> which);',
  'delete from item i where i.author_id = which and not exists (select from message m where m.item_id = i.id and m.author_id <> which)
      and not exists (select from page_revision v where v.item_id = i.id and v.author_id <> which);');

-- A file can belong to an item's own text, as to a message: then all of its space see it.
alter table attachment add item_id bigint;
alter table attachment add foreign key (item_id, space_id) references item (id, space_id) on update cascade on delete cascade;
alter table attachment add sent boolean not null generated always as (message_id is not null or item_id is not null) stored;
create index on attachment (item_id);
drop index attachment_created_at_idx;
create index on attachment (created_at) where not sent;
drop policy read on attachment;
create policy read on attachment for select to copse_app using (
  coalesce(space_id = any((select reads())::bigint[]), false) and (sent or person_id = (select me())));
call amend('sweep', 'delete from attachment a where a.message_id is null and', 'delete from attachment a where not a.sent and');
call amend('forget_person', 'delete from attachment where person_id = which and message_id is null;', 'delete from attachment where person_id = which and not sent;');
drop procedure amend;

-- Reminds those who look after pages of a review that is due, once for each day it was set for. Returns how many.
create function remind_reviews() returns int language plpgsql security definer set search_path = copse, public, pg_temp as $$
declare due record; n int := 0;
begin
  for due in
    update page_steward w set reminded_for = p.review_on from page p join item i on i.id = p.item_id join space s on s.id = p.space_id
    where p.item_id = w.item_id and p.review_on <= current_date and w.reminded_for is distinct from p.review_on
      and p.state is distinct from 'retired' and i.removed_at is null and s.closed_at is null and belongs(p.space_id, w.person_id)
    returning w.person_id, w.space_id, w.item_id, p.review_on
  loop
    perform tell_one(due.person_id, due.space_id, due.item_id, null, 'review-due', 'review:' || due.item_id || ':' || due.review_on, null, now());
    n := n + 1;
  end loop;
  return n;
end $$;

revoke execute on function index_page, remind_reviews from public;
grant execute on function remind_reviews to copse_jobs;
