-- Whom `@here` and `@circle` call in a message: those who follow what it is said under, and the people of circles that
-- whoever writes belongs to or may know of. Only those who belong to the place, and for who may write there.
create function people_called(place bigint, item bigint, names citext[])
returns table (word text, title text, person_id bigint, handle text)
language sql stable security definer set search_path = copse, public, pg_temp as $$
  with called as (
    select 'here' word, '' title, f.person_id from follow f where f.item_id = people_called.item and f.level = 'follow' and 'here' = any(names)
    union
    select c.slug::text, c.name, m.person_id
    from space p join space c on c.parent_id = p.id or c.parent_id = p.parent_id and p.kind = 'circle' join membership m on m.space_id = c.id
    where p.id = place and c.kind = 'circle' and c.closed_at is null and c.slug = any(names) and m.ended_at is null and (m.until is null or m.until > now())
      and (belongs(c.id, me()) or c.visibility <> 'hidden' and is_of_parent(c.parent_id, me())))
  select c.word, c.title, x.id, x.handle::text from called c join person x on x.id = c.person_id
  where belongs(place, c.person_id) and coalesce(place = any(writes()), false)
    and exists (select from item i where i.id = people_called.item and i.space_id = place)
$$;
revoke execute on function people_called from public;
grant execute on function people_called to copse_app;
