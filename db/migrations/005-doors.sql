-- The doors: functions that may look where a request may not. Each finds out who asks by itself.

-- Begins a request. Finds the person by the hash of their session or token, and what they may read, write and tend:
-- the one space named by slug, or with `everything` all of theirs; a membership past its date counts for nothing.
-- Every page begins with this, so it is one query, and a second one only for `everything`.
create function enter(credential bytea, slug text default null, everything boolean default false,
                      out me jsonb, out space jsonb)
language plpgsql security definer set search_path = copse, public, pg_temp as $$
declare
  who bigint; r bigint[]; w bigint[]; h bigint[];
begin
  if credential is not null then
    select c.person_id,
        jsonb_build_object('id', p.id, 'handle', p.handle, 'name', p.name, 'lang', p.lang, 'picture', p.picture,
          'timeZone', coalesce(f.time_zone, 'UTC'), 'operator', coalesce(l.operator, false),
          'via', c.via, 'viaId', c.via_id, 'scopes', c.scopes),
        case when m.standing is not null then
          jsonb_build_object('id', s.id, 'kind', s.kind, 'slug', s.slug, 'name', s.name, 'purpose', s.purpose,
            'lang', s.lang, 'hue', s.hue, 'picture', s.picture, 'people', s.people, 'badges', s.badges,
            'membersInvite', s.members_invite, 'closed', s.closed_at is not null, 'createdAt', s.created_at,
            'standing', m.standing, 'joinedAt', m.joined_at) end,
        case when m.standing is not null then array[s.id] end,
        case when m.standing is not null and s.closed_at is null then array[s.id] end,
        case when m.standing = 'host' then array[s.id] end
      into who, me, space, r, w, h
      from (
        select person_id, 'session' via, id via_id, '{read,write}'::text[] scopes
          from session where hash = credential and expires_at > now()
        union all
        select person_id, 'token', id, scopes
          from token where hash = credential and (expires_at is null or expires_at > now())
        limit 1) c
      join person p on p.id = c.person_id
      left join profile f on f.person_id = p.id left join login l on l.person_id = p.id
      left join copse.space s on s.slug = enter.slug::citext
      left join membership m on m.space_id = s.id and m.person_id = p.id and m.ended_at is null
        and (m.until is null or m.until > now());
    if who is not null and slug is null and everything then
      select array_agg(sp.id), array_agg(sp.id) filter (where sp.closed_at is null),
          array_agg(sp.id) filter (where ms.standing = 'host')
        into r, w, h from membership ms join copse.space sp on sp.id = ms.space_id
        where ms.person_id = who and ms.ended_at is null and (ms.until is null or ms.until > now());
    end if;
  end if;
  perform set_config('copse.me', coalesce(who::text, ''), true), set_config('copse.reads', coalesce(r::text, ''), true),
    set_config('copse.writes', coalesce(w::text, ''), true), set_config('copse.hosts', coalesce(h::text, ''), true);
end $$;

-- The same for work done in a person's name outside a request: a mail rendered, an import, the demonstration.
create function enter_as(who bigint, slug text default null) returns jsonb
language plpgsql security definer set search_path = copse, public, pg_temp as $$
declare r bigint[]; w bigint[]; h bigint[]; card jsonb;
begin
  select array_agg(s.id), array_agg(s.id) filter (where s.closed_at is null), array_agg(s.id) filter (where m.standing = 'host')
    into r, w, h from membership m join copse.space s on s.id = m.space_id
    where m.person_id = who and m.ended_at is null and (m.until is null or m.until > now())
      and (enter_as.slug is null or s.slug = enter_as.slug);
  select jsonb_build_object('id', p.id, 'handle', p.handle, 'name', p.name, 'lang', p.lang, 'picture', p.picture,
      'timeZone', coalesce(f.time_zone, 'UTC'), 'operator', false, 'via', 'job', 'viaId', 0, 'scopes', '{read,write}'::text[])
    into card from person p left join profile f on f.person_id = p.id where p.id = who;
  perform set_config('copse.me', coalesce(who::text, ''), true), set_config('copse.reads', coalesce(r::text, ''), true),
    set_config('copse.writes', coalesce(w::text, ''), true), set_config('copse.hosts', coalesce(h::text, ''), true);
  return card;
end $$;

-- Counts a try under a key and says how many seconds to wait: 0 while there were no more than `most` in `seconds`.
create function try(key bytea, most int, seconds int) returns int
language plpgsql security definer set search_path = copse, public, pg_temp as $$
#variable_conflict use_column
declare t tries;
begin
  insert into tries as x values (try.key, 1, now() + make_interval(secs => seconds))
    on conflict (key) do update set
      count = case when x.until < now() then 1 else x.count + 1 end,
      until = case when x.until < now() then excluded.until else x.until end
    returning * into t;
  return case when t.count > most then greatest(1, extract(epoch from t.until - now())::int) else 0 end;
end $$;

-- Forgets the tries under a key: whoever got in was not guessing.
create function forgive(key bytea) returns void
language sql security definer set search_path = copse, public, pg_temp as $$
  delete from tries where tries.key = forgive.key
$$;

-- Makes a person with a login. The handle is made unique by a number. Raises unique_violation for a known address.
create function register(handle text, name text, lang text, email text, password text, time_zone text, operator boolean default false)
returns bigint language plpgsql security definer set search_path = copse, public, pg_temp as $$
declare who bigint; candidate text := register.handle; n int := 1;
begin
  if exists (select from login l where l.email = register.email) then
    raise exception 'this address has an account' using errcode = 'unique_violation', constraint = 'login_email_key';
  end if;
  loop
    insert into person (handle, name, lang) values (candidate, register.name, register.lang)
      on conflict do nothing returning id into who;
    exit when who is not null;
    n := n + 1; candidate := left(register.handle, 36) || n;
  end loop;
  insert into login (person_id, email, password, operator) values (who, register.email, register.password, register.operator);
  insert into profile (person_id, languages, time_zone) values (who, array[register.lang], register.time_zone);
  return who;
end $$;

create function login_for(email text, out person_id bigint, out password text, out lang text)
language sql security definer set search_path = copse, public, pg_temp as $$
  select l.person_id, l.password, p.lang from login l join person p on p.id = l.person_id where l.email = login_for.email
$$;

create function my_login(out email text, out has_password boolean, out password text)
language sql security definer set search_path = copse, public, pg_temp as $$
  select l.email, l.password is not null, l.password from login l where l.person_id = me()
$$;

create function set_password(who bigint, password text) returns void
language sql security definer set search_path = copse, public, pg_temp as $$
  update login set password = set_password.password, changed_at = now() where person_id = who
$$;

create function open_session(who bigint, hash bytea, agent text) returns bigint
language sql security definer set search_path = copse, public, pg_temp as $$
  insert into session (person_id, hash, agent, expires_at) values (who, open_session.hash, left(open_session.agent, 300), now() + interval '90 days')
  returning id
$$;

create function my_sessions() returns table (id bigint, agent text, created_at timestamptz, used_at timestamptz)
language sql security definer set search_path = copse, public, pg_temp as $$
  select s.id, s.agent, s.created_at, s.used_at from session s where s.person_id = me() and s.expires_at > now() order by s.used_at desc, s.id desc
$$;

-- Ends one of my sessions, or with null all but the one given by `keep`. Returns how many ended.
create function end_sessions(which bigint, keep bigint default null) returns int
language sql security definer set search_path = copse, public, pg_temp as $$
  with gone as (delete from session where person_id = me() and (id = which or (which is null and id is distinct from keep)) returning 1)
  select count(*)::int from gone
$$;

create function end_sessions_of(who bigint) returns void
language sql security definer set search_path = copse, public, pg_temp as $$ delete from session where person_id = who $$;

create function touch_session(which bigint) returns void
language sql security definer set search_path = copse, public, pg_temp as $$
  update session set used_at = now(), expires_at = now() + interval '90 days'
  where id = which and person_id = me() and used_at < now() - interval '1 hour'
$$;

create function make_token(name text, hash bytea, scopes text[], expires_at timestamptz) returns bigint
language sql security definer set search_path = copse, public, pg_temp as $$
  insert into token (person_id, name, hash, scopes, expires_at)
  values (me(), make_token.name, make_token.hash, make_token.scopes, make_token.expires_at) returning id
$$;

create function my_tokens() returns table (id bigint, name text, scopes text[], created_at timestamptz, expires_at timestamptz)
language sql security definer set search_path = copse, public, pg_temp as $$
  select t.id, t.name, t.scopes, t.created_at, t.expires_at from token t where t.person_id = me() order by t.id desc
$$;

create function end_token(which bigint) returns int
language sql security definer set search_path = copse, public, pg_temp as $$
  with gone as (delete from token where id = which and person_id = me() returning 1) select count(*)::int from gone
$$;

-- A one-time link for the person with this address; nothing for an unknown one.
create function make_one_time(kind text, email text, minutes int, out id bigint, out person_id bigint, out lang text)
language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  select l.person_id, p.lang into make_one_time.person_id, make_one_time.lang
    from login l join person p on p.id = l.person_id where l.email = make_one_time.email;
  if make_one_time.person_id is not null then
    insert into one_time (kind, person_id, expires_at) values (make_one_time.kind, make_one_time.person_id, now() + make_interval(mins => minutes))
      returning one_time.id into make_one_time.id;
  end if;
end $$;

create function make_first_run() returns bigint
language plpgsql security definer set search_path = copse, public, pg_temp as $$
declare made bigint;
begin
  if (select founded_at from site) is not null then return null; end if;
  -- Several nodes may start at once: each prints a link, and whichever is used founds the site.
  delete from one_time where kind = 'first-run' and expires_at < now();
  insert into one_time (kind, expires_at) values ('first-run', now() + interval '7 days') returning id into made;
  return made;
end $$;

-- Whether a one-time link still works, without using it.
create function one_time_card(which bigint, kind text, out usable boolean, out person_id bigint, out name text, out email text)
language sql security definer set search_path = copse, public, pg_temp as $$
  select o.used_at is null and o.expires_at > now() and (o.kind <> 'first-run' or (select founded_at is null from site)),
    o.person_id, p.name, l.email
  from one_time o left join person p on p.id = o.person_id left join login l on l.person_id = o.person_id
  where o.id = which and o.kind = one_time_card.kind
$$;

create function use_one_time(which bigint, kind text, out person_id bigint, out used boolean)
language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  update one_time o set used_at = now() where o.id = which and o.kind = use_one_time.kind and o.used_at is null and o.expires_at > now()
    returning o.person_id into use_one_time.person_id;
  used := found;
end $$;

-- Marks the site as founded; raises when it already is, so that two first persons cannot both win.
create function found_site(demonstration boolean) returns void
language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  update site set founded_at = now(), demonstration = found_site.demonstration where founded_at is null;
  if not found then raise exception 'the site is already founded' using errcode = 'CP002'; end if;
end $$;

-- Makes a community with the asking person as its host; it is readable and writable for the rest of the transaction.
create function found_space(slug text, name text, purpose text, lang text, hue int, created_at timestamptz default now())
returns bigint language plpgsql security definer set search_path = copse, public, pg_temp as $$
declare made bigint; candidate text := found_space.slug; n int := 1;
begin
  loop
    insert into space (kind, slug, name, purpose, lang, hue, created_by, created_at)
      values ('community', candidate, found_space.name, found_space.purpose, found_space.lang, found_space.hue, me(), found_space.created_at)
      on conflict do nothing returning id into made;
    exit when made is not null;
    n := n + 1; candidate := left(found_space.slug, 55) || '-' || n;
  end loop;
  insert into membership (space_id, person_id, standing, joined_at) values (made, me(), 'host', found_space.created_at);
  perform set_config('copse.reads', array_append(reads(), made)::text, true),
    set_config('copse.writes', array_append(writes(), made)::text, true),
    set_config('copse.hosts', array_append(hosts(), made)::text, true);
  return made;
end $$;

-- What an invitation shows before one joins. Null where there is none.
create function invitation_card(which bigint) returns jsonb
language sql security definer set search_path = copse, public, pg_temp as $$
  select jsonb_build_object(
    'usable', i.revoked_at is null and (i.expires_at is null or i.expires_at > now())
      and (i.uses_most is null or i.uses < i.uses_most) and s.closed_at is null
      and exists (select from membership m where m.space_id = i.space_id and m.person_id = i.made_by and m.ended_at is null),
    'note', i.note, 'email', i.email, 'claims', c.name, 'expiresAt', i.expires_at,
    'by', jsonb_build_object('id', p.id, 'handle', p.handle, 'name', p.name, 'picture', p.picture),
    'space', jsonb_build_object('id', s.id, 'slug', s.slug, 'name', s.name, 'purpose', s.purpose, 'lang', s.lang,
      'hue', s.hue, 'picture', s.picture, 'people', s.people, 'badges', s.badges))
  from invitation i join space s on s.id = i.space_id join person p on p.id = i.made_by left join person c on c.id = i.claims
  where i.id = which
$$;

-- The asking person joins by an invitation. Using it up happens under its lock, so that the last use is used once.
create function join_by(which bigint) returns text
language plpgsql security definer set search_path = copse, public, pg_temp as $$
declare i invitation; s space;
begin
  select * into i from invitation where id = which for update;
  select * into s from space where id = i.space_id;
  if exists (select from membership m where m.space_id = s.id and m.person_id = me() and m.ended_at is null
             and (m.until is null or m.until > now())) then
    return s.slug;
  end if;
  if i.id is null or not (invitation_card(which) -> 'usable')::boolean then
    raise exception 'the invitation has ended' using errcode = 'CP003';
  end if;
  update invitation set uses = uses + 1 where id = which;
  insert into membership as m (space_id, person_id, standing) values (s.id, me(), 'member')
    on conflict (space_id, person_id) do update set standing = 'member', until = null, ended_at = null, joined_at = now();
  perform set_config('copse.reads', array_append(reads(), s.id)::text, true),
    set_config('copse.writes', array_append(writes(), s.id)::text, true);
  return s.slug;
end $$;

-- A new person joins: makes the account (or claims the placeholder the invitation names) and joins.
create function join_new(which bigint, handle text, name text, lang text, email text, password text, time_zone text,
                         out person_id bigint, out slug text)
language plpgsql security definer set search_path = copse, public, pg_temp as $$
declare i invitation;
begin
  select * into i from invitation where id = which for update;
  if i.claims is not null and not exists (select from login l where l.person_id = i.claims) then
    person_id := i.claims;
    update person p set name = join_new.name, lang = join_new.lang where p.id = person_id;
    insert into login (person_id, email, password) values (join_new.person_id, join_new.email, join_new.password);
    insert into profile (person_id, languages, time_zone) values (join_new.person_id, array[join_new.lang], join_new.time_zone)
      on conflict do nothing;
  else
    person_id := register(handle, name, lang, email, password, time_zone);
  end if;
  perform set_config('copse.me', person_id::text, true);
  slug := join_by(which);
end $$;

-- The asking person leaves. The trigger on membership refuses the last host.
create function leave(which bigint) returns void
language sql security definer set search_path = copse, public, pg_temp as $$
  update membership set ended_at = now() where space_id = which and person_id = me() and ended_at is null
$$;

-- For imports and the demonstration: brings a person into a space in a host's name, with the date it happened.
create function admit(which bigint, who bigint, standing text, badge text, joined timestamptz, until timestamptz, ended timestamptz)
returns void language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  if not which = any(hosts()) then raise exception 'only a host admits' using errcode = 'insufficient_privilege'; end if;
  insert into membership (space_id, person_id, standing, badge, joined_at, until, ended_at)
    values (which, who, admit.standing, admit.badge, joined, admit.until, ended)
    on conflict (space_id, person_id) do update set standing = excluded.standing, badge = excluded.badge,
      joined_at = excluded.joined_at, until = excluded.until, ended_at = excluded.ended_at;
end $$;

-- The person standing for an author of imported words, made once for each source.
create function placeholder(source text, handle text, name text, lang text) returns bigint
language plpgsql security definer set search_path = copse, public, pg_temp as $$
declare who bigint; candidate text := placeholder.handle; n int := 1;
begin
  loop
    select id into who from person p where p.source = placeholder.source;
    exit when who is not null;
    insert into person (source, handle, name, lang) values (placeholder.source, candidate, placeholder.name, placeholder.lang)
      on conflict do nothing returning id into who;
    exit when who is not null;
    n := n + 1; candidate := left(placeholder.handle, 36) || n;
  end loop;
  return who;
end $$;

-- Puts a mail in the queue. Its Message-ID is fixed now, so that a second try after a crash is the same mail.
create function queue_mail(kind text, address text, person_id bigint, subject_id bigint, lang text, host text) returns bigint
language sql security definer set search_path = copse, public, pg_temp as $$
  insert into mail (kind, address, person_id, subject_id, lang, message_id)
  values (queue_mail.kind, queue_mail.address, queue_mail.person_id, queue_mail.subject_id, queue_mail.lang,
    '<' || gen_random_uuid() || '@' || host || '>')
  returning id
$$;

-- For operators: what waits or went wrong, never what it says.
create function mail_queue() returns table (address text, kind text, state text, created_at timestamptz, error text)
language sql security definer set search_path = copse, public, pg_temp as $$
  select m.address, m.kind, m.state, m.created_at, m.error from mail m
  where exists (select from login l where l.person_id = me() and l.operator)
  order by m.id desc limit 100
$$;

-- What a mail needs to know, for the workers.
create function mail_facts(which bigint) returns jsonb
language sql security definer set search_path = copse, public, pg_temp as $$
  select case when m.kind = 'invitation' then invitation_card(m.subject_id)
    else jsonb_build_object('name', p.name, 'usable', o.used_at is null and o.expires_at > now()) end
  from mail m left join one_time o on m.kind <> 'invitation' and o.id = m.subject_id left join person p on p.id = m.person_id
  where m.id = which
$$;

-- What is past its time. Run by a job every night.
create function sweep() returns void
language sql security definer set search_path = copse, public, pg_temp as $$
  delete from session where expires_at < now();
  delete from one_time where expires_at < now() - interval '7 days';
  delete from tries where until < now();
  delete from idempotency where at < now() - interval '14 days';
  delete from attachment where message_id is null and created_at < now() - interval '14 days';
  update membership set ended_at = until where ended_at is null and until < now()
$$;

-- By commands on the server only.
create function person_by_email(email text) returns bigint
language sql security definer set search_path = copse, public, pg_temp as $$
  select l.person_id from login l where l.email = person_by_email.email
$$;

-- Which of these blobs something still refers to, for the job that removes the others.
create function blobs_in_use(hashes text[]) returns setof text
language sql security definer set search_path = copse, public, pg_temp as $$
  select distinct blob from attachment where blob = any(hashes)
$$;

create function host_of(slug text) returns bigint
language sql security definer set search_path = copse, public, pg_temp as $$
  select m.person_id from membership m join space s on s.id = m.space_id
  where s.slug = host_of.slug and m.standing = 'host' and m.ended_at is null order by m.joined_at, m.person_id limit 1
$$;

create function first_operator() returns bigint
language sql security definer set search_path = copse, public, pg_temp as $$
  select person_id from login where operator order by person_id limit 1
$$;

grant usage on schema copse to copse_app, copse_jobs;
revoke execute on all functions in schema copse from public;
revoke execute on all procedures in schema copse from public;
grant execute on all functions in schema copse to copse_app;
revoke execute on function mail_facts, sweep, blobs_in_use from copse_app;
grant execute on function me, reads, writes, hosts, mail_facts, sweep, blobs_in_use to copse_jobs;
