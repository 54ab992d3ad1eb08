-- What is made of several chosen messages leads to each of them.
drop index item_link_from_item_to_item_made_idx;
create unique index on item_link (from_item, to_item, made, coalesce(to_message, 0)) where from_message is null;
