-- One content family: an item has messages under it.

create table item (
  id bigint generated always as identity primary key,
  space_id bigint not null references space on delete cascade,
  kind text not null,
  author_id bigint not null references person,
  title text not null check (length(title) between 1 and 200),
  lang text not null,
  tags text[] not null default '{}',
  source text,
  version int not null default 1,
  created_at timestamptz(3) not null default now(),
  removed_at timestamptz(3),
  removed_by bigint references person,
  unique (id, space_id),
  unique (space_id, source)
);
create index on item (space_id, kind, id desc);
create index on item using gin (tags);
call audience('item', 'space');

-- What moves when something is said under an item: locked last before commit, it gives numbers and order.
create table tail (
  item_id bigint primary key,
  space_id bigint not null,
  kind text not null,
  last_number int not null default 0,
  modseq bigint not null default 0,
  count int not null default 0,
  last_at timestamptz(3) not null default now(),
  last_by bigint references person,
  faces bigint[] not null default '{}',
  removed boolean not null default false,
  foreign key (item_id, space_id) references item (id, space_id) on update cascade on delete cascade
) with (fillfactor = 50);
create index on tail (space_id, kind, last_at desc, item_id desc) where not removed;
call audience('tail', 'space');

create table message (
  id bigint generated always as identity primary key,
  space_id bigint not null,
  item_id bigint not null,
  number int not null,
  modseq bigint not null,
  author_id bigint not null references person,
  reply_to int,
  lang text not null,
  source text not null check (length(source) <= 60000),
  html text not null,
  reactions jsonb not null default '{}',
  attachments jsonb not null default '[]',
  origin text,
  version int not null default 1,
  created_at timestamptz(3) not null default now(),
  edited_at timestamptz(3),
  removed_at timestamptz(3),
  removed_by bigint references person,
  unique (item_id, number),
  unique (space_id, origin),
  foreign key (item_id, space_id) references item (id, space_id) on update cascade on delete cascade
);
create index on message (item_id, modseq);
create unique index message_id_space on message (id, space_id);
call audience('message', 'space');

create table reaction (
  message_id bigint not null,
  person_id bigint not null references person on delete cascade,
  kind text not null check (kind in ('thanks', 'me-too', 'helped')),
  space_id bigint not null,
  at timestamptz(3) not null default now(),
  primary key (message_id, person_id, kind),
  foreign key (message_id, space_id) references message (id, space_id) on update cascade on delete cascade
);
call audience('reaction', 'space');

-- What a text said before: of a message (number, source) or an item (title, tags in source).
create table revision (
  message_id bigint not null,
  version int not null,
  author_id bigint not null references person,
  source text not null,
  space_id bigint not null,
  at timestamptz(3) not null,
  primary key (message_id, version),
  foreign key (message_id, space_id) references message (id, space_id) on update cascade on delete cascade
);
call audience('revision', 'space');

create table mention (
  message_id bigint not null,
  person_id bigint not null references person on delete cascade,
  item_id bigint not null,
  number int not null,
  space_id bigint not null,
  at timestamptz(3) not null,
  primary key (message_id, person_id),
  foreign key (message_id, space_id) references message (id, space_id) on update cascade on delete cascade
);
create index on mention (person_id, space_id, at desc);
call audience('mention', 'space');

-- A file brought by a person. Without a message it is still in a draft: then only its person sees it.
create table attachment (
  id bigint generated always as identity primary key,
  space_id bigint not null references space on delete cascade,
  person_id bigint not null references person,
  message_id bigint,
  blob text not null,
  name text not null check (length(name) between 1 and 200),
  type text not null,
  bytes bigint not null,
  width int,
  height int,
  alt text not null default '' check (length(alt) <= 1000),
  created_at timestamptz(3) not null default now(),
  foreign key (message_id, space_id) references message (id, space_id) on update cascade on delete cascade
);
create index on attachment (message_id);
create index on attachment (created_at) where message_id is null;
call audience('attachment', 'own');
grant select, insert, update, delete on attachment to copse_app;
create policy read on attachment for select to copse_app using (
  space_id = any((select reads())::bigint[]) and (message_id is not null or person_id = (select me())));
create policy add on attachment for insert to copse_app with check (space_id = any((select writes())::bigint[]));
create policy change on attachment for update to copse_app
  using (space_id = any((select writes())::bigint[]) and person_id = (select me()))
  with check (space_id = any((select writes())::bigint[]));
create policy remove on attachment for delete to copse_app
  using (space_id = any((select writes())::bigint[]) and person_id = (select me()));

create table activity (
  id bigint generated always as identity primary key,
  space_id bigint not null references space on delete cascade,
  verb text not null,
  actor_id bigint references person,
  item_id bigint,
  message_id bigint,
  at timestamptz(3) not null default now(),
  foreign key (item_id, space_id) references item (id, space_id) on update cascade on delete cascade
);
create index on activity (space_id, id desc);
call audience('activity', 'space');

-- Only one's own: how far one has read, what one follows, what one has begun to write.
create table reading (
  person_id bigint not null references person on delete cascade,
  item_id bigint not null references item on delete cascade,
  number int not null,
  at timestamptz(3) not null default now(),
  primary key (person_id, item_id)
);
call audience('reading', 'self');

create table follow (
  person_id bigint not null references person on delete cascade,
  item_id bigint not null references item on delete cascade,
  on_ boolean not null,
  at timestamptz(3) not null default now(),
  primary key (person_id, item_id)
);
call audience('follow', 'self');

create table draft (
  person_id bigint not null references person on delete cascade,
  place text not null check (length(place) <= 100),
  fields jsonb not null,
  version int not null default 1,
  at timestamptz(3) not null default now(),
  primary key (person_id, place)
);
call audience('draft', 'self');
