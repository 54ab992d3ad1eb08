import { Type as T } from '@sinclair/typebox'
import { invalid } from '../../platform/http/problems.ts'
import { audit } from '../../spine/activity/record.ts'
import { keepFiles } from '../../spine/attachments/kept.ts'
import { type Request, spaceOf } from '../../spine/request/ctx.ts'
import { done, get, page, post } from '../../spine/request/route.ts'
import { Id, nullable, Url } from '../../spine/request/schemas.ts'
import { captionsIn, dropIntroduction, keepIntroduction } from '../../spine/spaces/introduction.ts'
import { keepWelcomeRules, WelcomingSchema, welcomeRules } from '../../spine/spaces/welcoming.ts'
import type { Again } from '../../ui/form.ts'
import { choosable } from './choosable.ts'
import { settingsPage } from './views/settings.ts'

const of = '/c/:space/settings/welcome'
const Chosen = T.Optional(T.Union([Id, T.Literal('')]))

/** What hosts say for newcomers: at the door, and on their first steps. */
export const settings = [
  get(of, {
    access: 'host',
    summary:
      'What newcomers are told and shown: time asked, agreements, who welcomes, where one says hello, the introduction',
    response: T.Object({
      ...WelcomingSchema.properties,
      helloId: nullable(T.Integer()),
      helloQuestion: T.String(),
      welcomerId: nullable(T.Integer()),
      said: T.String(),
    }),
    async handle(ctx) {
      const [rules, offered] = await Promise.all([welcomeRules(ctx), choosable(ctx)])
      return page(rules, () => settingsPage(ctx, rules, offered))
    },
  }),

  post(of, {
    access: 'host',
    summary: 'Say it; agreements one on each line',
    body: T.Object({
      timeAsked: T.Optional(T.String({ maxLength: 120 })),
      agreements: T.Optional(T.String({ maxLength: 2600 })),
      helloId: Chosen,
      helloQuestion: T.Optional(T.String({ maxLength: 200 })),
      welcomerId: Chosen,
    }),
    response: Url,
    async handle(ctx, { body }) {
      const { people, places } = await choosable(ctx)
      const [helloId, welcomerId] = [body.helloId || null, body.welcomerId || null]
      if (helloId && !places.some(({ id }) => id === helloId)) throw invalid('helloId', 'choose')
      if (welcomerId && !people.some(({ id }) => id === welcomerId)) throw invalid('welcomerId', 'choose')
      await keepWelcomeRules(ctx, {
        timeAsked: body.timeAsked ?? '',
        agreements: body.agreements?.split('\n') ?? [],
        helloId,
        helloQuestion: body.helloQuestion ?? '',
        welcomerId,
      })
      return kept(ctx)
    },
    form: again,
  }),

  post(`${of}/introduction`, {
    access: 'host',
    summary:
      'A film (field recording; with captions) or a recording (with what is said) in which the community introduces itself; without a file, other words',
    body: T.Object({ said: T.Optional(T.String({ maxLength: 60_000 })) }),
    files: keepFiles,
    response: Url,
    async handle(ctx, { body, files }) {
      const captions = files.find(({ field }) => field === 'captions')
      const said = captions ? await captionsIn(ctx, captions) : (body.said ?? '')
      await keepIntroduction(
        ctx,
        files.find(({ field }) => field === 'recording'),
        said,
      )
      return kept(ctx)
    },
    form: again,
  }),

  post(`${of}/introduction/removal`, {
    access: 'host',
    summary: 'Take the introduction away',
    response: Url,
    async handle(ctx) {
      await dropIntroduction(ctx)
      return kept(ctx)
    },
  }),
]

/** Hosts did it, and everybody there can know. */
async function kept(ctx: Request) {
  await audit(ctx, 'space.welcome', spaceOf(ctx).id)
  const url = `/c/${spaceOf(ctx).slug}/settings/welcome`
  return done(url, { url })
}

async function again(ctx: Request, { typed, errors }: Again) {
  const [rules, offered] = await Promise.all([welcomeRules(ctx), choosable(ctx)])
  return settingsPage(ctx, rules, offered, { typed, errors })
}
