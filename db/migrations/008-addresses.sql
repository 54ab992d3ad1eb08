-- An address is the same however its letters are written: compared as citext, which text beside it had undone.

create or replace function register(handle text, name text, lang text, email text, password text, time_zone text, operator boolean default false)
returns bigint language plpgsql security definer set search_path = copse, public, pg_temp as $$
declare who bigint; candidate text := register.handle; n int := 1;
begin
  if exists (select from login l where l.email = register.email::citext) then
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

create or replace function login_for(email text, out person_id bigint, out password text, out lang text)
language sql security definer set search_path = copse, public, pg_temp as $$
  select l.person_id, l.password, p.lang from login l join person p on p.id = l.person_id where l.email = login_for.email::citext
$$;

create or replace function make_one_time(kind text, email text, minutes int, out id bigint, out person_id bigint, out lang text)
language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  select l.person_id, p.lang into make_one_time.person_id, make_one_time.lang
    from login l join person p on p.id = l.person_id where l.email = make_one_time.email::citext;
  if make_one_time.person_id is not null then
    insert into one_time (kind, person_id, expires_at) values (make_one_time.kind, make_one_time.person_id, now() + make_interval(mins => minutes))
      returning one_time.id into make_one_time.id;
  end if;
end $$;

create or replace function person_by_email(email text) returns bigint
language sql security definer set search_path = copse, public, pg_temp as $$
  select l.person_id from login l where l.email = person_by_email.email::citext
$$;
