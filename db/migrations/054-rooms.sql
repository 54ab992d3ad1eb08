-- Rooms: quick talk. A room is an item; what is said in it are messages under it, as everywhere.
create table room (
  item_id bigint primary key,
  space_id bigint not null,
  about text not null default '' check (length(about) <= 300),
  -- So many seconds lie between two messages of one person; 0: none.
  slow integer not null default 0 check (slow between 0 and 86400),
  foreign key (item_id, space_id) references item (id, space_id) on update cascade on delete cascade
);
call audience('room', 'space');
