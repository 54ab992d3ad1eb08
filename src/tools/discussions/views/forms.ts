import { type Html, html, nothing } from '../../../platform/html.ts'
import { languages } from '../../../platform/i18n.ts'
import type { Newcomer } from '../../../spine/care/newcomers.ts'
import { newcomerNote } from '../../../spine/care/views.ts'
import type { Draft } from '../../../spine/drafts/drafts.ts'
import { type Origin, originValues } from '../../../spine/items/origin.ts'
import { voiceChoice } from '../../../spine/messages/voice.ts'
import { type Request, spaceOf } from '../../../spine/request/ctx.ts'
import { composer } from '../../../ui/composer.ts'
import { type Again, choices, field, formKey, problems, select, verb } from '../../../ui/form.ts'
import { layout } from '../../../ui/layout.ts'
import { type Discussion, type Intent, intents } from '../discussions.ts'
import { quoteFrom } from '../made-of.ts'

/** @param more tags there are already, and what the address says it will be */
export function newPage(
  ctx: Request,
  draft: Draft | null,
  more: { tags: string[]; newcomer: Newcomer; intent?: Intent; origin?: Origin | undefined },
  again: Again = {},
): Html {
  const { t } = ctx.locale
  const quote = more.origin ? quoteFrom(ctx, more.origin) : ''
  const before = { typed: { ...draft?.fields, ...again.typed }, errors: again.errors }
  return layout(ctx, {
    title: t('discussions.start'),
    place: 'talk',
    main: html`<div class="title"><h1>${t('discussions.start')}</h1></div>
${problems(ctx, again, 'new')}
${composer(
  ctx,
  {
    id: 'new',
    action: `/c/${spaceOf(ctx).slug}/discussions`,
    heading: t('discussions.text'),
    place: `new:${spaceOf(ctx).id}`,
    draft: draft && { ...draft, text: withQuote(draft.fields.text ?? '', quote) },
    text: quote,
    hidden: originValues(more.origin),
    button: t('discussions.start-now'),
    rows: 9,
    before: html`${field(ctx, { name: 'title', label: t('discussions.field.title'), required: true, most: 200 }, before)}${similar(ctx)}${intentChoice(ctx, more.intent ?? 'talk', before)}${storyPrompts(ctx)}`,
    after: html`${newcomerNote(ctx, more.newcomer)}${tagsField(ctx, more.tags, '', before)}${languageField(ctx, spaceOf(ctx).lang, before)}${voiceChoice(ctx, before)}`,
  },
  again,
)}`,
  })
}

/** What one has begun to write, with what it is to be made of below it. */
function withQuote(text: string, quote: string): string {
  return text.includes(quote.trim()) ? text : [text, quote].filter(Boolean).join('\n\n')
}

export function changePage(ctx: Request, discussion: Discussion, tags: string[], again: Again = {}): Html {
  const { t } = ctx.locale
  return layout(ctx, {
    title: t('discussions.change'),
    place: 'talk',
    main: html`<div class="title"><h1>${t('discussions.change')}</h1><p class="quiet"><a href="${discussion.url}">${discussion.title}</a></p></div>
${problems(ctx, again)}
<form class="stack" method="post" action="${discussion.url}/edit">${formKey()}<input type="hidden" name="version" value="${discussion.version}">
${field(ctx, { name: 'title', label: t('discussions.field.title'), required: true, most: 200, value: discussion.title }, again)}
${intentChoice(ctx, discussion.intent, again)}
${tagsField(ctx, tags, discussion.tags.join(', '), again)}
${languageField(ctx, discussion.lang, again)}
<p><button class="button" type="submit">${t('ui.keep')}</button></p></form>
<p><a href="${discussion.url}/moving">${t('discussions.move')}</a></p>
${spaceOf(ctx).standing === 'host' ? verb(`${discussion.url}/removal`, t('discussions.remove'), {}, 'plain') : nothing}`,
  })
}

/** Filled by the island while a title is typed: what has been spoken of already. */
function similar(ctx: Request): Html {
  const { t } = ctx.locale
  return html`<copse-similar data-address="/c/${spaceOf(ctx).slug}/discussions/similar" data-field="title" data-told="${t('discussions.similar.told')}">
<section class="panel similar" aria-labelledby="similar" hidden><div class="head"><h2 id="similar">${t('discussions.similar')}</h2> <button class="button plain" type="button">${t('discussions.similar.dismiss')}</button></div><ul class="lines" role="list"></ul></section>
<p class="vh" role="status"></p></copse-similar>`
}

/** Shown by the style sheet while a story is chosen; nobody has to answer them. */
function storyPrompts(ctx: Request): Html {
  const { t } = ctx.locale
  return html`<div class="prompts quiet"><p>${t('discussions.prompts')}</p><ul><li>${t('discussions.prompts.happened')}</li><li>${t('discussions.prompts.changed')}</li><li>${t('discussions.prompts.tell')}</li></ul></div>`
}

/** Completes tags that are there already, also after a comma where there is script. */
function tagsField(ctx: Request, tags: string[], value: string, again: Again): Html {
  const { t } = ctx.locale
  return html`<copse-tags>${field(ctx, { name: 'tags', label: t('discussions.field.tags'), most: 400, value, list: 'tags-known', autocomplete: 'off', hint: t('discussions.field.tags-hint') }, again)}
<datalist id="tags-known">${tags.map((tag) => html`<option value="${tag}"></option>`)}</datalist></copse-tags>`
}

function intentChoice(ctx: Request, value: Intent, again: Again): Html {
  const { t } = ctx.locale
  const open = intents.filter(
    (intent) => intent !== 'announcement' || spaceOf(ctx).standing === 'host' || value === intent,
  )
  const options = open.map((intent) => ({
    value: intent,
    words: t(`discussions.intent.${intent}`),
    hint: t(`discussions.intent.${intent}.hint`),
  }))
  return choices(ctx, { name: 'intent', legend: t('discussions.field.intent'), value, options }, again)
}

function languageField(ctx: Request, value: string, again: Again): Html {
  return select(
    ctx,
    { name: 'lang', label: ctx.locale.t('discussions.field.lang'), value, options: Object.entries(languages) },
    again,
  )
}
