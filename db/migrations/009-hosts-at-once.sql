-- Two hosts who left at the same moment waited for each other: both had a row that refers to the community, which keeps
-- others from locking it whole. The lock needed here is the one that a change of the community takes.

create or replace function count_people() returns trigger language plpgsql security definer set search_path = copse, public, pg_temp as $$
declare
  was boolean := tg_op <> 'INSERT' and old.ended_at is null;
  is_ boolean := tg_op <> 'DELETE' and new.ended_at is null;
  old_badge text := case when tg_op <> 'INSERT' then old.badge end;
  new_badge text := case when tg_op <> 'DELETE' then new.badge end;
  which bigint := case when tg_op = 'DELETE' then old.space_id else new.space_id end;
begin
  if was <> is_ then
    update copse.space set people = people + case when is_ then 1 else -1 end where id = which;
  end if;
  if (was and old_badge is not null) or (is_ and new_badge is not null) then
    update copse.space s set badges = coalesce((
      select jsonb_object_agg(badge, n) from (
        select badge, count(*) n from copse.membership m
        where m.space_id = s.id and m.ended_at is null and badge is not null group by badge) counted), '{}')
    where id = which;
  end if;
  if was and old.standing = 'host' and not (is_ and new.standing = 'host') then
    perform 1 from copse.space where id = which for no key update;
    if not exists (select from copse.membership m where m.space_id = which and m.standing = 'host' and m.ended_at is null)
       and exists (select from copse.space s where s.id = which) then
      raise exception 'the last host cannot go' using errcode = 'CP001';
    end if;
  end if;
  return null;
end $$;
