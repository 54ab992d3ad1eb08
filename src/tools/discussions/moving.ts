import { Type as T } from '@sinclair/typebox'
import { invalid, notYours } from '../../platform/http/problems.ts'
import {
  answerMove,
  askingFor,
  askToMove,
  authorsOf,
  goesWhole,
  MoveAskingSchema,
  moveItem,
  placesToMove,
  presentAsking,
  returnItem,
  stopAsking,
} from '../../spine/items/moving.ts'
import { whereabouts } from '../../spine/items/whereabouts.ts'
import { meOf, type Request, spaceOf } from '../../spine/request/ctx.ts'
import { done, get, page, post } from '../../spine/request/route.ts'
import { nullable, Url } from '../../spine/request/schemas.ts'
import { idIn, idOf, idSlug } from '../../spine/slug.ts'
import type { Again } from '../../ui/form.ts'
import { type Discussion, discussionFor, mayTend } from './discussions.ts'
import { answerPage, askingPage, choosePage } from './views/moving.ts'

const path = '/c/:space/discussions/:id/moving'

/**
 * A discussion goes to another space: whole where nobody new would read it, else only the words of those who agree.
 */
export const movingRoutes = [
  get(path, {
    access: 'reader',
    summary: 'Where a discussion can be taken, and what would go; or what is asked',
    response: T.Object({
      asking: nullable(MoveAskingSchema),
      places: T.Array(
        T.Object({
          slug: T.String(),
          name: T.String(),
          people: T.Integer(),
          fewer: T.Integer(),
          more: T.Integer(),
          whole: T.Boolean(),
        }),
      ),
      next: T.Null(),
    }),
    async handle(ctx, { params }) {
      const discussion = await discussionFor(ctx, idIn(params.id))
      const { data, view } = await shown(ctx, discussion)
      return page(data, view)
    },
  }),

  post(path, {
    access: 'writer',
    summary: 'Take it to another space; where more people read, everyone is asked for their words',
    body: T.Object({ to: T.String({ maxLength: 80 }) }),
    response: Url,
    async handle(ctx, { params, body }) {
      const discussion = await discussionFor(ctx, idIn(params.id))
      if (!mayTend(ctx, discussion)) throw notYours()
      const place = (await placesToMove(ctx, discussion.id, 'discussions')).find(({ slug }) => slug === body.to)
      if (!place) throw invalid('to', 'choose')
      const authors = await authorsOf(ctx, discussion.id)
      if (goesWhole(place, authors, spaceOf(ctx).standing === 'host')) {
        await moveItem(ctx, discussion.id, place.id)
        const url = `/c/${place.slug}/discussions/${idSlug(discussion.id, discussion.title)}`
        return done(url, { url })
      }
      await askToMove(ctx, discussion.id, place.id)
      return done(discussion.url, { url: discussion.url })
    },
    async form(ctx, { params, typed, errors }) {
      const discussion = await discussionFor(ctx, idOf(params))
      return (await shown(ctx, discussion, { typed, errors })).view()
    },
  }),

  post(`${path}/answer`, {
    access: 'writer',
    summary: 'Let your own words come along, or keep them here',
    body: T.Object({ yes: T.Boolean() }),
    response: Url,
    async handle(ctx, { params, body }) {
      const discussion = await discussionFor(ctx, idIn(params.id))
      await answerMove(ctx, discussion.id, body.yes)
      return done(discussion.url, { url: discussion.url })
    },
  }),

  post(`${path}/ending`, {
    access: 'writer',
    summary: 'Stop asking; what has gone stays where its authors let it go',
    response: Url,
    async handle(ctx, { params }) {
      const discussion = await discussionFor(ctx, idIn(params.id))
      await stopAsking(ctx, discussion.id)
      return done(discussion.url, { url: discussion.url })
    },
  }),

  post(`${path}/removal`, {
    access: 'writer',
    summary: 'Undo the last move, while nothing has changed since',
    response: Url,
    async handle(ctx, { params }) {
      const discussion = await discussionFor(ctx, idIn(params.id))
      await returnItem(ctx, discussion.id)
      const url = (await whereabouts(ctx, discussion.id)) ?? `/c/${spaceOf(ctx).slug}/discussions`
      return done(url, { url })
    },
  }),
]

/** What this person sees: the question, what they ask, or the choice of places. @throws 403 */
async function shown(ctx: Request, discussion: Discussion, again: Again = {}) {
  const asking = await askingFor(ctx, discussion.id)
  const told = asking && presentAsking(asking)
  const own = discussion.authorId === meOf(ctx).id
  if (asking?.mine && asking.mine.answer === null) {
    return {
      data: { asking: told, places: [], next: null },
      view: () => answerPage(ctx, discussion, asking, own, again),
    }
  }
  if (!mayTend(ctx, discussion)) throw notYours()
  if (asking) {
    return { data: { asking: told, places: [], next: null }, view: () => askingPage(ctx, discussion, asking) }
  }
  const places = await placesToMove(ctx, discussion.id, 'discussions')
  const authors = await authorsOf(ctx, discussion.id)
  const offers = places.map(({ slug, name, people, fewer, more, within }) => ({
    slug,
    name,
    people,
    fewer,
    more,
    whole: goesWhole({ more, within }, authors, spaceOf(ctx).standing === 'host'),
  }))
  return {
    data: { asking: null, places: offers, next: null },
    view: () => choosePage(ctx, discussion, offers, authors, again),
  }
}
