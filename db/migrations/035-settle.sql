-- What is written together changes the row of its text with every few words: a change that touches no index, on a page with
-- room, is written beside the row it takes the place of, and nothing else has to be.
drop index shared_text_changed_at_idx;
alter table shared_text set (fillfactor = 50);
alter table shared_hand set (fillfactor = 50);

-- What was put aside goes into another text of the same item: it stays in the names of those who wrote it, as of this number of
-- the other. For who may write there.
create function shared_handed(source bigint, target bigint, at_number int) returns void
language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  if not exists (select from shared_may(target, array[me()])) then return; end if;
  insert into shared_hand as h (text_id, person_id, item_id, space_id, first, number, at)
    select t.id, o.person_id, t.item_id, t.space_id, at_number, at_number, o.at
    from shared_text t join shared_text s on s.id = source and s.item_id = t.item_id join shared_hand o on o.text_id = s.id
    where t.id = target
  on conflict (text_id, person_id) do update set number = greatest(h.number, excluded.number), at = greatest(h.at, excluded.at);
end $$;
revoke execute on function shared_handed from public;
grant execute on function shared_handed to copse_app;
