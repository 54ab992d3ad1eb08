import { type Html, html, nothing } from '../../../platform/html.ts'
import { languages } from '../../../platform/i18n.ts'
import type { Draft } from '../../../spine/drafts/drafts.ts'
import { type Origin, originValues } from '../../../spine/items/origin.ts'
import { type Request, spaceOf } from '../../../spine/request/ctx.ts'
import { difference } from '../../../ui/difference.ts'
import { type Again, choices, field, problems, select } from '../../../ui/form.ts'
import { layout } from '../../../ui/layout.ts'
import { buttonLink, icon, inLanguage } from '../../../ui/parts.ts'
import { textOf } from '../made-from.ts'
import type { Page } from '../pages.ts'
import type { Places } from '../places.ts'
import type { Suggestion } from '../suggestions.ts'
import { beginningOf, type Template, templatesIn } from '../templates.ts'
import type { Unsaved } from '../together/forms.ts'
import { LONGEST } from '../together/together.ts'
import { changed } from './changed.ts'
import { pageEditor } from './editor.ts'
import { named, underField } from './place-field.ts'
import { unsavedNotice } from './together.ts'

export interface Beginning {
  /** Where it can lie. */
  places: Places
  template?: Template | undefined
  under?: number
  title?: string
  /** The page that this will be in another language. */
  original?: Page | undefined
  /** What was said, of which it is made. */
  origin?: Origin | undefined
  lang?: string
}

/** Writing a new page: plain, from a template, or what another page says in another language. */
export function newPage(ctx: Request, from: Beginning, draft: Draft | null, refused: Again = {}): Html {
  const again = named(from.places, refused)
  const { t } = ctx.locale
  const { template, original, origin } = from
  const lang = from.lang ?? origin?.lang ?? spaceOf(ctx).lang
  const before = { typed: { ...draft?.fields, ...again.typed }, errors: again.errors }
  const title = original ? t('pages.translate.title', { language: ctx.locale.languageName(lang) }) : t('pages.new')
  const text = origin ? textOf(ctx, origin) : (original?.text ?? (template && beginningOf(template)))
  return layout(ctx, {
    title,
    place: 'library',
    main: html`<div class="title"><h1>${title}</h1>${original ? html`<p class="quiet"><a href="${original.url}">${inLanguage(ctx, original.lang, original.title)}</a></p>` : nothing}
${template ? html`<p class="quiet template">${template.name}: ${template.for}</p>` : nothing}</div>
${problems(ctx, again, 'page')}
${origin ? html`<p>${t('pages.make.lead')}</p>` : nothing}
${original || template || origin ? nothing : choice(ctx, from)}
${pageEditor(
  ctx,
  {
    id: 'page',
    action: `/c/${spaceOf(ctx).slug}/pages`,
    heading: t('pages.field.text'),
    ...(!original && !origin && { place: `new-page:${spaceOf(ctx).id}` }),
    draft: draft && { ...draft, text: draft.fields.text ?? '' },
    ...(text && { text }),
    button: t('pages.write'),
    rows: 22,
    lang,
    hidden: {
      ...(template && { template: template.key }),
      ...(original && { of: original.id }),
      ...originValues(origin),
    },
    before: html`${field(ctx, { name: 'title', label: t('pages.field.title'), required: true, most: 200, value: from.title ?? origin?.title ?? '', lang }, before)}${template ? headingsHelp(ctx, template) : nothing}`,
    after: html`${original ? nothing : underField(ctx, from.places, from.under ?? 0, before)}${original || origin ? nothing : ownField(ctx, template?.key === 'log', before)}${languageField(ctx, lang, before)}${tagsField(ctx, (origin?.tags ?? template?.tags ?? []).join(', '), before)}`,
  },
  again,
)}`,
  })
}

/** Changing a page. Who comes second sees what is there now, and what they wrote. */
export function editPage(
  ctx: Request,
  it: Page,
  draft: Draft | null,
  again: Again = {},
  beside: {
    /** Whose words are not saved yet. */
    unsaved?: Unsaved | undefined
    /** What was typed together with what the page says now, where both fit. */
    merged?: string | undefined
    /** What somebody suggested, and is taken in with this. */
    suggested?: Pick<Suggestion, 'number' | 'author' | 'why'> | undefined
  } = {},
): Html {
  const { t } = ctx.locale
  const { unsaved, merged, suggested } = beside
  const before = { typed: { ...draft?.fields, ...again.typed }, errors: again.errors }
  const meanwhile = again.errors !== undefined && String(again.typed?.version) !== String(it.version)
  const typed = typeof again.typed?.text === 'string' ? again.typed.text : ''
  return layout(ctx, {
    title: t('pages.edit'),
    place: 'library',
    main: html`<div class="title"><h1>${t('pages.edit')}</h1><p class="quiet"><a href="${it.url}">${inLanguage(ctx, it.lang, it.title)}</a></p></div>
${problems(ctx, again, 'page')}
${unsaved ? unsavedNotice(ctx, it, unsaved) : nothing}
${suggested ? suggestedNote(ctx, it, suggested, typed) : nothing}
${meanwhile ? html`<section class="panel stack" aria-labelledby="now"><h2 id="now">${t('pages.meanwhile')}</h2><p>${t(merged === undefined ? 'pages.meanwhile.hint' : 'pages.meanwhile.merged')}</p>${difference(ctx, typed, it.text, undefined, it.lang)}<details class="more"><summary>${t('pages.meanwhile.whole')}</summary><pre class="source" lang="${it.lang}">${it.text}</pre></details>${merged === undefined ? nothing : html`<details class="more"><summary>${t('pages.meanwhile.own')}</summary><pre class="source" lang="${it.lang}">${typed}</pre></details>`}</section>` : nothing}
${pageEditor(
  ctx,
  {
    id: 'page',
    action: `${it.url}/edit`,
    heading: t('pages.field.text'),
    ...(!suggested && { place: `text:${it.id}` }),
    draft: draft && { ...draft, text: draft.fields.text ?? '' },
    text: it.text,
    button: t(suggested ? 'pages.suggestion.take' : 'ui.keep'),
    rows: 22,
    lang: it.lang,
    hidden: { version: it.version, ...(suggested && { suggestion: suggested.number }) },
    // Whoever goes on with a draft of their own, or puts two texts together, does so alone.
    ...(!draft && !again.typed && it.text.length <= LONGEST && { together: `${it.url}/writing` }),
    before: field(
      ctx,
      { name: 'title', label: t('pages.field.title'), required: true, most: 200, value: it.title, lang: it.lang },
      before,
    ),
    after: html`${field(ctx, { name: 'why', label: t('pages.field.why'), most: 300, hint: t('pages.field.why.hint') }, before)}
<details class="more"><summary>${icon(ctx, 'chevron-right', true)} ${t('pages.field.more')}</summary>${tagsField(ctx, it.tags.join(', '), before)}${languageField(ctx, it.lang, before)}${field(ctx, { name: 'name', label: t('pages.field.name'), most: 100, hint: t('pages.field.name.hint') }, before)}</details>`,
  },
  merged === undefined ? again : { ...again, typed: { ...again.typed, text: merged } },
)}`,
  })
}

/** Whose words they are that are about to be taken in, and what they change in the page as it is now. */
function suggestedNote(
  ctx: Request,
  it: Page,
  { number, author, why }: Pick<Suggestion, 'number' | 'author' | 'why'>,
  text: string,
): Html {
  const { t } = ctx.locale
  return html`<section class="panel stack" aria-labelledby="suggested"><h2 id="suggested"><a href="${it.url}/suggestions/${number}">${t('pages.suggestion.of', { name: author.name })}</a></h2>
${why ? html`<p class="written">${why}</p>` : nothing}${changed(ctx, { title: it.title, text: it.text, lang: it.lang }, { title: it.title, text, lang: it.lang })}</section>`
}

/** What a page may begin as. */
function choice(ctx: Request, from: Beginning): Html {
  const { t } = ctx.locale
  const under = from.under ? `&under=${from.under}` : ''
  const here = `/c/${spaceOf(ctx).slug}/pages/new?template=`
  return html`<details class="more templates"><summary>${icon(ctx, 'chevron-right', true)} ${t('pages.templates')}</summary>
<ul class="rows" role="list">${templatesIn(spaceOf(ctx).lang).map((one) => html`<li><a class="name" href="${here}${one.key}${under}">${inLanguage(ctx, spaceOf(ctx).lang, one.name)}</a> <p class="quiet">${inLanguage(ctx, spaceOf(ctx).lang, one.for)}</p></li>`)}</ul></details>`
}

/** What belongs under each heading, beside what one writes. */
function headingsHelp(ctx: Request, template: Template): Html {
  return html`<details class="more" open><summary>${icon(ctx, 'chevron-right', true)} ${ctx.locale.t('pages.templates.help')}</summary><dl class="facts template">${template.headings.map(({ title, help }) => html`<div><dt>${title}</dt><dd>${help}</dd></div>`)}</dl></details>`
}

/** Who changes it: everybody, or whoever writes it. */
export function ownField(ctx: Request, own: boolean, again: Again): Html {
  const { t } = ctx.locale
  const space = spaceOf(ctx).name
  return choices(
    ctx,
    {
      name: 'own',
      legend: t('pages.field.own'),
      value: String(own),
      options: [
        { value: 'false', words: t('pages.own.all', { space }), hint: t('pages.own.all.hint') },
        { value: 'true', words: t('pages.own.me'), hint: t('pages.own.me.hint', { space }) },
      ],
    },
    again,
  )
}

function languageField(ctx: Request, lang: string, again: Again): Html {
  return select(
    ctx,
    { name: 'lang', label: ctx.locale.t('pages.field.lang'), value: lang, options: Object.entries(languages) },
    again,
  )
}

function tagsField(ctx: Request, tags: string, again: Again): Html {
  const { t } = ctx.locale
  return field(
    ctx,
    { name: 'tags', label: t('pages.field.tags'), most: 400, value: tags, hint: t('pages.field.tags.hint') },
    again,
  )
}

/** For whoever may write none: nothing; else the way to a new page. */
export function newButton(ctx: Request): Html {
  const words = html`${icon(ctx, 'plus')} ${ctx.locale.t('pages.new')}`
  return buttonLink(`/c/${spaceOf(ctx).slug}/pages/new`, words, 'always')
}
