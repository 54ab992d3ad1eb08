-- Stronger ways to sign in, and everything that opens an account listed in one place.

-- When the person last showed that it is they who sit there. Grave steps ask for it anew after ten minutes.
alter table session add column confirmed_at timestamptz(3) not null default now();
update session set confirmed_at = created_at;

-- Whether the session of this credential was confirmed lately: 'fresh' or 'stale'; null for whatever is no session.
create function confirmation(credential bytea) returns text
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select case when s.confirmed_at > now() - interval '10 minutes' then 'fresh' else 'stale' end
  from session s where s.hash = credential and s.expires_at > now()
$$;

-- One of my sessions has been confirmed.
create function confirm_session(which bigint) returns void
language sql security definer set search_path = copse, public, pg_temp as $$
  update session set confirmed_at = now() where id = which and person_id = me()
$$;

revoke execute on function confirmation, confirm_session from public;
grant execute on function confirmation, confirm_session to copse_app;
