-- Asking for a mailed link takes the same for an address that nobody has: the same statement, and the same rows written,
-- which are then taken back. So neither the answer nor its time tells who has an account.
create function mail_one_time(kind text, email text, minutes int, host text) returns void
language plpgsql security definer set search_path = copse, public, pg_temp as $$
declare who bigint; wording text; link bigint; letter bigint;
begin
  select l.person_id, p.lang into who, wording
    from login l join person p on p.id = l.person_id where l.email = mail_one_time.email::citext;
  begin
    insert into one_time (kind, person_id, expires_at)
      values (mail_one_time.kind, who, now() + make_interval(mins => minutes)) returning id into link;
    letter := queue_mail(mail_one_time.kind, mail_one_time.email, who, link, coalesce(wording, 'en'), host);
    perform jobs.enqueue('mail', jsonb_build_object('id', letter));
    if who is null then raise exception 'nobody' using errcode = 'CP004'; end if;
  exception when sqlstate 'CP004' then null;
  end;
end $$;
revoke execute on function mail_one_time from public;
grant execute on function mail_one_time to copse_app;
