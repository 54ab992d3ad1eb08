import { Type as T } from '@sinclair/typebox'
import { notYours } from '../../platform/http/problems.ts'
import { keepFiles } from '../../spine/attachments/kept.ts'
import { filesAgain, writing } from '../../spine/attachments/written.ts'
import { dropDraft } from '../../spine/drafts/drafts.ts'
import { cardOf, PersonSchema } from '../../spine/people/cards.ts'
import { mayWrite, type Request, spaceOf } from '../../spine/request/ctx.ts'
import { done, get, page, post } from '../../spine/request/route.ts'
import { nullable, Url } from '../../spine/request/schemas.ts'
import { idIn } from '../../spine/slug.ts'
import type { Again } from '../../ui/form.ts'
import { describedFiles, withFiles } from './files.ts'
import { mayChange } from './own.ts'
import { type Page, pageFor } from './pages.ts'
import {
  accept,
  decline,
  SUGGESTIONS,
  type Suggestion,
  suggest,
  suggestionFor,
  suggestionsFor,
  withdraw,
  withSuggestion,
} from './suggestions.ts'
import { newSuggestionPage, suggestionPage, suggestionsPage } from './views/suggestions.ts'

const of = '/c/:space/pages/:id/suggestions'
const Answer = T.Optional(T.String({ maxLength: 500 }))

const Common = {
  number: T.Integer(),
  url: T.String(),
  author: PersonSchema,
  at: T.String(),
  why: T.String(),
  beforeTitle: T.String(),
  title: T.String(),
  state: T.String(),
  settledBy: nullable(T.String()),
  settledAt: nullable(T.String()),
  answer: T.String(),
}

export type ShownSuggestion = ReturnType<typeof present>

function present(it: Page, one: Omit<Suggestion, 'text' | 'before'>) {
  const { number, author, at, why, beforeTitle, title, state, settledBy, settledAt, answer } = one
  const url = `${it.url}/suggestions/${number}`
  return {
    number,
    url,
    author: cardOf(author),
    at: at.toISOString(),
    why,
    beforeTitle,
    title,
    state,
    settledBy,
    settledAt: settledAt?.toISOString() ?? null,
    answer,
  }
}

/** What people would like pages to say, and what becomes of it. */
export const suggestionRoutes = [
  get(of, {
    access: 'reader',
    summary: 'The suggestions for a page, those that wait for an answer first',
    query: T.Object({ after: T.Optional(T.Integer({ minimum: 0, maximum: 100_000 })) }),
    response: T.Object({ suggestions: T.Array(T.Object(Common)), next: nullable(T.String()) }),
    async handle(ctx, { params, query }) {
      const it = await pageFor(ctx, idIn(params.id))
      const after = query.after ?? 0
      const rows = await suggestionsFor(ctx, it.id, after)
      const suggestions = rows.slice(0, SUGGESTIONS).map((row) => present(it, row))
      const next = rows.length > SUGGESTIONS ? `${it.url}/suggestions?after=${after + SUGGESTIONS}` : null
      return page({ suggestions, next }, () => suggestionsPage(ctx, it, suggestions, next))
    },
  }),

  get(`${of}/new`, {
    access: 'writer',
    summary: 'What a page says, to suggest a change of it',
    response: T.Object({ title: T.String(), text: T.String(), version: T.Integer() }),
    async handle(ctx, { params }) {
      const it = await suggestible(ctx, params.id)
      const { title, text, version } = it
      return page({ title, text, version }, () => newSuggestionPage(ctx, it))
    },
  }),

  post(of, {
    access: 'writer',
    summary: 'Suggest what a page could say; `version` is the one that was read',
    body: writing({
      title: T.String({ minLength: 1, maxLength: 200 }),
      text: T.String({ maxLength: 1_100_000 }),
      why: T.Optional(T.String({ maxLength: 300 })),
      version: T.Integer(),
    }),
    files: keepFiles,
    response: T.Object({ number: T.Integer(), url: T.String() }),
    async handle(ctx, { params, body, files }) {
      const it = await suggestible(ctx, params.id)
      const text = await withFiles(ctx, body.text ?? '', await describedFiles(ctx, body, files))
      const made = await suggest(ctx, it, { ...body, text })
      await dropDraft(ctx, `text:${it.id}`)
      return done(made.url, made, 201)
    },
    async form(ctx, { params, typed, errors, files }) {
      const attached = await filesAgain(ctx, typed, files)
      return newSuggestionPage(ctx, await pageFor(ctx, idIn(params.id)), { typed, errors, attached })
    },
  }),

  get(`${of}/:number`, {
    access: 'reader',
    summary: 'One suggestion: what it would change, and what became of it',
    response: T.Object({ ...Common, before: T.String(), text: T.String(), overlaps: T.Boolean() }),
    async handle(ctx, { params }) {
      const { data, view } = await shown(ctx, params)
      return page(data, view)
    },
  }),

  verb('acceptance', 'Take a suggestion into the page', accept),
  verb('refusal', 'Leave the page as it is, and say why', (ctx, it, one, answer = '') => decline(ctx, it, one, answer)),
  verb('withdrawal', 'Take your own suggestion back', withdraw),
]

function verb(
  name: string,
  summary: string,
  act: (ctx: Request, it: Page, one: Suggestion, answer?: string) => Promise<void>,
) {
  return post(`${of}/:number/${name}`, {
    access: 'writer',
    summary,
    body: T.Object({ answer: Answer }),
    response: Url,
    async handle(ctx, { params, body }) {
      const it = await pageFor(ctx, idIn(params.id))
      const one = await suggestionFor(ctx, it.id, params.number)
      await act(ctx, it, one, body.answer)
      const { url } = await pageFor(ctx, it.id)
      const at = name === 'acceptance' ? url : `${url}/suggestions/${one.number}`
      return done(at, { url: at })
    },
    async form(ctx, { params, typed, errors }) {
      return (await shown(ctx, params, { typed, errors })).view()
    },
  })
}

/** A page for which a change can be suggested. @throws 404; 403 */
async function suggestible(ctx: Request, id: string): Promise<Page> {
  if (!mayWrite(spaceOf(ctx))) throw notYours('space-closed')
  return pageFor(ctx, idIn(id))
}

async function shown(ctx: Request, params: { id: string; number: string }, again: Again = {}) {
  const it = await pageFor(ctx, idIn(params.id))
  const one = await suggestionFor(ctx, it.id, params.number)
  const to = one.state === 'open' ? withSuggestion(it, one) : undefined
  const overlaps = one.state === 'open' && !to
  const common = present(it, one)
  const { before, text } = one
  return {
    data: { ...common, before, text, overlaps },
    view: () => suggestionPage(ctx, it, { ...common, before, text, overlaps, to, settles: mayChange(ctx, it) }, again),
  }
}
