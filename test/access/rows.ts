import { inject } from 'vitest'
import { connect } from '../../src/platform/database/connect.ts'
import type { TestSite } from '../site.ts'

/** Values where neither the column's type nor a list of its values says what it takes. */
const choosy: Record<string, unknown> = {
  'ask.asked_by': 2,
  'block.blocked_id': 2,
  'buddy.buddy_id': 2,
  'date_question.minutes': 60,
  'introduction.type': 'audio/ogg',
  'item_link.from_item': 1,
  'looking_back.well': 'x',
  'outgoing_hook.kinds': '{talk}',
  'quiet_hours.to_hour': 8,
  'report.reporter_id': 2,
  lang: 'en',
}

interface Column {
  name: string
  type: string
  /** The first of those that a check allows. */
  first: string | null
}

/**
 * Puts a row into each table that has none, about this space and this person of it, with what its columns are as their types
 * say. Foreign keys and triggers rest meanwhile; checks do not: a column that takes only some values is told above.
 */
export async function rowInEach(world: TestSite, tables: string[], about: { space: number; person: number }) {
  const { user, password } = inject('server')
  const admin = connect(world.site.database.address, { user, password }, 1)
  await admin`set session_replication_role = replica`
  for (const table of tables) {
    const there = await admin.unsafe(`select from copse.${table} limit 1`)
    if (there.count) continue
    const told = Object.keys(choosy).flatMap((name) => (name.startsWith(`${table}.`) ? [name.split('.')[1]!] : []))
    const columns = await admin<Column[]>`
      select a.attname as name, format_type(a.atttypid, null) as type,
        (select substring(pg_get_constraintdef(c.oid) from 'ARRAY\\[''([^'']*)''') from pg_constraint c
          where c.conrelid = a.attrelid and c.contype = 'c' and pg_get_constraintdef(c.oid) like 'CHECK ((' || a.attname || ' = ANY%' limit 1) as first
      from pg_attribute a
      where a.attrelid = ${`copse.${table}`}::regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
        and (a.attnotnull and not a.atthasdef and a.attidentity = '' or a.attname in ('space_id', 'person_id') or a.attname = any(${told}))`
    const row = Object.fromEntries(columns.map((column) => [column.name, valueFor(table, column, about)]))
    const names = Object.keys(row).join(', ') || '*'
    await admin
      .unsafe(
        names === '*'
          ? `insert into copse.${table} default values`
          : `insert into copse.${table} (${names}) select ${names} from jsonb_populate_record(null::copse.${table}, $1::text::jsonb)`,
        names === '*' ? [] : [JSON.stringify(row)],
      )
      .catch((error) => {
        throw new Error(`No row could be made in ${table}; tell in test/access/rows.ts what it takes: ${error.message}`)
      })
  }
  await admin.end()
}

function valueFor(table: string, { name, type, first }: Column, about: { space: number; person: number }): unknown {
  if (`${table}.${name}` in choosy) return choosy[`${table}.${name}`]
  if (name === 'space_id') return about.space
  if (name === 'person_id') return about.person
  if (name in choosy) return choosy[name]
  if (first !== null) return first
  if (type.endsWith('wall_time')) return '2026-11-01'
  if (type.endsWith('year_day')) return '11-01'
  if (type.endsWith('[]')) return '{}'
  if (/^(bigint|integer|smallint|numeric|real|double precision)$/.test(type)) return 1
  if (/^(text|citext|character varying)$/.test(type)) return 'x'
  if (type === 'boolean') return true
  if (type === 'bytea') return '\\x00'
  if (type.startsWith('json')) return {}
  if (type === 'tsvector') return 'x'
  if (type === 'uuid') return '00000000-0000-4000-8000-000000000000'
  return '2026-11-01T00:00:00Z'
}
