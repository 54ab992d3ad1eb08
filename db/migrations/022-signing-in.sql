-- Stronger ways to sign in, and everything that opens an account listed in one place.

-- When the person last showed that it is they who sit there. Grave steps ask for it anew after ten minutes.
alter table session add column confirmed_at timestamptz(3) not null default now();
update session set confirmed_at = created_at;

-- Whether the session of this credential was confirmed lately: 'fresh' or 'stale'; null for whatever is no session.
create function confirmation(credential bytea) returns text
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select case when s.confirmed_at > now() - interval '10 minutes' and s.confirmed_at <= now() + interval '1 minute' then 'fresh' else 'stale' end
  from session s where s.hash = credential and s.expires_at > now()
$$;

-- Whose session this credential is; null for whatever is no session.
create function session_owner(credential bytea) returns bigint
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select s.person_id from session s where s.hash = credential and s.expires_at > now()
$$;

-- One of my sessions has been confirmed.
create function confirm_session(which bigint) returns void
language sql security definer set search_path = copse, public, pg_temp as $$
  update session set confirmed_at = now() where id = which and person_id = me()
$$;

revoke execute on function confirmation, session_owner, confirm_session from public;
grant execute on function confirmation, session_owner, confirm_session to copse_app;

-- A browser somebody has signed in with, known again by a cookie of its own: only the hash is kept.
create table device (
  person_id bigint not null references person on delete cascade,
  hash bytea not null,
  seen_at timestamptz(3) not null default now(),
  primary key (person_id, hash)
);
call audience('device', 'locked');
-- The browser a session is in: who ends the session because it is not theirs has that browser forgotten, too.
alter table session add column device bytea;

-- What happened to what opens an account. Each is told by a letter, and the last ones are listed.
create table key_event (
  id bigint generated always as identity primary key,
  person_id bigint not null references person on delete cascade,
  verb text not null,
  what text not null default '',
  agent text not null default '',
  session_id bigint,
  at timestamptz(3) not null default now()
);
create index on key_event (person_id, id desc);
call audience('key_event', 'locked');

-- A mailed link that works once: to confirm in the session that asked, or to take a new address. Its secret is derived.
create table key_link (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('confirm', 'address')),
  person_id bigint not null references person on delete cascade,
  session_id bigint,
  email citext,
  expires_at timestamptz(3) not null,
  used_at timestamptz(3)
);
create index on key_link (person_id);
call audience('key_link', 'locked');

-- Someone who has shown one thing and is asked for the second.
create table half_session (
  hash bytea primary key,
  person_id bigint not null references person on delete cascade,
  going text not null,
  expires_at timestamptz(3) not null
);
create index on half_session (person_id);
call audience('half_session', 'locked');

-- Codes from an app. The secret is encrypted with the site's key; a step of the clock counts once.
create table second_step (
  person_id bigint primary key references person on delete cascade,
  secret bytea not null,
  last_step bigint not null,
  made_at timestamptz(3) not null default now()
);
call audience('second_step', 'locked');

create table recovery_code (
  person_id bigint not null references person on delete cascade,
  hash bytea not null,
  used_at timestamptz(3),
  primary key (person_id, hash)
);
call audience('recovery_code', 'locked');

create table passkey (
  id bigint generated always as identity primary key,
  person_id bigint not null references person on delete cascade,
  credential_id text not null unique check (length(credential_id) <= 2000),
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null default '{}',
  name text not null check (length(name) between 1 and 80),
  created_at timestamptz(3) not null default now(),
  used_at timestamptz(3)
);
create index on passkey (person_id);
call audience('passkey', 'locked');

-- What was to be used once and has been: the challenges of passkeys, which are signed and not stored before.
create table spent (
  hash bytea primary key,
  until timestamptz(3) not null
);
call audience('spent', 'locked');

-- Who someone is elsewhere: at the provider through which this site lets people sign in.
create table identity (
  id bigint generated always as identity primary key,
  person_id bigint not null references person on delete cascade,
  issuer text not null,
  subject text not null,
  email text not null default '',
  created_at timestamptz(3) not null default now(),
  used_at timestamptz(3),
  unique (issuer, subject)
);
create index on identity (person_id);
call audience('identity', 'locked');

-- Someone on their way to the provider and back.
create table provider_trip (
  hash bytea primary key,
  purpose text not null check (purpose in ('sign-in', 'link', 'confirm')),
  person_id bigint references person on delete cascade,
  session_id bigint,
  going text not null,
  expires_at timestamptz(3) not null
);
create index on provider_trip (person_id);
call audience('provider_trip', 'locked');

-- Passwords of applications are tokens that come by HTTP Basic: made by us, long, one for each device.
alter table token add column kind text not null default 'token' check (kind in ('token', 'application'));

-- Opens a session; the browser it is in is known from now on. None, and null, for an account that has been given up.
drop function open_session(bigint, bytea, text);
create function open_session(who bigint, hash bytea, agent text, device bytea default null) returns bigint
language sql security definer set search_path = copse, public, pg_temp as $$
  insert into device (person_id, hash) select l.person_id, open_session.device from login l where l.person_id = who and open_session.device is not null
    on conflict (person_id, hash) do update set seen_at = now();
  insert into session (person_id, hash, agent, expires_at, device)
  select l.person_id, open_session.hash, left(open_session.agent, 300), now() + interval '90 days', open_session.device
    from login l where l.person_id = who returning id
$$;

-- Whether this browser is new for somebody who has been here before.
create function is_strange(who bigint, device bytea) returns boolean
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select (exists (select from device d where d.person_id = who) or exists (select from session s where s.person_id = who))
    and not exists (select from device d where d.person_id = who and d.hash = is_strange.device)
$$;

-- Notes what happened, and says where and in which language to tell it.
create function note_key_event(who bigint, verb text, what text, agent text, session_id bigint, out id bigint, out email text, out lang text)
language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  insert into key_event (person_id, verb, what, agent, session_id)
    values (who, note_key_event.verb, left(note_key_event.what, 200), left(note_key_event.agent, 300), note_key_event.session_id)
    returning key_event.id into note_key_event.id;
  select l.email, p.lang into note_key_event.email, note_key_event.lang
    from person p left join login l on l.person_id = p.id where p.id = who;
end $$;

-- What a letter's link to end a session shows. Its secret was checked.
create function session_card(which bigint) returns table (name text, agent text, created_at timestamptz, time_zone text)
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select p.name, s.agent, s.created_at, coalesce(f.time_zone, 'UTC')
  from session s join person p on p.id = s.person_id left join profile f on f.person_id = p.id
  where s.id = which and s.expires_at > now()
$$;

-- Ends a session that is not its person's. Its browser is a stranger again: the next time is told as well.
create function end_session(which bigint) returns int
language sql security definer set search_path = copse, public, pg_temp as $$
  delete from device d using session s where s.id = which and d.person_id = s.person_id and d.hash = s.device;
  with gone as (delete from session where id = which returning 1) select count(*)::int from gone
$$;

-- Forgets every browser of a person but those they are signed in with.
create function forget_devices(who bigint) returns void
language sql security definer set search_path = copse, public, pg_temp as $$
  delete from device d where d.person_id = who
    and not exists (select from session s where s.person_id = who and s.device = d.hash and s.expires_at > now())
$$;

-- A new password. Whatever was asked for by mail before it is over; end the sessions first, so that their browsers are forgotten.
create or replace function set_password(who bigint, password text) returns void
language sql security definer set search_path = copse, public, pg_temp as $$
  update login set password = set_password.password, changed_at = now() where person_id = who;
  update key_link k set used_at = now() where k.person_id = who and k.used_at is null;
  delete from half_session h where h.person_id = who;
  delete from provider_trip t where t.person_id = who;
  select forget_devices(who)
$$;

-- Ends what programs of a person come in by. Who chose a new password by mail may not be the one who made them.
create function end_tokens_of(who bigint) returns void
language sql security definer set search_path = copse, public, pg_temp as $$
  delete from token t where t.person_id = who
$$;

-- The second step.
create function second_step_of(who bigint, out secret bytea, out last_step bigint, out codes_left int)
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select s.secret, s.last_step, (select count(*)::int from recovery_code c where c.person_id = who and c.used_at is null)
  from second_step s where s.person_id = who
$$;

-- A clock that was far ahead for a while must not lock the app out until then: a step from the future does not count.
-- Uses a step of the clock. Of two requests with the same code one gets true: the row is locked between them.
create function use_step(who bigint, step bigint) returns boolean
language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  update second_step set last_step = step where person_id = who
    and (last_step < step or last_step > floor(extract(epoch from now()) / 30) + 2);
  return found;
end $$;

-- Uses a recovery code once. Returns how many are left; null where this is none.
create function use_recovery_code(who bigint, hash bytea) returns int
language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  update recovery_code c set used_at = now() where c.person_id = who and c.hash = use_recovery_code.hash and c.used_at is null;
  if not found then return null; end if;
  return (select count(*) from recovery_code c where c.person_id = who and c.used_at is null);
end $$;

-- Recovery codes come as their hashes, in hex.
create function keep_recovery_codes(codes text[]) returns void
language sql security definer set search_path = copse, public, pg_temp as $$
  delete from recovery_code where person_id = me();
  insert into recovery_code (person_id, hash) select me(), decode(code, 'hex') from unnest(codes) code
$$;

create function keep_second_step(secret bytea, step bigint, codes text[]) returns void
language sql security definer set search_path = copse, public, pg_temp as $$
  insert into second_step (person_id, secret, last_step) values (me(), keep_second_step.secret, step)
    on conflict (person_id) do update set secret = excluded.secret, last_step = excluded.last_step, made_at = now();
  select keep_recovery_codes(codes)
$$;

create function drop_second_step() returns boolean
language plpgsql security definer set search_path = copse, public, pg_temp as $$
declare gone boolean;
begin
  delete from second_step where person_id = me();
  gone := found;
  delete from recovery_code where person_id = me();
  delete from half_session where person_id = me();
  return gone;
end $$;

create function begin_half(who bigint, hash bytea, going text) returns void
language sql security definer set search_path = copse, public, pg_temp as $$
  insert into half_session (hash, person_id, going, expires_at) values (begin_half.hash, who, begin_half.going, now() + interval '10 minutes')
$$;

create function half_of(hash bytea) returns table (person_id bigint, name text)
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select h.person_id, p.name from half_session h join person p on p.id = h.person_id join login l on l.person_id = p.id where h.hash = half_of.hash and h.expires_at > now()
$$;

create function end_half(hash bytea) returns table (person_id bigint, going text)
language sql security definer set search_path = copse, public, pg_temp as $$
  delete from half_session h using login l where l.person_id = h.person_id and h.hash = end_half.hash and h.expires_at > now() returning h.person_id, h.going
$$;

-- Marks something as used. Only the first to do so gets true.
create function spend(hash bytea, minutes int) returns boolean
language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  insert into spent (hash, until) values (spend.hash, now() + make_interval(mins => minutes)) on conflict do nothing;
  return found;
end $$;

-- Passkeys. Like all that opens an account, they open none that has been given up: there is a login as long as it lasts.
create function passkeys_of(who bigint) returns table (credential_id text, transports text[])
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select k.credential_id, k.transports from passkey k where k.person_id = who order by k.id
$$;

create function passkey_for(credential text) returns table (id bigint, person_id bigint, public_key bytea, counter bigint, transports text[])
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select k.id, k.person_id, k.public_key, k.counter, k.transports from passkey k join login l on l.person_id = k.person_id where k.credential_id = passkey_for.credential
$$;

create function keep_passkey(credential text, public_key bytea, counter bigint, transports text[], name text) returns bigint
language sql security definer set search_path = copse, public, pg_temp as $$
  insert into passkey (person_id, credential_id, public_key, counter, transports, name)
  values (me(), credential, keep_passkey.public_key, keep_passkey.counter, keep_passkey.transports, keep_passkey.name) returning id
$$;

-- Notes that a passkey was used. False where its counter did not go on: a copy of it may be about.
create function use_passkey(which bigint, counter bigint) returns boolean
language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  update passkey k set counter = use_passkey.counter, used_at = now()
    where k.id = which and (k.counter < use_passkey.counter or (k.counter = 0 and use_passkey.counter = 0));
  return found;
end $$;

create function name_passkey(which bigint, name text) returns int
language sql security definer set search_path = copse, public, pg_temp as $$
  with done as (update passkey k set name = name_passkey.name where k.id = which and k.person_id = me() returning 1) select count(*)::int from done
$$;

create function end_passkey(which bigint) returns text
language sql security definer set search_path = copse, public, pg_temp as $$
  delete from passkey k where k.id = which and k.person_id = me() returning k.name
$$;

-- The provider.
create function begin_trip(hash bytea, purpose text, session_id bigint, going text) returns void
language sql security definer set search_path = copse, public, pg_temp as $$
  insert into provider_trip (hash, purpose, person_id, session_id, going, expires_at)
  values (begin_trip.hash, begin_trip.purpose, me(), begin_trip.session_id, begin_trip.going, now() + interval '10 minutes')
$$;

-- Takes a trip, once.
create function end_trip(hash bytea) returns table (purpose text, person_id bigint, session_id bigint, going text)
language sql security definer set search_path = copse, public, pg_temp as $$
  delete from provider_trip t where t.hash = end_trip.hash and t.expires_at > now() returning t.purpose, t.person_id, t.session_id, t.going
$$;

create function person_by_identity(issuer text, subject text) returns bigint
language sql security definer set search_path = copse, public, pg_temp as $$
  update identity i set used_at = now() from login l where l.person_id = i.person_id and i.issuer = person_by_identity.issuer and i.subject = person_by_identity.subject returning i.person_id
$$;

-- Links who someone is elsewhere to the person. Null where it is somebody else's already.
create function link_identity(who bigint, issuer text, subject text, email text) returns bigint
language plpgsql security definer set search_path = copse, public, pg_temp as $$
#variable_conflict use_column
declare made bigint;
begin
  insert into identity as i (person_id, issuer, subject, email) values (who, link_identity.issuer, link_identity.subject, link_identity.email)
    on conflict (issuer, subject) do update set email = excluded.email where i.person_id = who returning i.id into made;
  return made;
end $$;

create function unlink_identity(which bigint) returns int
language sql security definer set search_path = copse, public, pg_temp as $$
  with gone as (delete from identity where id = which and person_id = me() returning 1) select count(*)::int from gone
$$;

-- Mailed links.
create function make_key_link(kind text, session_id bigint, email text, minutes int) returns bigint
language sql security definer set search_path = copse, public, pg_temp as $$
  insert into key_link (kind, person_id, session_id, email, expires_at)
  values (make_key_link.kind, me(), make_key_link.session_id, make_key_link.email, now() + make_interval(mins => minutes)) returning id
$$;

-- A link is worth as much as the session that asked for it: it ends with that.
create function key_link_card(which bigint, kind text) returns table (person_id bigint, session_id bigint, email text, name text)
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select k.person_id, k.session_id, k.email::text, p.name from key_link k join person p on p.id = k.person_id
  where k.id = which and k.kind = key_link_card.kind and k.used_at is null and k.expires_at > now()
    and exists (select from session s where s.id = k.session_id and s.person_id = k.person_id and s.expires_at > now())
$$;

create function use_key_link(which bigint, kind text) returns table (person_id bigint, session_id bigint, email text)
language sql security definer set search_path = copse, public, pg_temp as $$
  update key_link k set used_at = now() where k.id = which and k.kind = use_key_link.kind and k.used_at is null and k.expires_at > now()
    and exists (select from session s where s.id = k.session_id and s.person_id = k.person_id and s.expires_at > now())
    returning k.person_id, k.session_id, k.email::text
$$;

-- Takes the new address that a link was mailed to, and says which was before; no row where the link is over. Raises
-- unique_violation where the address is somebody's.
create function change_address(which bigint, out person_id bigint, out email text, out before text) returns setof record
language plpgsql security definer set search_path = copse, public, pg_temp as $$
#variable_conflict use_column
begin
  select u.person_id, u.email into change_address.person_id, change_address.email from use_key_link(which, 'address') u;
  if not found then return; end if;
  select l.email into change_address.before from login l where l.person_id = change_address.person_id for update;
  if not found then return; end if;
  update login l set email = change_address.email, changed_at = now() where l.person_id = change_address.person_id;
  -- Links that wait in the old mailbox open nothing any more.
  delete from one_time o where o.person_id = change_address.person_id and o.used_at is null;
  update key_link k set used_at = now() where k.person_id = change_address.person_id and k.used_at is null;
  return next;
end $$;

-- Tokens, and passwords of applications.
drop function make_token(text, bytea, text[], timestamptz);
create function make_token(name text, hash bytea, scopes text[], expires_at timestamptz, kind text default 'token') returns bigint
language sql security definer set search_path = copse, public, pg_temp as $$
  insert into token (person_id, name, hash, scopes, expires_at, kind)
  values (me(), make_token.name, make_token.hash, make_token.scopes, make_token.expires_at, make_token.kind) returning id
$$;

create or replace function my_tokens() returns table (id bigint, name text, scopes text[], created_at timestamptz, expires_at timestamptz)
language sql security definer set search_path = copse, public, pg_temp as $$
  select t.id, t.name, t.scopes, t.created_at, t.expires_at from token t where t.person_id = me() and t.kind = 'token' order by t.id desc
$$;

-- Whose password of an application this is, to compare with the name that came with it.
create function application_owner(credential bytea) returns table (handle text, email text)
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select p.handle::text, l.email::text from token t join person p on p.id = t.person_id left join login l on l.person_id = p.id
  where t.hash = credential and t.kind = 'application' and (t.expires_at is null or t.expires_at > now())
$$;

create function touch_token(which bigint) returns void
language sql security definer set search_path = copse, public, pg_temp as $$
  update token set used_at = now() where id = which and (used_at is null or used_at < now() - interval '1 hour')
$$;

-- Everything that opens my account, in one answer.
create function my_keys() returns jsonb
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select jsonb_build_object(
    'email', (select l.email from login l where l.person_id = me()),
    'password', coalesce((select l.password is not null from login l where l.person_id = me()), false),
    'sessions', coalesce((select jsonb_agg(jsonb_build_object('id', s.id, 'agent', s.agent, 'createdAt', s.created_at, 'usedAt', s.used_at)
      order by s.used_at desc, s.id desc) from session s where s.person_id = me() and s.expires_at > now()), '[]'),
    'passkeys', coalesce((select jsonb_agg(jsonb_build_object('id', k.id, 'name', k.name, 'createdAt', k.created_at, 'usedAt', k.used_at)
      order by k.id desc) from passkey k where k.person_id = me()), '[]'),
    'secondStep', (select jsonb_build_object('since', s.made_at,
      'codesLeft', (select count(*) from recovery_code c where c.person_id = me() and c.used_at is null)) from second_step s where s.person_id = me()),
    'providers', coalesce((select jsonb_agg(jsonb_build_object('id', i.id, 'issuer', i.issuer, 'email', i.email, 'createdAt', i.created_at, 'usedAt', i.used_at)
      order by i.id) from identity i where i.person_id = me()), '[]'),
    'tokens', coalesce((select jsonb_agg(jsonb_build_object('id', t.id, 'kind', t.kind, 'name', t.name, 'scopes', t.scopes, 'createdAt', t.created_at,
      'usedAt', t.used_at, 'expiresAt', t.expires_at) order by t.id desc) from token t where t.person_id = me()), '[]'),
    'events', coalesce((select jsonb_agg(jsonb_build_object('verb', e.verb, 'what', e.what, 'agent', e.agent, 'at', e.at) order by e.id desc)
      from (select * from key_event e where e.person_id = me() order by e.id desc limit 10) e), '[]'))
$$;

-- All that happened to my keys, for the copy that one takes along.
create function my_key_events() returns table (verb text, what text, agent text, at timestamptz)
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select e.verb, e.what, e.agent, e.at from key_event e where e.person_id = me() order by e.id
$$;

-- What a letter about keys says, for the workers.
create function key_letter(which bigint) returns jsonb
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select jsonb_build_object('name', p.name, 'timeZone', coalesce(f.time_zone, 'UTC'),
    'usable', case when m.kind = 'key' then e.id is not null else k.used_at is null and k.expires_at > now() end,
    'verb', e.verb, 'what', e.what, 'agent', e.agent, 'at', e.at,
    'sessionId', (select s.id from session s where s.id = e.session_id))
  from mail m join person p on p.id = m.person_id left join profile f on f.person_id = p.id
    left join key_event e on m.kind = 'key' and e.id = m.subject_id
    left join key_link k on m.kind in ('confirm', 'address') and k.id = m.subject_id
  where m.id = which
$$;

create function sweep_keys() returns void
language sql security definer set search_path = copse, public, pg_temp as $$
  delete from half_session where expires_at < now();
  delete from provider_trip where expires_at < now();
  delete from spent where until < now();
  delete from key_link where expires_at < now() - interval '7 days';
  delete from device where seen_at < now() - interval '400 days';
  delete from key_event where at < now() - interval '400 days'
$$;

revoke execute on function open_session, is_strange, note_key_event, session_card, end_session, forget_devices, end_tokens_of, second_step_of, use_step, use_recovery_code,
  keep_recovery_codes, keep_second_step, drop_second_step, begin_half, half_of, end_half, spend, passkeys_of, passkey_for, keep_passkey, use_passkey,
  name_passkey, end_passkey, begin_trip, end_trip, person_by_identity, link_identity, unlink_identity, make_key_link, key_link_card, use_key_link,
  change_address, make_token, application_owner, touch_token, my_keys, my_key_events, key_letter, sweep_keys from public;
grant execute on function open_session, is_strange, note_key_event, session_card, end_session, forget_devices, end_tokens_of, second_step_of, use_step, use_recovery_code,
  keep_recovery_codes, keep_second_step, drop_second_step, begin_half, half_of, end_half, spend, passkeys_of, passkey_for, keep_passkey, use_passkey,
  name_passkey, end_passkey, begin_trip, end_trip, person_by_identity, link_identity, unlink_identity, make_key_link, key_link_card, use_key_link,
  change_address, make_token, application_owner, touch_token, my_keys, my_key_events to copse_app;
grant execute on function key_letter, sweep_keys to copse_jobs;
