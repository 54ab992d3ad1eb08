-- How every table is walled. A table says who its rows are for (its audience) and gets its policies from here,
-- so that the wall is written once. `test/rules.test.ts` reads the audience back from the table's comment.

create function reads() returns bigint[] language sql stable parallel safe
  as $$ select nullif(current_setting('copse.reads', true), '')::bigint[] $$;
create function writes() returns bigint[] language sql stable parallel safe
  as $$ select nullif(current_setting('copse.writes', true), '')::bigint[] $$;
create function hosts() returns bigint[] language sql stable parallel safe
  as $$ select nullif(current_setting('copse.hosts', true), '')::bigint[] $$;
create function me() returns bigint language sql stable parallel safe
  as $$ select nullif(current_setting('copse.me', true), '')::bigint $$;

-- audience: space  people of the row's space read it, those who may write there write it
--           hosts  only the hosts of the row's space
--           self   only the person named by person_id
--           card   readable by whoever knows the id, changed by oneself
--           own    has policies of its own, written beside the table
--           jobs   only the job workers
--           locked nobody but the owner's functions
create procedure audience(target regclass, audience text) language plpgsql as $$
declare
  reads  constant text := 'space_id = any((select copse.reads())::bigint[])';
  writes constant text := 'space_id = any((select copse.writes())::bigint[])';
  hosts  constant text := 'space_id = any((select copse.hosts())::bigint[])';
  mine   constant text := 'person_id = (select copse.me())';
begin
  execute format('alter table %s enable row level security, force row level security', target);
  execute format('create policy owner on %s to copse_owner using (true) with check (true)', target);
  execute format('comment on table %s is %L', target, 'audience: ' || audience);
  case audience
    when 'space' then
      execute format('grant select, insert, update, delete on %s to copse_app', target);
      execute format('create policy read on %s for select to copse_app using (%s)', target, reads);
      execute format('create policy add on %s for insert to copse_app with check (%s)', target, writes);
      execute format('create policy change on %s for update to copse_app using (%s) with check (%s)', target, writes, writes);
      execute format('create policy remove on %s for delete to copse_app using (%s)', target, writes);
    when 'hosts' then
      execute format('grant select, insert, update, delete on %s to copse_app', target);
      execute format('create policy hosts on %s to copse_app using (%s) with check (%s)', target, hosts, hosts);
    when 'self' then
      execute format('grant select, insert, update, delete on %s to copse_app', target);
      execute format('create policy self on %s to copse_app using (%s) with check (%s)', target, mine, mine);
    when 'card' then
      execute format('grant select, update on %s to copse_app', target);
      execute format('create policy card on %s for select to copse_app using (true)', target);
      execute format('create policy self on %s for update to copse_app using (id = (select copse.me())) with check (id = (select copse.me()))', target);
    when 'jobs' then
      execute format('grant select, update, delete on %s to copse_jobs', target);
      execute format('create policy jobs on %s to copse_jobs using (true) with check (true)', target);
    when 'own', 'locked' then null;
    else raise exception 'unknown audience %', audience;
  end case;
end $$;
