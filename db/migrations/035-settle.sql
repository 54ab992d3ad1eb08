-- What is written together changes the row of its text with every few words: a change that touches no index, on a page with
-- room, is written beside the row it takes the place of, and nothing else has to be.
drop index shared_text_changed_at_idx;
alter table shared_text set (fillfactor = 50);
alter table shared_hand set (fillfactor = 50);
