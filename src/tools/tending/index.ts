import { Type as T } from '@sinclair/typebox'
import { languages } from '../../platform/i18n.ts'
import { keepPortrait } from '../../spine/people/portraits.ts'
import { spaceOf } from '../../spine/request/ctx.ts'
import { done, get, page, post } from '../../spine/request/route.ts'
import { changeCommunity, setCommunityPicture } from '../../spine/spaces/communities.ts'
import type { Tool } from '../../spine/tool.ts'
import en from './locales/en.json' with { type: 'json' }
import fr from './locales/fr.json' with { type: 'json' }
import { settingsPage } from './views/settings.ts'

const Url = T.Object({ url: T.String() })
const path = '/c/:space/settings'

const routes = [
  get(path, {
    access: 'host',
    summary: 'What a community says of itself, to change',
    response: T.Object({
      name: T.String(),
      purpose: T.String(),
      lang: T.String(),
      hue: T.Integer(),
      membersInvite: T.Boolean(),
    }),
    async handle(ctx) {
      const { name, purpose, lang, hue, membersInvite } = spaceOf(ctx)
      return page({ name, purpose, lang, hue, membersInvite }, () => settingsPage(ctx))
    },
  }),

  post(path, {
    access: 'host',
    summary: 'Change name, purpose, language, hue and who may invite',
    body: T.Object({
      name: T.String({ minLength: 1, maxLength: 80 }),
      purpose: T.Optional(T.String({ maxLength: 300 })),
      lang: T.Union(Object.keys(languages).map((lang) => T.Literal(lang))),
      hue: T.Integer({ minimum: 0, maximum: 359 }),
      membersInvite: T.Optional(T.Boolean()),
    }),
    response: Url,
    async handle(ctx, { body }) {
      await changeCommunity(ctx, { ...body, purpose: body.purpose ?? '', membersInvite: body.membersInvite ?? false })
      const url = `/c/${spaceOf(ctx).slug}/settings`
      return done(url, { url })
    },
    form: async (ctx, again) => settingsPage(ctx, again),
  }),

  post(`${path}/picture`, {
    access: 'host',
    summary: 'Give the community a picture, or take it away',
    body: T.Object({ remove: T.Optional(T.Boolean()) }),
    files: true,
    response: Url,
    async handle(ctx, { body, files }) {
      await setCommunityPicture(ctx, body.remove ? null : await keepPortrait(ctx, files[0]))
      const url = `/c/${spaceOf(ctx).slug}/settings`
      return done(url, { url })
    },
    form: async (ctx, again) => settingsPage(ctx, again),
  }),
]

/** What only hosts change: name, purpose, picture, hue, who may invite. */
export const tending: Tool = { name: 'tending', texts: { en, fr }, routes }
