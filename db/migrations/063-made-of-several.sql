-- What is made of several chosen messages leads to each of them. Where messages are deleted for good, what leads to them leads
-- to their item: several rows say so then, which is no error.
drop index item_link_from_item_to_item_made_idx;
create unique index on item_link (from_item, to_item) where from_message is null and not made;
create unique index on item_link (from_item, to_item, to_message) where from_message is null and made;
