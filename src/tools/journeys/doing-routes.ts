import { Type as T } from '@sinclair/typebox'
import { keepFiles } from '../../spine/attachments/kept.ts'
import { filesAgain, filesOf, writing } from '../../spine/attachments/written.ts'
import { dropDraft } from '../../spine/drafts/drafts.ts'
import type { Request } from '../../spine/request/ctx.ts'
import { done, post } from '../../spine/request/route.ts'
import { Lang, Url } from '../../spine/request/schemas.ts'
import { idIn } from '../../spine/slug.ts'
import { answerStep, bring, tick } from './doing.ts'
import { type Journey, journeyFor } from './journeys.ts'
import { LONGEST_REFLECTION, reflect, unshare } from './reflecting.ts'
import { stepPageOf } from './step-page.ts'
import { type Step, stepFor, stepUrl } from './steps.ts'
import { stepPage } from './views/step.ts'

/** Where it was tapped. */
const From = T.Object({ from: T.Optional(T.Literal('path')) })

/** What those who go a journey do with a step. */
export const doingRoutes = (of: '/c/:space/journeys/:id') => [
  post(`${of}/steps/:step/doneness`, {
    access: 'writer',
    summary: 'You have done this step (on), or have not after all',
    query: From,
    body: T.Object({ on: T.Boolean() }),
    response: Url,
    async handle(ctx, { params, query, body }) {
      const { it, step } = await found(ctx, params)
      await tick(ctx, it, step, body.on)
      const url = stepUrl(it, step.id)
      return done(query.from ? `${it.url}${body.on ? `?done=${step.id}` : ''}#path` : url, { url })
    },
  }),

  post(`${of}/steps/:step/reflection`, {
    access: 'writer',
    summary:
      'Write about a question, for yourself or shared with the group; empty: it is taken away. Nobody else reads what is not shared',
    body: T.Object({
      text: T.Optional(T.String({ maxLength: LONGEST_REFLECTION })),
      shared: T.Optional(T.Boolean()),
      version: T.Optional(T.Integer({ minimum: 0, maximum: 2_000_000_000 })),
      lang: T.Optional(Lang),
    }),
    response: Url,
    async handle(ctx, { params, body }) {
      const { it, step } = await found(ctx, params)
      const { text = '', shared = false, version = 0, lang = ctx.locale.lang.slice(0, 2) } = body
      await reflect(ctx, it, step, { text, shared, version, lang })
      const url = stepUrl(it, step.id)
      return done(`${url}#reflection`, { url })
    },
    form: showAgain,
  }),

  post(`${of}/steps/:step/reflections/:handle/removal`, {
    access: 'writer',
    summary: 'Take what somebody shared out of the group’s sight, as who guides the journey; whoever wrote it keeps it',
    response: Url,
    async handle(ctx, { params }) {
      const { it, step } = await found(ctx, params)
      await unshare(ctx, it, step, params.handle)
      const url = stepUrl(it, step.id)
      return done(url, { url })
    },
  }),

  post(`${of}/steps/:step/bringing`, {
    access: 'writer',
    summary: 'Bring something to a task: words or files, which stand below the journey for all here to read',
    body: writing({}),
    files: keepFiles,
    response: T.Object({ number: T.Integer(), url: T.String() }),
    async handle(ctx, { params, body, files }) {
      const { it, step } = await found(ctx, params)
      const attachments = await filesOf(ctx, body, files)
      await dropDraft(ctx, `item:${it.id}`)
      const said = { text: body.text ?? '', lang: body.lang ?? it.lang, attachments }
      const { number } = await bring(ctx, it, step, said)
      return done(stepUrl(it, step.id), { number, url: `${it.url}/messages/${number}` }, 201)
    },
    form: async (ctx, { params, typed, errors, files }) =>
      showAgain(ctx, { params, typed, errors, attached: await filesAgain(ctx, typed, files) }),
  }),

  post(`${of}/steps/:step/coming`, {
    access: 'writer',
    summary: 'Answer the date of a step: yes, perhaps or no; empty: nothing is said any more',
    query: From,
    body: T.Object({
      reply: T.Union([T.Literal('yes'), T.Literal('perhaps'), T.Literal('no'), T.Literal('')]),
    }),
    response: Url,
    async handle(ctx, { params, query, body }) {
      const { it, step } = await found(ctx, params)
      await answerStep(ctx, step, body.reply)
      const url = stepUrl(it, step.id)
      return done(query.from ? `${it.url}#path` : url, { url })
    },
    form: showAgain,
  }),
]

async function found(ctx: Request, params: unknown): Promise<{ it: Journey; step: Step }> {
  const { id, step } = params as { id: string; step: string }
  const it = await journeyFor(ctx, idIn(id))
  return { it, step: await stepFor(ctx, it, idIn(step)) }
}

/** The step's page with what was typed. */
async function showAgain(ctx: Request, { params, ...again }: { params: unknown } & Parameters<typeof stepPage>[2]) {
  const { id, step } = params as { id: string; step: string }
  return stepPage(ctx, await stepPageOf(ctx, idIn(id), idIn(step)), again)
}
