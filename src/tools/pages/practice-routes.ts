import { Readable } from 'node:stream'
import { Type as T } from '@sinclair/typebox'
import { invalid, notFound } from '../../platform/http/problems.ts'
import { done, get, page, post } from '../../spine/request/route.ts'
import { Lang, Url } from '../../spine/request/schemas.ts'
import { idIn, slugOf } from '../../spine/slug.ts'
import { markCurrent, wishFor } from './languages.ts'
import { leftBy, makeOwn, mayChange, mustChange, openPage } from './own.ts'
import { pageFor, states } from './pages.ts'
import { markReviewed, possibleStewards, stewardOf, tendPage } from './practice.ts'
import { revisionsWith } from './revisions.ts'
import { tick } from './tasks.ts'
import { templateIn } from './templates.ts'
import { catchingUpPage } from './views/catching-up.ts'
import { openOwnPage, tendPagePage } from './views/tend.ts'

/** Who looks after a page, its other languages, and its text to take along. */
export const practiceRoutes = [
  get('/c/:space/pages/:id/tending', {
    access: 'writer',
    summary: 'How far the community is with a page, who looks after it, and when it is looked at again',
    response: T.Object({
      state: T.String(),
      steward: T.String(),
      reviewOn: T.String(),
      /** Whether it is the asking person's own. */
      own: T.Boolean(),
    }),
    async handle(ctx, { params }) {
      const it = await pageFor(ctx, idIn(params.id))
      const left = mayChange(ctx, it) ? undefined : await leftBy(ctx, it)
      if (!left) mustChange(ctx, it)
      const steward = await stewardOf(ctx, it.id)
      const own = it.ownerId !== null && !left
      const data = { state: it.state ?? '', steward, reviewOn: it.reviewOn ?? '', own }
      if (left) return page(data, () => openOwnPage(ctx, it, left))
      const people = await possibleStewards(ctx)
      return page(data, () => tendPagePage(ctx, it, data, people))
    },
  }),

  post('/c/:space/pages/:id/tending', {
    access: 'writer',
    summary:
      'Set state, steward (a handle) and review day of a page; what is empty is none; whether it is the `own` of who began it',
    body: T.Object({
      state: T.Optional(T.Union([...states, ''].map((one) => T.Literal(one)))),
      steward: T.Optional(T.String({ maxLength: 41 })),
      reviewOn: T.Optional(T.String({ pattern: '^(\\d{4}-\\d{2}-\\d{2})?$' })),
      own: T.Optional(T.Boolean()),
    }),
    response: Url,
    async handle(ctx, { params, body }) {
      const it = await pageFor(ctx, idIn(params.id))
      const state = body.state === undefined ? it.state : (states.find((one) => one === body.state) ?? null)
      const steward = body.steward ?? (await stewardOf(ctx, it.id))
      await tendPage(ctx, it, { state, steward, reviewOn: body.reviewOn ?? it.reviewOn ?? '' })
      if (body.own) await makeOwn(ctx, it)
      else if (body.own === false) await openPage(ctx, it)
      return done(it.url, { url: it.url })
    },
    async form(ctx, { params, typed, errors }) {
      const it = await pageFor(ctx, idIn(params.id))
      return tendPagePage(ctx, it, { state: '', steward: '', reviewOn: '' }, await possibleStewards(ctx), {
        typed,
        errors,
      })
    },
  }),

  post('/c/:space/pages/:id/opening', {
    access: 'writer',
    summary:
      'Let everyone who writes there change a page that was one person’s own: they, or a host when they have left',
    response: Url,
    async handle(ctx, { params }) {
      const it = await pageFor(ctx, idIn(params.id))
      await openPage(ctx, it)
      return done(it.url, { url: it.url })
    },
  }),

  post('/c/:space/pages/:id/tasks', {
    access: 'writer',
    summary: 'Tick off a task in a page, or say that it is open again: its number from 0, with its words to be sure',
    body: T.Object({
      done: T.Optional(T.String({ pattern: '^\\d{1,6}( .*)?$', maxLength: 300 })),
      open: T.Optional(T.String({ pattern: '^\\d{1,6}( .*)?$', maxLength: 300 })),
    }),
    response: Url,
    async handle(ctx, { params, body }) {
      const which = body.done ?? body.open
      if (which === undefined) throw invalid('done', 'needed')
      const { url, number } = await tick(ctx, idIn(params.id), which, body.done !== undefined)
      return done(`${url}#task-${number}`, { url })
    },
  }),

  post('/c/:space/pages/:id/review', {
    access: 'writer',
    summary: 'Say that a page was looked at and is right; the next time in so many months (0: none)',
    body: T.Object({ months: T.Optional(T.Integer({ minimum: 0, maximum: 120 })) }),
    response: Url,
    async handle(ctx, { params, body }) {
      const it = await pageFor(ctx, idIn(params.id))
      await markReviewed(ctx, it, body.months ?? templateIn('en', it.template)?.reviewMonths ?? 0)
      return done(it.url, { url: it.url })
    },
  }),

  post('/c/:space/pages/:id/translations', {
    access: 'writer',
    summary: 'Ask for a page in a language',
    body: T.Object({ lang: Lang }),
    response: Url,
    async handle(ctx, { params, body }) {
      const it = await pageFor(ctx, idIn(params.id))
      await wishFor(ctx, it, body.lang)
      return done(it.url, { url: it.url })
    },
  }),

  get('/c/:space/pages/:id/catching-up', {
    access: 'writer',
    summary: 'What changed in the original since a page was translated',
    response: T.Object({ from: T.Integer(), to: T.Integer() }),
    async handle(ctx, { params }) {
      const it = await pageFor(ctx, idIn(params.id))
      mustChange(ctx, it)
      if (!it.originalId) throw notFound()
      const original = await pageFor(ctx, it.originalId)
      const from = Math.max(1, it.originalNumber ?? 1)
      const [before] = await revisionsWith(ctx, original.id, [from])
      return page({ from, to: original.number }, () => catchingUpPage(ctx, it, original, before?.text ?? ''))
    },
  }),

  post('/c/:space/pages/:id/catching-up', {
    access: 'writer',
    summary: 'Say that a translation is right as the original stands now',
    response: Url,
    async handle(ctx, { params }) {
      const it = await pageFor(ctx, idIn(params.id))
      await markCurrent(ctx, it)
      return done(it.url, { url: it.url })
    },
  }),

  get('/c/:space/pages/:id/markdown', {
    access: 'reader',
    summary: 'A page as a Markdown file',
    response: T.Any(),
    async handle(ctx, { params }) {
      const it = await pageFor(ctx, idIn(params.id))
      const name = `${slugOf(it.title) || it.id}.md`
      return {
        kind: 'stream',
        stream: Readable.from([`# ${it.title}\n\n${it.text}\n`]),
        headers: {
          'content-type': 'text/markdown; charset=utf-8',
          'content-disposition': `attachment; filename="${name}"`,
          'cache-control': 'private, no-cache',
        },
      }
    },
  }),
]
