import { Type as T } from '@sinclair/typebox'
import { invalid, notFound } from '../../platform/http/problems.ts'
import { makeItem } from '../../spine/items/items.ts'
import { type Choice, type Choosing, chosenNumbers, splitOff, unsplit } from '../../spine/items/splitting.ts'
import { numberIn } from '../../spine/messages/looking.ts'
import { type Ctx, type Request, spaceOf } from '../../spine/request/ctx.ts'
import { done, get, page, post } from '../../spine/request/route.ts'
import { Made, Url } from '../../spine/request/schemas.ts'
import { idIn, idOf } from '../../spine/slug.ts'
import { type Discussion, discussionFor, type Intent, intents, urlOf } from './discussions.ts'
import { splitPage } from './views/splitting.ts'

/** How many messages the form shows to choose from; "all that follow" takes the others too. */
const SHOWN = 200

const path = '/c/:space/discussions/:id'
const how = ['following', 'replies', 'these'] as const

/** A message to choose, with its opening words. */
export interface Candidate extends Choice {
  authorId: number
  name: string
  lang: string
  html: string
  removed: boolean
  createdAt: Date
}

/** Messages are split off into a discussion of their own, by hosts. */
export const splitRoutes = [
  get(`${path}/messages/:number/split`, {
    access: 'host',
    summary: 'The messages from this one on, to choose which are split off',
    response: T.Object({
      messages: T.Array(
        T.Object({ number: T.Integer(), by: T.String(), at: T.String(), replyTo: T.Union([T.Integer(), T.Null()]) }),
      ),
      count: T.Integer(),
      next: T.Null(),
    }),
    async handle(ctx, { params }) {
      const discussion = await discussionFor(ctx, idIn(params.id))
      const { shown, count } = await candidates(ctx, discussion, params.number)
      const messages = shown.map(({ number, name, createdAt, replyTo }) => ({
        number,
        by: name,
        at: createdAt.toISOString(),
        replyTo,
      }))
      return page({ messages, count, next: null }, () => splitPage(ctx, discussion, shown, count))
    },
  }),

  post(`${path}/messages/:number/split`, {
    access: 'host',
    summary: 'Split messages off: all that follow, the replies to this one, or those named',
    body: T.Object({
      title: T.String({ minLength: 1, maxLength: 200 }),
      how: T.Optional(T.Union(how.map((one) => T.Literal(one)))),
      messages: T.Optional(T.Array(T.Integer({ minimum: 1, maximum: 999_999_999 }), { maxItems: 1000 })),
      intent: T.Optional(T.Union(intents.map((intent) => T.Literal(intent)))),
    }),
    response: Made,
    async handle(ctx, { params, body }) {
      const discussion = await discussionFor(ctx, idIn(params.id))
      const chosen = body.how ?? (body.messages ? 'these' : 'following')
      const made = await splitDiscussion(ctx, discussion, numberIn(params.number), { ...body, how: chosen })
      return done(made.url, made, 201)
    },
    async form(ctx: Request, { params, typed, errors }) {
      const discussion = await discussionFor(ctx, idOf(params))
      const { shown, count } = await candidates(ctx, discussion, (params as { number: string }).number)
      return splitPage(ctx, discussion, shown, count, { typed, errors })
    },
  }),

  post(`${path}/split/removal`, {
    access: 'host',
    summary: 'Put split-off messages back, while nothing new was said',
    response: Url,
    async handle(ctx, { params }) {
      const discussion = await discussionFor(ctx, idIn(params.id))
      const [from] = await ctx.sql<{ id: number; title: string }[]>`
        select i.id, i.title from split s join item i on i.id = s.from_item where s.item_id = ${discussion.id}`
      if (!from) throw notFound()
      await unsplit(ctx, discussion.id, from.id)
      const url = urlOf(spaceOf(ctx).slug, from.id, from.title)
      return done(url, { url })
    },
  }),
]

/** The messages from one on, as many as the form shows, and how many there are. @throws 404 for the opening, or none */
async function candidates(
  ctx: Ctx,
  discussion: Discussion,
  number: string,
): Promise<{ shown: Candidate[]; count: number }> {
  const from = numberIn(number)
  const rows = await ctx.sql<(Candidate & { count: number })[]>`
    select m.number, m.reply_to, m.author_id, p.name, m.lang, left(m.html, 1200) html, m.removed_at is not null removed, m.created_at, count(*) over ()::int count
    from message m join person p on p.id = m.author_id where m.item_id = ${discussion.id} and m.number >= ${from} order by m.number limit ${SHOWN}`
  if (from < 2 || rows[0]?.number !== from) throw notFound()
  return { shown: rows, count: rows[0].count }
}

interface Wish {
  title: string
  how: Choosing
  messages?: number[]
  intent?: Intent
}

/**
 * Makes a discussion of its own from messages of one, the first of them its opening. Its author is who said that.
 * @param first the number that the choice begins with
 * @throws Invalid when nothing is chosen, or something chosen has gone meanwhile; 404 for the opening, or none
 */
export async function splitDiscussion(
  ctx: Ctx,
  from: Discussion,
  first: number,
  wish: Wish,
): Promise<{ id: number; url: string }> {
  const all = await ctx.sql<(Choice & { authorId: number; createdAt: Date })[]>`
    select number, reply_to, author_id, created_at from message where item_id = ${from.id} and number >= ${first} order by number`
  if (first < 2 || all[0]?.number !== first) throw notFound()
  const numbers = chosenNumbers(all, first, wish.how, wish.messages)
  if (!numbers.length) throw invalid('messages', 'choose')
  const opening = all.find((one) => one.number === numbers[0])!
  const { spaceId } = from
  const id = await makeItem(
    ctx,
    { kind: 'discussion', spaceId, title: wish.title, lang: from.lang, tags: from.tags },
    { authorId: opening.authorId, at: opening.createdAt },
  )
  await ctx.sql`insert into discussion (item_id, space_id, intent) values (${id}, ${spaceId}, ${wish.intent ?? 'talk'})`
  await splitOff(ctx, from.id, id, numbers)
  return { id, url: urlOf(spaceOf(ctx).slug, id, wish.title) }
}
