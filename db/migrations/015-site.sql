-- What a site says of itself to whoever comes by, who may make communities on it, and the languages it offers.

alter table site
  add name text not null default '' check (length(name) <= 80),
  add purpose text not null default '' check (length(purpose) <= 600),
  add founders text not null default 'people' check (founders in ('anyone', 'people', 'hosts', 'operators')),
  add languages text[] not null default '{}';

-- Whether the asking person may make a community: `found_space` asks.
create function may_found() returns boolean
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select case (select founders from site)
    when 'anyone' then me() is not null
    -- Whoever may found a community is one of its people, and so of the site: nobody lets themselves in.
    when 'people' then is_of_parent(null, me()) or (me() is not null and (select demonstration from site))
    when 'hosts' then exists (select from membership m join space s on s.id = m.space_id
      where m.person_id = me() and m.ended_at is null and m.standing = 'host' and s.kind = 'community')
    else false end
    or exists (select from login l where l.person_id = me() and l.operator)
$$;

-- The operator changes what the site says and allows.
create function change_site(name text, purpose text, founders text, languages text[]) returns void
language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  if not exists (select from login l where l.person_id = me() and l.operator) then
    raise exception 'only operators change the site' using errcode = 'insufficient_privilege';
  end if;
  update site set name = change_site.name, purpose = change_site.purpose, founders = change_site.founders, languages = change_site.languages;
end $$;

revoke execute on function may_found, change_site from public;
grant execute on function may_found, change_site to copse_app;
