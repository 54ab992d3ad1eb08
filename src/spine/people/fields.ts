import { Type as T } from '@sinclair/typebox'
import { invalid } from '../../platform/http/problems.ts'
import { type Ctx, meOf } from '../request/ctx.ts'
import type { Link } from './links.ts'

/** What a person may tell of themselves in words of their own, and how long it may be. */
export const longest = {
  pronouns: 120,
  organisation: 120,
  place: 120,
  does: 600,
  askAbout: 600,
  learning: 600,
  welcome: 1200,
} as const
export type WrittenField = keyof typeof longest

/** Every field, in the order in which a person is introduced. */
export const fieldNames = [
  'pronouns',
  'organisation',
  'place',
  'does',
  'askAbout',
  'learning',
  'languages',
  'links',
  'welcome',
  'clock',
] as const
export type FieldName = (typeof fieldNames)[number]

/** What someone tells, as far as the reader may know it; empty where they say nothing. */
export interface Told extends Record<WrittenField, string> {
  languages: string[]
  links: Link[]
  /** Their time zone; empty where they hide it. */
  clock: string
}

const written = Object.fromEntries(Object.keys(longest).map((name) => [name, T.String()])) as Record<
  WrittenField,
  ReturnType<typeof T.String>
>

/** What someone tells, in the API. */
export const ToldSchema = T.Object({
  ...written,
  languages: T.Array(T.String()),
  links: T.Array(T.Object({ url: T.String(), label: T.String() })),
  clock: T.String(),
})

/** What someone tells, from `jsonb_object_agg(name, value)` of their rows. */
export function toldIn(rows: Partial<Told> | null | undefined): Told {
  // Field by field: objects of many shapes, spread into each other, cost a directory of fifty people two milliseconds.
  return {
    pronouns: rows?.pronouns ?? '',
    organisation: rows?.organisation ?? '',
    place: rows?.place ?? '',
    does: rows?.does ?? '',
    askAbout: rows?.askAbout ?? '',
    learning: rows?.learning ?? '',
    welcome: rows?.welcome ?? '',
    languages: rows?.languages ?? [],
    links: rows?.links ?? [],
    clock: rows?.clock ?? '',
  }
}

/** What one tells oneself, with the names of the fields that one keeps to oneself. */
export async function ownFields(ctx: Ctx): Promise<{ told: Told; hidden: FieldName[] }> {
  const rows = await ctx.sql<{ name: FieldName; value: never; shown: boolean }[]>`
    select name, value, shown from profile_field where person_id = ${meOf(ctx).id}`
  return {
    told: toldIn(Object.fromEntries(rows.map(({ name, value }) => [name, value]))),
    hidden: fieldNames.filter((name) => rows.some((row) => row.name === name && !row.shown)),
  }
}

/**
 * Keeps what one tells of oneself. Fields that are not named stay as they are; empty ones go.
 * @throws Invalid for what is too long
 */
export async function keepFields(
  ctx: Ctx,
  told: Partial<Omit<Told, 'clock'>>,
  hidden: readonly string[],
): Promise<void> {
  const plain = Object.entries(told).map(([name, value]) => ({
    name,
    value: typeof value === 'string' ? plainText(name as WrittenField, value) : value,
    shown: !hidden.includes(name),
  }))
  const me = meOf(ctx).id
  const [full, empty] = [plain.filter(({ value }) => value.length), plain.filter(({ value }) => !value.length)]
  await Promise.all([
    empty.length &&
      ctx.sql`delete from profile_field where person_id = ${me} and name = any(${empty.map(({ name }) => name)})`,
    full.length &&
      ctx.sql`insert into profile_field (person_id, name, value, shown)
        select ${me}, f.name, f.value, f.shown from jsonb_to_recordset(${ctx.sql.json(full as never)}) f(name text, value jsonb, shown boolean)
        on conflict (person_id, name) do update set value = excluded.value, shown = excluded.shown`,
  ])
}

/** Says whether others may know what time it is there. */
export async function showClock(ctx: Ctx, shown: boolean): Promise<void> {
  await ctx.sql`update profile_field set shown = ${shown} where person_id = ${meOf(ctx).id} and name = 'clock'`
}

/** Short fields are on one line; in long ones lines stay. @throws Invalid */
function plainText(name: WrittenField, text: string): string {
  const most = longest[name]
  const plain = (most > 120 ? text.replace(/\r\n?/g, '\n') : text.replace(/\s+/g, ' ')).trim()
  if (plain.length > most) throw invalid(name, 'too-long', { most })
  return plain
}
