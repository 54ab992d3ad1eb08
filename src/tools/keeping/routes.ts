import { Type as T } from '@sinclair/typebox'
import { draftPlaces } from '../../spine/drafts/places.ts'
import { noteSeen } from '../../spine/items/reading.ts'
import { SAVED_PAGE, type SavedRow, savedOf } from '../../spine/items/saved.ts'
import { signsOf } from '../../spine/notify/notices.ts'
import { cardOf, PersonSchema } from '../../spine/people/cards.ts'
import { type Ctx, meOf } from '../../spine/request/ctx.ts'
import { cursorOf, moment, whole } from '../../spine/request/cursor.ts'
import { done, get, page, post } from '../../spine/request/route.ts'
import { Id, nullable } from '../../spine/request/schemas.ts'
import { draftsPage } from './views/drafts.ts'
import { savedPage } from './views/saved.ts'

const cursor = cursorOf({ at: moment, itemId: whole, number: whole })

export const routes = [
  get('/drafts', {
    access: 'person',
    summary: 'What you have begun to write, and where to go on',
    everything: true,
    response: T.Object({
      drafts: T.Array(
        T.Object({
          place: T.String(),
          kind: T.String(),
          title: T.String(),
          text: T.String(),
          at: T.String(),
          url: nullable(T.String()),
          community: nullable(T.String()),
        }),
      ),
      next: T.Null(),
    }),
    async handle(ctx) {
      const drafts = (await draftPlaces(ctx)).map((draft) => ({ ...draft, at: draft.at.toISOString() }))
      return page({ drafts, next: null }, () => draftsPage(ctx, drafts))
    },
  }),

  get('/saved', {
    access: 'person',
    summary: 'What you keep for later, newest first, from all your communities',
    everything: true,
    query: T.Object({ before: T.Optional(T.String({ maxLength: 200 })) }),
    response: T.Object({
      saved: T.Array(
        T.Object({
          url: T.String(),
          saving: T.String(),
          number: T.Integer(),
          title: T.String(),
          note: T.String(),
          at: T.String(),
          author: PersonSchema,
          saidAt: T.String(),
          space: T.Object({ slug: T.String(), name: T.String() }),
        }),
      ),
      next: nullable(T.String()),
    }),
    async handle(ctx, { query }) {
      const rows = await savedOf(ctx, cursor.in(query.before))
      const shown = rows.slice(0, SAVED_PAGE)
      const saved = shown.map((row) => presentSaved(ctx, row))
      const next = rows.length > SAVED_PAGE ? `/saved?before=${cursor.text(shown.at(-1)!)}` : null
      return page({ saved, next }, () => savedPage(ctx, saved, next))
    },
  }),

  post('/reading', {
    access: 'person',
    everything: true,
    summary: 'Note what pages have seen, of many things at once; never back, and nothing of what you may not read',
    body: T.Object({
      /** Whose pages they were: another may be signed in by now. */
      reader: T.Optional(T.Integer()),
      marks: T.Array(
        T.Object({
          item: Id,
          number: T.Integer({ minimum: 0 }),
          generation: T.Integer({ minimum: 0, default: 0 }),
        }),
        { maxItems: 200 },
      ),
    }),
    response: T.Object({ news: T.Boolean(), written: T.Boolean() }),
    async handle(ctx, { body }) {
      if (body.reader === undefined || body.reader === meOf(ctx).id) await noteSeen(ctx, body.marks)
      return done('/', await signsOf(ctx.sql))
    },
  }),
]

export type ShownSaved = ReturnType<typeof presentSaved>

function presentSaved(ctx: Ctx, row: SavedRow) {
  const item = `/c/${row.slug}${ctx.site.itemPath(row.kind, row.itemId, row.title)}`
  const url = row.number ? `${item}/messages/${row.number}` : item
  return {
    url,
    /** Where to say that it is kept no longer, or with another note. */
    saving: `${url}/saving`,
    number: row.number,
    title: row.title,
    lang: row.lang,
    note: row.note,
    at: row.at.toISOString(),
    author: cardOf({ id: row.authorId, handle: row.handle, name: row.name, picture: row.picture }),
    saidAt: row.saidAt.toISOString(),
    excerptHtml: row.html ?? '',
    excerptLang: row.htmlLang ?? row.lang,
    space: { slug: row.slug, name: row.space },
  }
}
