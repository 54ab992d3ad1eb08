-- Every picture that is sent says in words what it shows, or that it only decorates.

alter table attachment add column decorative boolean not null default false;
-- What was sent without words was meant so: the form said that this is how to say it.
update attachment set decorative = true where alt = '' and width is not null and message_id is not null;
alter table attachment add check (not decorative or alt = '');

-- Files of a message are its author's to change, whoever brought them (the demonstration brings them for others).
drop policy change on attachment;
create policy change on attachment for update to copse_app
  using (space_id = any((select writes())::bigint[])
    and (person_id = (select me()) or exists (select from message m where m.id = attachment.message_id and m.author_id = (select me()))))
  with check (space_id = any((select writes())::bigint[]));
drop policy remove on attachment;
create policy remove on attachment for delete to copse_app
  using (space_id = any((select writes())::bigint[])
    and (person_id = (select me()) or exists (select from message m where m.id = attachment.message_id and m.author_id = (select me()))));

-- As before, but a file waits as long as the draft that it is part of.
create or replace function sweep() returns void
language sql security definer set search_path = copse, public, pg_temp as $$
  delete from session where expires_at < now();
  delete from one_time where expires_at < now() - interval '7 days';
  delete from tries where until < now();
  delete from idempotency where at < now() - interval '14 days';
  delete from attachment a where a.message_id is null and a.created_at < now() - interval '14 days'
    and not exists (select from draft d where d.person_id = a.person_id
      and a.id::text = any(string_to_array(d.fields ->> 'attachments', ',')));
  delete from invitation_report where created_at < now() - interval '30 days';
  update membership set ended_at = until where ended_at is null and until < now()
$$;
