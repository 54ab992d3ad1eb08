-- What the planner knows of the tables. PostgreSQL counts by itself what changes much; a table where there is little or nothing it
-- never looks at, takes it for ten pages of rows, and begins with all items of all spaces instead of the one row that is somebody's.
create function look_over() returns void language plpgsql security definer set search_path = copse, public, pg_temp as $$
begin
  analyze;
end $$;
revoke execute on function look_over() from public;
grant execute on function look_over() to copse_jobs;
