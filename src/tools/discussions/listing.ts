import { Type as T } from '@sinclair/typebox'
import { nothing } from '../../platform/html.ts'
import { wantsJson } from '../../platform/http/server.ts'
import { spaceOf } from '../../spine/request/ctx.ts'
import { elsewhere, get, page } from '../../spine/request/route.ts'
import { nullable } from '../../spine/request/schemas.ts'
import { addressOf } from './address.ts'
import { presentAnnouncement } from './announcement.ts'
import { aroundList } from './around.ts'
import { presentInList } from './card.ts'
import { cursors, type Sort, sorts } from './cursor.ts'
import { intents } from './discussions.ts'
import { LIST_PAGE, type ListRow, type ListWish, listOf, shows } from './list.ts'
import { AnnouncementSchema, CardSchema, TagSchema } from './schemas.ts'
import { similarTo } from './similar.ts'
import { listPage } from './views/list.ts'

const oneOf = <V extends string>(values: readonly V[]) => T.Optional(T.Union(values.map((value) => T.Literal(value))))
// A form's field that nobody chose comes as an empty text.
const orEmpty = <V extends string>(values: readonly V[]) => oneOf<V | ''>([...values, ''])

const Wish = T.Object({
  before: T.Optional(T.String({ maxLength: 300 })),
  show: orEmpty(shows),
  tag: T.Optional(T.String({ maxLength: 60 })),
  intent: orEmpty(intents),
  sort: orEmpty(sorts),
})

/** The list and its neighbour that the form for starting asks. */
export const listing = [
  get('/c/:space/discussions', {
    access: 'reader',
    everything: true,
    summary: 'Discussions: all, or by what they are, in the order asked for',
    query: Wish,
    response: T.Object({
      discussions: T.Array(CardSchema),
      movedUp: T.Integer(),
      tag: nullable(TagSchema),
      announcement: nullable(AnnouncementSchema),
      next: nullable(T.String()),
    }),
    load({ sql, params, query }) {
      const wish = wishOf(params.space, query)
      return Promise.all([listOf(sql, wish), aroundList(sql, { ...wish, slug: params.space })])
    },
    async handle(ctx, { query }, [rows, [around]]) {
      const { slug } = spaceOf(ctx)
      const wish = wishOf(slug, query)
      if (around!.renamed) return elsewhere(addressOf(slug, { ...wish, tag: around!.renamed }))
      const plain = rows.filter((row) => !row.first)
      const shown = [...rows.filter((row) => row.first), ...plain.slice(0, LIST_PAGE)]
      const discussions = shown.map((row) => ({ ...presentInList(row), ...opening(row, wish) }))
      const { movedUp, announcement, tag } = around!
      const data = {
        discussions,
        movedUp,
        tag: tag && { ...tag, url: addressOf(slug, { tag: tag.name }) },
        announcement: announcement && presentAnnouncement(announcement),
        next: plain.length > LIST_PAGE ? nextAddress(slug, wish, plain[LIST_PAGE - 1]!, ctx.now) : null,
      }
      return page(data, () => listPage(ctx, { ...data, wish, tags: around!.tags ?? [] }))
    },
  }),

  get('/c/:space/discussions/similar', {
    access: 'reader',
    summary: 'Up to five discussions whose titles have words in common with what is being typed',
    query: T.Object({ q: T.Optional(T.String({ maxLength: 200 })) }),
    response: T.Object({ discussions: T.Array(CardSchema), next: T.Null() }),
    async handle(ctx, { query }) {
      if (!wantsJson(ctx.raw)) return elsewhere(addressOf(spaceOf(ctx).slug, {}))
      return page({ discussions: await similarTo(ctx, query.q ?? ''), next: null }, () => nothing)
    },
  }),
]

interface Query {
  before?: string
  show?: ListWish['show'] | ''
  tag?: string
  intent?: ListWish['intent'] | ''
  sort?: Sort | ''
}

/** What the address asks for. @throws 400 for a cursor of another order */
function wishOf(slug: string, query: Query): ListWish & { slug: string; sort: Sort } {
  const sort = query.sort || 'last'
  return {
    slug,
    sort,
    show: query.show || undefined,
    tag: query.tag || undefined,
    intent: query.intent || undefined,
    before: cursors[sort].in(query.before),
    // Stories are chosen by how they begin.
    words: query.intent === 'story' ? 'first' : undefined,
  }
}

function opening(row: ListRow, wish: ListWish) {
  return wish.words ? { openingHtml: row.wordsHtml ?? '' } : {}
}

function nextAddress(slug: string, wish: ListWish & { sort: Sort }, last: ListRow, now: Date): string {
  const keys = { last: last.lastAt.toISOString(), begun: last.createdAt.toISOString(), replies: last.count }
  const before = { sort: wish.sort, key: keys[wish.sort], id: last.id, asOf: wish.before?.asOf ?? now.toISOString() }
  return addressOf(slug, wish, cursors[wish.sort].text(before))
}
