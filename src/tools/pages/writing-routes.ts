import { Type as T } from '@sinclair/typebox'
import { nothing } from '../../platform/html.ts'
import { goneIsNone, Invalid } from '../../platform/http/problems.ts'
import { languages } from '../../platform/i18n.ts'
import { keepFiles } from '../../spine/attachments/kept.ts'
import { filesAgain, writing } from '../../spine/attachments/written.ts'
import { draftAt, dropDraft } from '../../spine/drafts/drafts.ts'
import { plainTitle } from '../../spine/items/items.ts'
import { keepOrigin, OriginFields, originAgain, originIn } from '../../spine/items/origin.ts'
import { type Ctx, spaceOf } from '../../spine/request/ctx.ts'
import { mustStart } from '../../spine/request/must.ts'
import { done, get, page, post } from '../../spine/request/route.ts'
import { Lang, Made, Url } from '../../spine/request/schemas.ts'
import { idIn } from '../../spine/slug.ts'
import { describedFiles, withFiles } from './files.ts'
import { becomeVersionOf } from './languages.ts'
import { textOf } from './made-from.ts'
import { mustChange } from './own.ts'
import { changePage, type Page, pageFor, urlOf, writePage } from './pages.ts'
import { placesFor, underMeant } from './places.ts'
import { rendered } from './rendered.ts'
import { shownText } from './shown.ts'
import { acceptByHand, acceptedWhy, suggestionFor, withSuggestion } from './suggestions.ts'
import { templateIn, templateKeys } from './templates.ts'
import { mergedFor, unsavedBy } from './together/forms.ts'
import { underFor } from './tree.ts'
import { editPage, newPage } from './views/forms.ts'

const Number_ = T.Integer({ minimum: 1, maximum: 999_999_999 })
const Text = {
  title: T.String({ minLength: 1, maxLength: 200 }),
  text: T.Optional(T.String({ maxLength: 1_100_000 })),
  tags: T.Optional(T.String({ maxLength: 400 })),
  why: T.Optional(T.String({ maxLength: 300 })),
}
const Template = T.Union(templateKeys.map((key) => T.Literal(key)))

/** Writing a page, and changing what one says. */
export const writingRoutes = [
  get('/c/:space/pages/new', {
    access: 'writer',
    summary:
      'The form for writing a page: from a template, under another page, with a title, in another language, from what was said',
    query: T.Object({
      template: T.Optional(Template),
      under: T.Optional(T.Integer({ minimum: 0 })),
      title: T.Optional(T.String({ maxLength: 200 })),
      of: T.Optional(T.Integer({ minimum: 1 })),
      lang: T.Optional(Lang),
      ...OriginFields,
    }),
    response: T.Object({ template: T.String(), title: T.String(), text: T.String(), draft: T.Any() }),
    async handle(ctx, { query }) {
      mustStart(ctx)
      const original = query.of ? await pageFor(ctx, query.of) : undefined
      const origin = await originIn(ctx, query, true)
      const draft = original || origin ? null : await draftAt(ctx, `new-page:${spaceOf(ctx).id}`)
      const template = templateIn(query.lang ?? spaceOf(ctx).lang, query.template ?? 'plain')
      const beginning = { ...query, original, origin, template, places: await placesFor(ctx, null, query.under ?? 0) }
      const text = origin ? textOf(ctx, origin) : (original?.text ?? '')
      return page({ template: query.template ?? 'plain', title: query.title ?? origin?.title ?? '', text, draft }, () =>
        newPage(ctx, beginning, draft),
      )
    },
  }),

  post('/c/:space/pages', {
    access: 'writer',
    summary: 'Write a page; an `own` one is changed by its writer alone',
    long: true,
    body: writing({
      ...Text,
      template: T.Optional(Template),
      under: T.Optional(T.Integer({ minimum: 0 })),
      own: T.Optional(T.Boolean()),
      underTitle: T.Optional(T.String({ maxLength: 300 })),
      of: T.Optional(T.Integer({ minimum: 0 })),
      ...OriginFields,
    }),
    files: keepFiles,
    response: Made,
    async handle(ctx, { body, files }) {
      mustStart(ctx)
      const { title, tags, template, why } = body
      const text = await withFiles(ctx, body.text ?? '', await describedFiles(ctx, body, files))
      const lang = body.lang ?? spaceOf(ctx).lang
      const original = body.of ? await pageFor(ctx, body.of) : undefined
      const origin = await originIn(ctx, body)
      const under = (await underMeant(ctx, body)) ?? (original ? await beside(ctx, original) : null)
      const made = await writePage(ctx, {
        title,
        text,
        lang,
        tags: tags?.split(','),
        template,
        under,
        why,
        onlyMine: body.own,
      })
      if (original) await becomeVersionOf(ctx, { id: made.id, lang, spaceId: spaceOf(ctx).id }, original)
      if (origin) await keepOrigin(ctx, { id: made.id, spaceId: spaceOf(ctx).id }, origin)
      else if (!original) await dropDraft(ctx, `new-page:${spaceOf(ctx).id}`)
      return done(made.url, made, 201)
    },
    async form(ctx, { typed, errors, files }) {
      const attached = await filesAgain(ctx, typed, files)
      const text = (name: string) => (typeof typed[name] === 'string' ? typed[name] : '')
      // What was typed is shown again even where the page that it says in another language is gone.
      const original = Number(text('of')) ? await pageFor(ctx, Number(text('of'))).catch(goneIsNone) : undefined
      const key = templateKeys.find((one) => one === text('template')) ?? 'plain'
      const template = templateIn(
        languages[text('lang') as keyof typeof languages] ? text('lang') : spaceOf(ctx).lang,
        key,
      )
      const under = Number(text('under')) || 0
      const places = await placesFor(ctx, null, under)
      const origin = await originAgain(ctx, typed, true)
      return newPage(ctx, { original, origin, template, places, under }, null, { typed, errors, attached })
    },
  }),

  post('/c/:space/pages/preview', {
    access: 'writer',
    summary: 'How the text of a page will look; where its links by title lead is not looked up',
    long: true,
    body: T.Object({ text: Text.text }),
    response: T.Object({ html: T.String() }),
    async handle(ctx, { body }) {
      // Guests, too: they suggest.
      const { lang, slug } = spaceOf(ctx)
      const { html } = await rendered(ctx, lang, body.text ?? '')
      return page({ html: shownText(html, slug, [], false).markup }, () => nothing)
    },
  }),

  get('/c/:space/pages/:id/edit', {
    access: 'writer',
    summary: 'What a page says, to be changed; with what somebody suggests in it',
    query: T.Object({ suggestion: T.Optional(Number_) }),
    response: T.Object({
      title: T.String(),
      text: T.String(),
      lang: T.String(),
      tags: T.Array(T.String()),
      version: T.Integer(),
    }),
    async handle(ctx, { params, query }) {
      const it = await pageFor(ctx, idIn(params.id))
      mustChange(ctx, it)
      const { title, text, lang, tags, version } = it
      if (query.suggestion) {
        const one = await suggestionFor(ctx, it.id, String(query.suggestion))
        const to = withSuggestion(it, one) ?? one
        const with_ = { title: to.title, text: to.text }
        return page({ ...with_, lang, tags, version }, () =>
          editPage(ctx, it, null, { typed: with_ }, { suggested: one }),
        )
      }
      const draft = await draftAt(ctx, `text:${it.id}`)
      const unsaved = await unsavedBy(ctx, it)
      return page({ title, text, lang, tags, version }, () => editPage(ctx, it, draft, {}, { unsaved }))
    },
  }),

  post('/c/:space/pages/:id/edit', {
    access: 'writer',
    summary: 'Change a page; `version` is the one that was read',
    long: true,
    body: writing({
      ...Text,
      version: T.Integer(),
      name: T.Optional(T.String({ maxLength: 100 })),
      // Of a shared text: which one, and up to which of its updates this is.
      sitting: T.Optional(T.Integer({ minimum: 1 })),
      upto: T.Optional(T.Integer({ minimum: 0 })),
      suggestion: T.Optional(Number_),
    }),
    files: keepFiles,
    response: Url,
    async handle(ctx, { params, body, files }) {
      const it = await pageFor(ctx, idIn(params.id))
      mustChange(ctx, it)
      const one = body.suggestion ? await suggestionFor(ctx, it.id, String(body.suggestion)) : undefined
      await changePage(ctx, it, {
        ...(one && { by: one.author.id, apart: true }),
        title: body.title,
        text: await withFiles(ctx, body.text ?? it.text, await describedFiles(ctx, body, files)),
        lang: body.lang ?? it.lang,
        tags: body.tags?.split(',') ?? it.tags,
        version: body.version,
        why: one ? acceptedWhy(ctx, one, body.why) : body.why,
        ...(body.name?.trim() && { name: body.name.trim() }),
        ...(body.sitting && { sitting: { text: body.sitting, upto: body.upto ?? 0 } }),
      })
      if (one) await acceptByHand(ctx, it, one)
      else await dropDraft(ctx, `text:${it.id}`)
      const url = urlOf(spaceOf(ctx).slug, it.id, plainTitle(body.title))
      return done(url, { url })
    },
    async form(ctx, { params, typed, errors, files }) {
      const attached = await filesAgain(ctx, typed, files)
      const it = await pageFor(ctx, idIn(params.id))
      const one = typed.suggestion ? await suggestionFor(ctx, it.id, String(typed.suggestion)) : undefined
      const merged = one ? undefined : await mergedFor(ctx, it, typed)
      return editPage(ctx, it, null, { typed, errors, attached }, { merged, suggested: one })
    },
  }),
]

/** Under what a translation lies: where its original does, or on top where this person puts no pages. */
function beside(ctx: Ctx, original: Page): Promise<number | null> {
  return underFor(ctx, original.parentId).catch((error) => {
    if (error instanceof Invalid) return null
    throw error
  })
}
