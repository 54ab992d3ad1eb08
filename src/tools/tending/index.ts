import { Type as T } from '@sinclair/typebox'
import { languages } from '../../platform/i18n.ts'
import { keepPortraits, portraitOf } from '../../spine/people/portraits.ts'
import { type Request, spaceOf } from '../../spine/request/ctx.ts'
import { done, get, page, post } from '../../spine/request/route.ts'
import { Url } from '../../spine/request/schemas.ts'
import { changeCommunity, setCommunityPicture, switchTools } from '../../spine/spaces/communities.ts'
import { changeDoor, doorRules } from '../../spine/spaces/door.ts'
import type { Tool } from '../../spine/tool.ts'
import type { Again } from '../../ui/form.ts'
import en from './locales/en.json' with { type: 'json' }
import fr from './locales/fr.json' with { type: 'json' }
import { settingsPage } from './views/settings.ts'

const path = '/c/:space/settings'
const Visibility = T.Union([T.Literal('hidden'), T.Literal('listed'), T.Literal('announced'), T.Literal('open')])
const Joining = T.Union([T.Literal('invitation'), T.Literal('request'), T.Literal('free')])

const routes = [
  get(path, {
    access: 'host',
    summary: 'What a community says of itself, who may come in, and what it uses, to change',
    response: T.Object({
      name: T.String(),
      purpose: T.String(),
      lang: T.String(),
      hue: T.Integer(),
      membersInvite: T.Boolean(),
      visibility: Visibility,
      joining: Joining,
      questions: T.Array(T.String()),
      answersShown: T.Boolean(),
      newcomersFree: T.Boolean(),
      tools: T.Array(T.String()),
    }),
    async handle(ctx) {
      const { name, purpose, lang, hue, tools } = spaceOf(ctx)
      const rules = await doorRules(ctx)
      return page({ name, purpose, lang, hue, tools, ...rules }, () => settingsPage(ctx, rules))
    },
  }),

  post(path, {
    access: 'host',
    summary: 'Change name, purpose, language and hue',
    body: T.Object({
      name: T.String({ minLength: 1, maxLength: 80 }),
      purpose: T.Optional(T.String({ maxLength: 300 })),
      lang: T.Union(Object.keys(languages).map((lang) => T.Literal(lang))),
      hue: T.Integer({ minimum: 0, maximum: 359 }),
    }),
    response: Url,
    async handle(ctx, { body }) {
      await changeCommunity(ctx, { ...body, purpose: body.purpose ?? '' })
      return settings(ctx)
    },
    form: again,
  }),

  post(`${path}/door`, {
    access: 'host',
    summary: 'Change who may know of it, who may come in, and what hosts ask at the door',
    body: T.Object({
      visibility: Visibility,
      joining: T.Optional(Joining),
      questions: T.Optional(T.String({ maxLength: 1200 })),
      answersShown: T.Optional(T.Boolean()),
      membersInvite: T.Optional(T.Boolean()),
      newcomersFree: T.Optional(T.Boolean()),
    }),
    response: Url,
    async handle(ctx, { body }) {
      await changeDoor(ctx, {
        visibility: body.visibility,
        joining: body.joining ?? 'invitation',
        questions: body.questions?.split('\n') ?? [],
        answersShown: body.answersShown ?? false,
        membersInvite: body.membersInvite ?? false,
        newcomersFree: body.newcomersFree ?? false,
      })
      return settings(ctx)
    },
    form: again,
  }),

  post(`${path}/tools`, {
    access: 'host',
    summary: 'Switch tools on and off; what was made with them is kept',
    body: T.Object({ tools: T.Optional(T.Array(T.String({ maxLength: 40 }), { maxItems: 40 })) }),
    response: Url,
    async handle(ctx, { body }) {
      const known = new Set(ctx.site.switches)
      await switchTools(
        ctx,
        (body.tools ?? []).filter((tool) => known.has(tool)),
      )
      return settings(ctx)
    },
    form: again,
  }),

  post(`${path}/picture`, {
    access: 'host',
    summary: 'Give the community a picture, or take it away',
    body: T.Object({ remove: T.Optional(T.Boolean()) }),
    files: keepPortraits,
    response: Url,
    async handle(ctx, { body, files }) {
      await setCommunityPicture(ctx, body.remove ? null : portraitOf(files[0]))
      return settings(ctx)
    },
    form: again,
  }),
]

function settings(ctx: Request) {
  const url = `/c/${spaceOf(ctx).slug}/settings`
  return done(url, { url })
}

async function again(ctx: Request, shown: Again) {
  return settingsPage(ctx, await doorRules(ctx), shown)
}

/** What only hosts change: name, purpose, picture, hue, the door, the tools. */
export const tending: Tool = { name: 'tending', texts: { en, fr }, routes }
