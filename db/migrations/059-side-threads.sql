-- Side threads: what is said beside a message of a room or a conversation. Such messages keep their number and their place
-- among all others; `thread` is the number of the message beside which they are said, which counts them.
alter table message add column thread int, add column thread_size int not null default 0;
create index on message (item_id, thread, number) where thread is not null;
create index on message (author_id) where thread is not null or thread_size > 0;

-- How far one has read beside a message.
create table thread_reading (
  person_id bigint not null references person on delete cascade,
  item_id bigint not null references item on delete cascade,
  thread int not null,
  number int not null,
  at timestamptz(3) not null default now(),
  primary key (person_id, item_id, thread)
);
call audience('thread_reading', 'self');
