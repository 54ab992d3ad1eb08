import { Type as T } from '@sinclair/typebox'
import type { Sql } from '../../platform/database/connect.ts'
import { notFound, notYours } from '../../platform/http/problems.ts'
import { keepFiles } from '../../spine/attachments/kept.ts'
import { filesAgain, filesOf, Writing, writing } from '../../spine/attachments/written.ts'
import { newcomerIn } from '../../spine/care/newcomers.ts'
import { draftAt, dropDraft } from '../../spine/drafts/drafts.ts'
import { saidUnder } from '../../spine/items/aspects.ts'
import { keepOrigin, OriginFields, originAgain, originIn } from '../../spine/items/origin.ts'
import { removalRoutes } from '../../spine/items/removal.ts'
import { itemRoutes } from '../../spine/items/routes.ts'
import { whereaboutsLater } from '../../spine/items/whereabouts.ts'
import { quotationOf, quotedMessage } from '../../spine/messages/quotation.ts'
import { pageOf } from '../../spine/messages/read.ts'
import { messageRoutes } from '../../spine/messages/routes.ts'
import { type Request, spaceOf } from '../../spine/request/ctx.ts'
import { mustStart } from '../../spine/request/must.ts'
import { done, elsewhere, get, page, post } from '../../spine/request/route.ts'
import { Made, PageNumber, Url } from '../../spine/request/schemas.ts'
import { idIn, idOf } from '../../spine/slug.ts'
import type { Again } from '../../ui/form.ts'
import { allReadRoutes } from './all-read-routes.ts'
import { askingRoutes } from './asking-routes.ts'
import {
  accept,
  changeDiscussion,
  discussionFor,
  discussionRow,
  intents,
  mayRemove,
  mayTend,
  openDiscussion,
} from './discussions.ts'
import { historyRoutes } from './history.ts'
import { listing } from './listing.ts'
import { movingRoutes } from './moving.ts'
import { presentDiscussion } from './present.ts'
import { DiscussionSchema } from './schemas.ts'
import { splitRoutes } from './splitting.ts'
import { summaryRoutes } from './summary.ts'
import { tidying } from './tidying.ts'
import { discussionPage } from './views/discussion.ts'
import { changePage, newPage } from './views/forms.ts'

const Intent = T.Union(intents.map((intent) => T.Literal(intent)))
const Opening = {
  title: T.String({ minLength: 1, maxLength: 200 }),
  intent: T.Optional(Intent),
  tags: T.Optional(T.String({ maxLength: 400 })),
}

export const routes = [
  ...listing,
  ...tidying,
  ...allReadRoutes,

  get('/c/:space/discussions/new', {
    access: 'writer',
    summary: 'The form for starting a discussion, with its draft',
    query: T.Object({ intent: T.Optional(Intent), ...OriginFields }),
    response: T.Object({ draft: T.Any() }),
    async handle(ctx, { query }) {
      mustStart(ctx)
      const origin = await originIn(ctx, query)
      const [draft, tags, newcomer] = await Promise.all([
        draftAt(ctx, `new:${spaceOf(ctx).id}`),
        knownTags(ctx),
        newcomerIn(ctx),
      ])
      return page({ draft }, () => newPage(ctx, draft, { tags, newcomer, intent: query.intent, origin }))
    },
  }),

  post('/c/:space/discussions', {
    access: 'writer',
    summary:
      'Start a discussion; perhaps of something said elsewhere here (from, number, also), which leads to it then',
    body: writing({ ...Opening, ...OriginFields }),
    files: keepFiles,
    response: Made,
    async handle(ctx, { body, files }) {
      const attachments = await filesOf(ctx, body, files)
      const { title, intent = 'talk', text = '' } = body
      const origin = await originIn(ctx, body)
      const made = await openDiscussion(ctx, {
        title,
        intent,
        text,
        voice: body.voice,
        tags: body.tags?.split(','),
        lang: body.lang ?? spaceOf(ctx).lang,
        attachments,
      })
      if (origin) await keepOrigin(ctx, { id: made.id, spaceId: spaceOf(ctx).id }, origin)
      await dropDraft(ctx, `new:${spaceOf(ctx).id}`)
      return done(made.url, { id: made.id, url: made.url }, 201)
    },
    async form(ctx, { typed, errors, files }) {
      const attached = await filesAgain(ctx, typed, files)
      const draft = await draftAt(ctx, `new:${spaceOf(ctx).id}`)
      return newPage(
        ctx,
        draft,
        { tags: await knownTags(ctx), newcomer: await newcomerIn(ctx), origin: await originAgain(ctx, typed) },
        { typed, errors, attached },
      )
    },
  }),

  get('/c/:space/discussions/:id', {
    access: 'reader',
    summary: 'A discussion with a page of its messages',
    query: T.Object({ page: PageNumber, reply: T.Optional(T.Integer({ minimum: 1 })), hold: T.Optional(T.Boolean()) }),
    response: DiscussionSchema,
    load: ({ sql, params, query }) => discussionParts(sql, idOf(params), query),
    async handle(ctx, { params, query }, [rows, messages, quoted]) {
      const row = rows[0]
      const id = idIn(params.id)
      if (!row || row.spaceId !== spaceOf(ctx).id) {
        const there = await whereaboutsLater(ctx, id)
        if (!there) throw notFound()
        return elsewhere(there)
      }
      const data = presentDiscussion(ctx, row, messages, query.page ?? 1)
      if (data.page > data.pages) {
        // A page there once was: what was on it lies elsewhere now, and the last that is left says so.
        if (data.page > pageOf(row.lastNumber)) throw notFound()
        return elsewhere(`${data.url}?page=${data.pages}`)
      }
      const etag = query.reply
        ? undefined
        : [
            'discussion',
            row.modseq,
            row.version,
            row.readNumber,
            row.readGeneration,
            row.readAt,
            row.level,
            row.ownLevel,
            row.saved?.join(),
            row.blocks.join(),
            row.newcomer,
            row.draft?.at,
            data.summary,
            data.story,
            row.asking,
            data.leadingHere,
          ]
      const reply = quoted[0] && {
        ...quoted[0],
        quote: quotationOf(ctx.site.localeFor(data.lang), data.url, quoted[0]),
      }
      return page(data, () => discussionPage(ctx, { ...data, hold: query.hold }, reply), { etag })
    },
  }),

  get('/c/:space/discussions/:id/edit', {
    access: 'writer',
    summary: 'Title, tags and intent, to change',
    response: T.Object({
      title: T.String(),
      tags: T.Array(T.String()),
      intent: Intent,
      lang: T.String(),
      version: T.Integer(),
    }),
    async handle(ctx, { params }) {
      const discussion = await discussionFor(ctx, idIn(params.id))
      if (!mayTend(ctx, discussion)) throw notYours()
      const tags = await knownTags(ctx)
      return page(discussion, () => changePage(ctx, discussion, tags))
    },
  }),

  post('/c/:space/discussions/:id/edit', {
    access: 'writer',
    summary: 'Change title, tags and intent',
    body: T.Object({ ...Opening, lang: Writing.lang, version: T.Integer() }),
    response: Url,
    async handle(ctx, { params, body }) {
      const discussion = await discussionFor(ctx, idIn(params.id))
      await changeDiscussion(ctx, discussion, {
        title: body.title,
        tags: body.tags?.split(',') ?? [],
        lang: body.lang ?? discussion.lang,
        intent: body.intent ?? discussion.intent,
        version: body.version,
      })
      const { url } = await discussionFor(ctx, discussion.id)
      return done(url, { url })
    },
    form: async (ctx, { params, typed, errors }) =>
      changePage(ctx, await discussionFor(ctx, idIn(params.id)), await knownTags(ctx), { typed, errors }),
  }),

  post('/c/:space/discussions/:id/acceptance', {
    access: 'writer',
    summary: 'Choose a message as the answer, or with number 0 none',
    body: T.Object({ number: T.Integer({ minimum: 0 }) }),
    response: Url,
    async handle(ctx, { params, body }) {
      const discussion = await discussionFor(ctx, idIn(params.id))
      await accept(ctx, discussion, body.number || null)
      const url = body.number ? `${discussion.url}/messages/${body.number}` : discussion.url
      return done(url, { url: discussion.url })
    },
  }),

  ...removalRoutes({ path: '/c/:space/discussions/:id', kind: 'discussion', itemFor: discussionFor, mayRemove }),
  ...itemRoutes({ path: '/c/:space/discussions/:id', itemFor: discussionFor }),
  ...historyRoutes,
  ...summaryRoutes,
  ...splitRoutes,
  ...movingRoutes,
  ...askingRoutes,
  ...messageRoutes({
    path: '/c/:space/discussions/:id',
    itemFor: discussionFor,
    pageAgain: (ctx, id, again) => showAgain(ctx, id, again),
  }),
]

/** The row and its messages travel together: a discussion of 5,000 messages costs what one of 5 costs. */
function discussionParts(sql: Sql, id: number, query: { page?: number; reply?: number }) {
  const { page = 1, reply } = query
  return Promise.all([discussionRow(sql, id), saidUnder(sql, id, page), reply ? quotedMessage(sql, id, reply) : []])
}

/** The tags that are in use, to be completed. */
async function knownTags(ctx: Request): Promise<string[]> {
  const rows = await ctx.sql<{ name: string }[]>`
    select name from tag where space_id = ${spaceOf(ctx).id} and count > 0 order by count desc, name limit 200`
  return rows.map(({ name }) => name)
}

/** The last page with what was typed, when a reply cannot be taken. */
async function showAgain(ctx: Request, id: number, again: Again) {
  const [row] = await discussionRow(ctx.sql, id)
  if (!row || row.spaceId !== spaceOf(ctx).id) throw notFound()
  const last = pageOf(row.topNumber ?? 1)
  const messages = await saidUnder(ctx.sql, id, last)
  return discussionPage(ctx, presentDiscussion(ctx, row, messages, last), undefined, again)
}
