import { Type as T } from '@sinclair/typebox'
import { invalid } from '../../platform/http/problems.ts'
import { type Asking, askingFor, MoveAskingSchema, presentAsking, stopAsking } from '../../spine/items/moving.ts'
import { whereabouts } from '../../spine/items/whereabouts.ts'
import { type Ctx, meOf, type Request, spaceOf } from '../../spine/request/ctx.ts'
import { done, get, page, post } from '../../spine/request/route.ts'
import { nullable, Url } from '../../spine/request/schemas.ts'
import { idIn } from '../../spine/slug.ts'
import type { Again } from '../../ui/form.ts'
import {
  answerPageMove,
  askToMovePage,
  effectsOf,
  goesAtOnce,
  movePage,
  placesFor,
  refusedBy,
  writersOf,
} from './moving.ts'
import { mustPlace } from './own.ts'
import { type Page, pageFor, urlOf } from './pages.ts'
import { meantBy, placesFor as placesHere, underMeant } from './places.ts'
import { besideOf, placePage } from './tree.ts'
import { answerPage, movingPage } from './views/moving.ts'

const path = '/c/:space/pages/:id/moving'
const Id = T.Integer({ minimum: 0 })

const PlaceSchema = T.Object({
  slug: T.String(),
  name: T.String(),
  people: T.Integer(),
  fewer: T.Integer(),
  more: T.Integer(),
  whole: T.Boolean(),
  wholeAlong: T.Boolean(),
})

/** A page goes under another, or to another space. */
export const movingRoutes = [
  get(path, {
    access: 'writer',
    summary: 'Where a page can lie, in its space and elsewhere; or what is asked of whom whose words are in it',
    response: T.Object({
      under: Id,
      places: T.Array(T.Object({ id: T.Integer(), title: T.String(), depth: T.Integer() })),
      // There are too many to list: one is named by its title.
      many: T.Boolean(),
      asking: nullable(MoveAskingSchema),
      elsewhere: T.Array(PlaceSchema),
    }),
    async handle(ctx, { params }) {
      const it = await pageFor(ctx, idIn(params.id))
      const { data, view } = await shown(ctx, it)
      return page(data, view)
    },
  }),

  post(path, {
    access: 'writer',
    summary:
      'Put a page under another (0: on top), after one that lies there (0: first; left out: last); or take it `to` another space, with those below `along`: at once, or when everybody whose words are in it agrees',
    body: T.Object({
      under: T.Optional(Id),
      underTitle: T.Optional(T.String({ maxLength: 300 })),
      after: T.Optional(T.Integer({ minimum: -1 })),
      afterTitle: T.Optional(T.String({ maxLength: 300 })),
      to: T.Optional(T.String({ maxLength: 80 })),
      along: T.Optional(T.Boolean()),
    }),
    response: Url,
    async handle(ctx, { params, body }) {
      const it = await pageFor(ctx, idIn(params.id))
      mustPlace(ctx, it)
      if (body.to !== undefined) {
        const url = await takeTo(ctx, it, body.to, body.along ?? false)
        return done(url, { url })
      }
      if (body.under === undefined && body.underTitle === undefined) throw invalid('to', 'choose')
      const under = await underMeant(ctx, body)
      const after = (await meantBy(ctx, 'afterTitle', body.afterTitle ?? '')) ?? body.after ?? -1
      await placePage(ctx, it, { under, after: after === -1 ? await lastUnder(ctx, under, it.id) : after || null })
      return done(it.url, { url: it.url })
    },
    async form(ctx, { params, typed, errors }) {
      return (await shown(ctx, await pageFor(ctx, idIn(params.id)), { typed, errors })).view()
    },
  }),

  post(`${path}/answer`, {
    access: 'writer',
    summary: 'Say whether a page with your own words in it may go; with the last yes it goes',
    body: T.Object({ yes: T.Boolean() }),
    response: Url,
    async handle(ctx, { params, body }) {
      const it = await pageFor(ctx, idIn(params.id))
      const asking = await askingFor(ctx, it.id)
      const gone = await answerPageMove(ctx, it.id, body.yes, asking?.along ?? false)
      const url = gone ? await afterwards(ctx, it) : it.url
      return done(url, { url })
    },
  }),

  post(`${path}/ending`, {
    access: 'writer',
    summary: 'Ask no further whether a page may go: who asks, or a host',
    response: Url,
    async handle(ctx, { params }) {
      const it = await pageFor(ctx, idIn(params.id))
      await stopAsking(ctx, it.id)
      return done(it.url, { url: it.url })
    },
  }),
]

/** At once, or by asking. @returns where to go on @throws Invalid for a place where they may not */
async function takeTo(ctx: Request, it: Page, slug: string, along: boolean): Promise<string> {
  const place = (await placesFor(ctx, it)).find((one) => one.slug === slug)
  if (!place) throw invalid('to', 'choose')
  const asking = await askingFor(ctx, it.id)
  const agreed = asking?.byId === meOf(ctx).id && asking.along === along && !asking.waiting.length
  if (agreed || goesAtOnce(ctx, place, await writersOf(ctx, it.id, along))) {
    await movePage(ctx, it.id, place.id, along)
    return urlOf(place.slug, it.id, it.title)
  }
  await askToMovePage(ctx, it.id, place.id, along)
  return it.url
}

/** Where it is now, for who may read it there; else the library that it left. */
async function afterwards(ctx: Ctx, it: Page): Promise<string> {
  return (await whereabouts(ctx, it.id)) ?? `/c/${spaceOf(ctx).slug}/pages`
}

/** What this person sees: the question that is for them, or the choice of places. @throws 403 */
async function shown(ctx: Request, it: Page, again: Again = {}) {
  const asking = await askingFor(ctx, it.id)
  if (asking?.mine && asking.mine.answer === null)
    return {
      data: { under: it.parentId ?? 0, places: [], many: false, asking: presentAsking(asking), elsewhere: [] },
      view: () => answerPage(ctx, it, asking, again),
    }
  mustPlace(ctx, it)
  const places = await placesHere(ctx, it.id, it.parentId ?? 0)
  const beside = places.spots ? [] : await besideOf(ctx, it)
  const elsewhere = await offersFor(ctx, it, asking)
  const data = {
    under: it.parentId ?? 0,
    places: (places.spots ?? []).map(({ id, title, depth }) => ({ id, title, depth })),
    many: !places.spots,
    asking: asking ? presentAsking(asking) : null,
    elsewhere: elsewhere?.offers ?? [],
  }
  const refusals = elsewhere ? await refusedBy(ctx, it.id) : []
  return { data, view: () => movingPage(ctx, it, { places, beside, asking, elsewhere, refusals }, again) }
}

export type Elsewhere = NonNullable<Awaited<ReturnType<typeof offersFor>>>

/** Where else it could go, and what that would mean; nothing while it is being asked, and for who may not take it away. */
async function offersFor(ctx: Request, it: Page, asking: Asking | undefined) {
  const places = asking ? [] : await placesFor(ctx, it)
  if (!places.length) return undefined
  const effects = await effectsOf(ctx, it)
  const alone = await writersOf(ctx, it.id, false)
  const along = effects.below ? await writersOf(ctx, it.id, true) : alone
  const offers = places.map((place) => {
    const { slug, name, people, fewer, more } = place
    const whole = goesAtOnce(ctx, place, alone)
    return { slug, name, people, fewer, more, whole, wholeAlong: goesAtOnce(ctx, place, along) }
  })
  return { offers, effects, alone, along }
}

async function lastUnder(ctx: Ctx, under: number | null, except: number): Promise<number | null> {
  const [row] = await ctx.sql<{ id: number }[]>`
    select item_id id from page where space_id = ${spaceOf(ctx).id} and parent_id is not distinct from ${under} and item_id <> ${except}
    order by place desc, item_id desc limit 1`
  return row?.id ?? null
}
