-- What is said somewhere and leads to an item: so that the item can say from where it is led to. A page that was made of what
-- was said leads there, too.
create table item_link (
  id bigint generated always as identity primary key,
  -- Where it is said: in an item's own text, or in a message.
  space_id bigint not null,
  from_item bigint,
  from_message bigint,
  to_item bigint not null references item (id) on delete cascade,
  to_message bigint references message (id) on delete set null,
  -- It was made of what it leads to.
  made boolean not null default false,
  foreign key (from_item, space_id) references item (id, space_id) on update cascade on delete cascade,
  foreign key (from_message, space_id) references message (id, space_id) on update cascade on delete cascade,
  check (num_nonnulls(from_item, from_message) = 1)
);
create unique index on item_link (from_item, to_item, made) where from_message is null;
create unique index on item_link (from_message, to_item) where from_message is not null;
create index on item_link (from_item, space_id);
create index on item_link (from_message, space_id);
create index on item_link (to_item);
create index on item_link (to_message) where to_message is not null;
call audience('item_link', 'space');
