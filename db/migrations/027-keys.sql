-- Whose an address is, before anything that rests on it is trusted.

-- When the person last showed that this address is theirs: by a link mailed there, or the word of a provider that the
-- operator trusts. Null for one that was only typed, by whoever it was.
alter table login add column proven_at timestamptz(3);
-- Whether the link went by mail. What the operator prints and hands over (`copse link`) shows nothing about a mailbox.
alter table one_time add column mailed boolean not null default false;

update one_time o set mailed = true from mail m
  where m.kind = o.kind and m.subject_id = o.id and m.person_id = o.person_id;
update login l set proven_at = now() where
  exists (select from one_time o where o.person_id = l.person_id and o.mailed and o.used_at is not null)
  or exists (select from key_event e where e.person_id = l.person_id and e.verb = 'address');

create or replace function mail_one_time(kind text, email text, minutes int, host text) returns void
language plpgsql security definer set search_path = copse, public, pg_temp as $$
declare who bigint; wording text; link bigint; letter bigint;
begin
  select l.person_id, p.lang into who, wording
    from login l join person p on p.id = l.person_id where l.email = mail_one_time.email::citext;
  begin
    insert into one_time (kind, person_id, expires_at, mailed)
      values (mail_one_time.kind, who, now() + make_interval(mins => minutes), true) returning id into link;
    letter := queue_mail(mail_one_time.kind, mail_one_time.email, who, link, coalesce(wording, 'en'), host);
    perform jobs.enqueue('mail', jsonb_build_object('id', letter));
    if who is null then raise exception 'nobody' using errcode = 'CP004'; end if;
  exception when sqlstate 'CP004' then null;
  end;
end $$;

-- The address is shown to be the person's; nothing ends by it. For who is inside already.
create function prove_address(who bigint) returns void
language sql security definer set search_path = copse, public, pg_temp as $$
  update login set proven_at = now() where person_id = who and proven_at is null
$$;

-- Whether this link was mailed to an address that nobody has shown to be theirs.
create function is_first_proof(link bigint) returns boolean
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select exists (select from one_time o join login l on l.person_id = o.person_id where o.id = link and o.mailed and l.proven_at is null)
$$;

-- Shows whose the address is, for the first time. Whatever opened the account before was made by whoever typed that address,
-- who may have been somebody else: it ends. The second step stays: it is set up only on an address that was shown (or where no
-- letter could be sent), and reading somebody's mail must not get one past it. False where the address was shown before.
create function first_proof(who bigint) returns boolean
language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  update login set proven_at = now(), password = null, changed_at = now() where person_id = who and proven_at is null;
  if not found then return false; end if;
  delete from session where person_id = who;
  perform end_tokens_of(who);
  delete from passkey where person_id = who;
  delete from identity where person_id = who;
  delete from half_session where person_id = who;
  delete from provider_trip where person_id = who;
  delete from device where person_id = who;
  update key_link set used_at = now() where person_id = who and used_at is null;
  update one_time set used_at = now() where person_id = who and used_at is null;
  return true;
end $$;

-- Ends what programs of a person come in by, feeds among them. Who chose a new password by mail may not be the one who made them.
create or replace function end_tokens_of(who bigint) returns void
language sql security definer set search_path = copse, public, pg_temp as $$
  delete from token t where t.person_id = who;
  delete from feed f where f.person_id = who
$$;

-- What opens an account without a password, by name: for who has just chosen a new one by mail.
create function other_ways(who bigint, out passkeys text[], out providers int)
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select coalesce((select array_agg(k.name order by k.id) from passkey k where k.person_id = who), '{}'),
    (select count(*)::int from identity i where i.person_id = who)
$$;

create or replace function change_address(which bigint, out person_id bigint, out email text, out before text) returns setof record
language plpgsql security definer set search_path = copse, public, pg_temp as $$
#variable_conflict use_column
begin
  select u.person_id, u.email into change_address.person_id, change_address.email from use_key_link(which, 'address') u;
  if not found then return; end if;
  select l.email into change_address.before from login l where l.person_id = change_address.person_id for update;
  if not found then return; end if;
  update login l set email = change_address.email, changed_at = now(), proven_at = now() where l.person_id = change_address.person_id;
  -- Links that wait in the old mailbox open nothing any more.
  delete from one_time o where o.person_id = change_address.person_id and o.used_at is null;
  update key_link k set used_at = now() where k.person_id = change_address.person_id and k.used_at is null;
  return next;
end $$;

-- Only one's own token, whoever names it.
create or replace function touch_token(which bigint) returns void
language sql security definer set search_path = copse, public, pg_temp as $$
  update token set used_at = now() where id = which and person_id = me() and (used_at is null or used_at < now() - interval '1 hour')
$$;

create or replace function my_keys() returns jsonb
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select jsonb_build_object(
    'email', (select l.email from login l where l.person_id = me()),
    'proven', coalesce((select l.proven_at is not null from login l where l.person_id = me()), false),
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

revoke execute on function prove_address, is_first_proof, first_proof, other_ways from public;
grant execute on function prove_address, is_first_proof, first_proof, other_ways to copse_app;
