import type { Pool } from './connect.ts'

/**
 * The schema as text, for people to review and for a test to compare with `db/schema.sql`: tables with columns,
 * constraints, indexes, walls and triggers, then functions. Read from PostgreSQL's own catalogue; the same on every
 * version that Copse runs on.
 */
export async function schemaListing(sql: Pool): Promise<string> {
  const tables = await sql<
    {
      name: string
      audience: string
      columns: string[]
      constraints: string[]
      indexes: string[]
      policies: string[]
      triggers: string[]
      grants: string[]
    }[]
  >`
    select c.relname as name, coalesce(obj_description(c.oid), '') as audience,
      (select array_agg(format('%I %s%s%s%s', a.attname, format_type(a.atttypid, a.atttypmod), case when a.attnotnull then ' not null' else '' end,
          case when a.attidentity <> '' then ' identity' else '' end, coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '')) order by a.attnum)
        from pg_attribute a left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
      (select array_agg(pg_get_constraintdef(k.oid) order by k.contype, k.conname) from pg_constraint k where k.conrelid = c.oid and k.contype in ('p', 'u', 'f', 'c')) as constraints,
      (select array_agg(pg_get_indexdef(i.indexrelid) order by i.indexrelid::regclass::text) from pg_index i
        where i.indrelid = c.oid and not exists (select from pg_constraint k where k.conindid = i.indexrelid)) as indexes,
      (select array_agg(format('%s for %s to %s using (%s) with check (%s)', p.policyname, lower(p.cmd), array_to_string(p.roles, ', '), coalesce(p.qual, ''), coalesce(p.with_check, '')) order by p.policyname)
        from pg_policies p where p.schemaname = 'copse' and p.tablename = c.relname) as policies,
      (select array_agg(pg_get_triggerdef(t.oid) order by t.tgname) from pg_trigger t where t.tgrelid = c.oid and not t.tgisinternal) as triggers,
      (select array_agg(granted order by granted) from (
        select format('%s to %s', string_agg(lower(g.privilege_type), ', ' order by g.privilege_type), g.grantee) as granted
        from information_schema.role_table_grants g where g.table_schema = 'copse' and g.table_name = c.relname and g.grantee <> 'copse_owner' group by g.grantee) g) as grants
    from pg_class c where c.relnamespace = 'copse'::regnamespace and c.relkind = 'r' and c.relname <> 'migration' order by 1`
  const functions = await sql<{ signature: string; returns: string; definer: boolean; grants: string }[]>`
    select format('%s(%s)', p.proname, pg_get_function_arguments(p.oid)) as signature, coalesce(pg_get_function_result(p.oid), '') as returns, p.prosecdef as definer,
      coalesce((select string_agg(a.grantee::regrole::text, ', ' order by a.grantee::regrole::text) from aclexplode(p.proacl) a where a.grantee <> p.proowner and a.grantee <> 0), '') as grants
    from pg_proc p where p.pronamespace = 'copse'::regnamespace order by 1`
  return [
    '-- Made by `npm run schema` from the catalogue after all migrations; `npm run check` keeps it true. Read it, do not run it.',
    ...tables.map(tableText),
    ...functions.map(
      ({ signature, returns, definer, grants }) =>
        `function ${signature}${returns ? ` returns ${returns}` : ''}${definer ? ' security definer' : ''}${grants ? `  -- ${grants}` : ''}`,
    ),
    '',
  ].join('\n')
}

function tableText(table: {
  name: string
  audience: string
  columns: string[]
  constraints: string[] | null
  indexes: string[] | null
  policies: string[] | null
  triggers: string[] | null
  grants: string[] | null
}): string {
  const lines = (words: string, list: string[] | null) => (list ?? []).map((one) => `  ${words}${one}`)
  return [
    `\ntable ${table.name}  -- ${table.audience}`,
    ...lines('', table.columns),
    ...lines('', table.constraints),
    ...lines('', table.indexes).map((line) => line.replace(/ ON (ONLY )?copse\./, ' ON ')),
    ...lines('policy ', table.policies),
    ...lines('', table.triggers),
    ...lines('grant ', table.grants),
    '',
  ].join('\n')
}
