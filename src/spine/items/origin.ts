import { type Static, Type as T } from '@sinclair/typebox'
import type { Rows, Sql } from '../../platform/database/connect.ts'
import { goneIsNone, notFound } from '../../platform/http/problems.ts'
import type { AttachmentCard } from '../messages/read.ts'
import { type Ctx, spaceOf } from '../request/ctx.ts'
import { Id } from '../request/schemas.ts'
import type { Site } from '../request/site.ts'
import { inUse, type Linked, presentLinked } from './links.ts'

/** So many messages are chosen at once, and so many of a long thread go into what is made of all of it. */
export const MOST_CHOSEN = 200

/** What something is to be made of, in an address and in a form. */
export const OriginFields = {
  /** An item of the space. */
  from: T.Optional(Id),
  /** A message of it; without one all of it is meant. */
  number: T.Optional(T.Integer({ minimum: 1, maximum: 999_999_999 })),
  /** More of its messages. */
  also: T.Optional(T.String({ pattern: `^\\d{1,9}(,\\d{1,9}){0,${MOST_CHOSEN - 1}}$` })),
}
const Origins = T.Object(OriginFields)
type OriginTyped = Static<typeof Origins>

/** Something said in this space, of which something else is made. */
export interface Origin {
  id: number
  kind: string
  title: string
  lang: string
  tags: string[]
  /** The numbers of the messages that were chosen; none: all of it is meant. */
  chosen: number[]
  said: Said[]
}

/** One of the messages, with the name it stands under. */
export interface Said {
  number: number
  name: string
  lang: string
  source: string
  html: string
  attachments: AttachmentCard[]
}

/**
 * What something is to be made of: an item of this space, with the messages that were chosen. What was removed meanwhile is not
 * among them.
 * @param whole with what was said in it, where no message was chosen
 * @returns nothing where it is made of nothing @throws 404
 */
export async function originIn(ctx: Ctx, typed: OriginTyped, whole = false): Promise<Origin | undefined> {
  if (!typed.from) return undefined
  const wanted = typed.number ? [typed.number, ...(typed.also?.split(',').map(Number) ?? [])] : []
  const [item] = await ctx.sql<Omit<Origin, 'chosen' | 'said'>[]>`
    select id, kind, title, lang, tags from item where id = ${typed.from} and space_id = ${spaceOf(ctx).id} and removed_at is null`
  if (!item) throw notFound()
  if (!wanted.length && !whole) return { ...item, chosen: [], said: [] }
  const said = await ctx.sql<Said[]>`
    select m.number, coalesce(m.through, p.name) name, m.lang, m.source, m.html, m.attachments from message m join person p on p.id = m.author_id
    where m.item_id = ${item.id} and m.removed_at is null ${wanted.length ? ctx.sql`and m.number = any(${wanted}::int[])` : ctx.sql``}
    order by m.number limit ${MOST_CHOSEN}`
  if (wanted.length && !said.length) throw notFound()
  return { ...item, chosen: wanted.length ? said.map(({ number }) => number) : [], said }
}

/** The same from a form that could not be taken: where it is gone, the rest of what was typed is shown all the same. */
export function originAgain(ctx: Ctx, typed: Record<string, unknown>, whole = false): Promise<Origin | undefined> {
  const { also } = typed
  const number = (name: string) => (/^[1-9]\d{0,8}$/.test(String(typed[name])) ? Number(typed[name]) : undefined)
  const others = typeof also === 'string' && /^[\d,]+$/.test(also) ? also.split(',').filter(Boolean) : []
  const few = others
    .slice(0, MOST_CHOSEN)
    .map(Number)
    .filter((one) => one < 1e9)
  return originIn(
    ctx,
    { from: number('from'), number: number('number'), also: few.join(',') || undefined },
    whole,
  ).catch(goneIsNone)
}

/** What a form of it carries, and an address. */
export function originValues(origin: Pick<Origin, 'id' | 'chosen'> | undefined): Record<string, string | number> {
  if (!origin) return {}
  const [number, ...also] = origin.chosen
  return { from: origin.id, ...(number && { number }), ...(also.length && { also: also.join(',') }) }
}

/** Notes that an item was made of what was said in another. */
export async function keepOrigin(
  ctx: Ctx,
  item: { id: number; spaceId: number },
  from: Pick<Origin, 'id' | 'chosen'>,
): Promise<void> {
  await ctx.sql`
    insert into item_link (space_id, from_item, to_item, to_message, made)
    select ${item.spaceId}, ${item.id}, i.id, m.id, true from item i
    left join message m on m.item_id = i.id and m.number = any(${from.chosen}::int[])
    where i.id = ${from.id} on conflict do nothing`
}

/** What an item was made of, as far as the asking person may read it: a row for each message. */
export function originOf(sql: Sql, id: number): Rows<Linked> {
  return sql<Linked[]>`select * from made_of(${id}, ${MOST_CHOSEN})`
}

export type ShownOrigin = NonNullable<ReturnType<typeof presentOrigin>>

/** As the API and pages show it: leads to the first message, and to each of several. */
export function presentOrigin(site: Site, rows: readonly Linked[]) {
  const shown = inUse(site, rows).map((one) => ({ ...presentLinked(site, one), number: one.number }))
  const [first] = shown
  if (!first) return null
  const { number, ...item } = first
  const messages = shown.flatMap((one) =>
    one.number && one.by ? [{ number: one.number, url: one.url, by: one.by }] : [],
  )
  return { ...item, messages }
}
