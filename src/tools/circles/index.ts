import { Type as T } from '@sinclair/typebox'
import { languages } from '../../platform/i18n.ts'
import { spaceOf } from '../../spine/request/ctx.ts'
import { mustStart } from '../../spine/request/must.ts'
import { done, get, page, post } from '../../spine/request/route.ts'
import { Made } from '../../spine/request/schemas.ts'
import { makeCircle } from '../../spine/spaces/communities.ts'
import { openDoorTo } from '../../spine/spaces/door.ts'
import { addressOf, KnownSchema, knownSpaces } from '../../spine/spaces/known.ts'
import type { Tool } from '../../spine/tool.ts'
import en from './locales/en.json' with { type: 'json' }
import fr from './locales/fr.json' with { type: 'json' }
import { circlesPage, newCirclePage } from './views/circles.ts'

const path = '/c/:space/circles'

const routes = [
  get(path, {
    access: 'reader',
    summary: 'The circles of a community that you belong to or may know of',
    response: T.Object({ circles: T.Array(KnownSchema), next: T.Null() }),
    async handle(ctx) {
      const known = await knownSpaces(ctx, spaceOf(ctx).slug)
      const circles = known.map((one) => ({ ...one, url: addressOf(one) }))
      return page({ circles, next: null }, () => circlesPage(ctx, circles))
    },
  }),

  get(`${path}/new`, {
    access: 'writer',
    summary: 'The form for starting a circle',
    response: T.Object({}),
    async handle(ctx) {
      mustStart(ctx)
      return page({}, () => newCirclePage(ctx))
    },
  }),

  post(path, {
    access: 'writer',
    summary: 'Start a circle; you are its host',
    body: T.Object({
      name: T.String({ minLength: 1, maxLength: 80 }),
      purpose: T.Optional(T.String({ maxLength: 300 })),
      lang: T.Optional(T.Union(Object.keys(languages).map((lang) => T.Literal(lang)))),
      visibility: T.Optional(T.Union([T.Literal('hidden'), T.Literal('listed'), T.Literal('open')])),
    }),
    response: Made,
    async handle(ctx, { body }) {
      mustStart(ctx)
      const { name, purpose = '', lang = spaceOf(ctx).lang, visibility = 'hidden' } = body
      const made = await makeCircle(ctx, { name, purpose, lang })
      await openDoorTo(ctx, made.id, visibility)
      const url = `/c/${made.slug}`
      return done(url, { id: made.id, url }, 201)
    },
    form: async (ctx, again) => newCirclePage(ctx, again),
  }),
]

/** Circles: smaller groups within a community or another circle, each with people, tools and privacy of its own. */
export const circles: Tool = { name: 'circles', texts: { en, fr }, routes }
