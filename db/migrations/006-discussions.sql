-- Discussions: what an opening is meant as, and the answer its asker chose.

create table discussion (
  item_id bigint primary key,
  space_id bigint not null,
  intent text not null check (intent in ('talk', 'question', 'help', 'story', 'announcement')),
  foreign key (item_id, space_id) references item (id, space_id) on update cascade on delete cascade
);
call audience('discussion', 'space');

create table acceptance (
  item_id bigint primary key,
  space_id bigint not null,
  number int not null,
  person_id bigint not null references person,
  at timestamptz(3) not null default now(),
  foreign key (item_id, space_id) references item (id, space_id) on update cascade on delete cascade
);
call audience('acceptance', 'space');
