import { type Html, html, nothing, trusted } from '../../../../platform/html.ts'
import { languages } from '../../../../platform/i18n.ts'
import { excerptOf } from '../../../../platform/markdown/markdown.ts'
import { type Origin, originValues } from '../../../../spine/items/origin.ts'
import { type Request, spaceOf } from '../../../../spine/request/ctx.ts'
import { placeNav } from '../../../../spine/spaces/tabs.ts'
import { type Again, field, formKey, hiddenFields, problems, select } from '../../../../ui/form.ts'
import { layout } from '../../../../ui/layout.ts'
import { icon, readers } from '../../../../ui/parts.ts'
import { formatsIn } from '../../meeting/formats.ts'
import type { Span } from '../options.ts'
import type { Question } from '../questions.ts'
import { everies } from '../series.ts'
import { hardWords, type ShownHard, spanText } from './words.ts'

export interface Somebody {
  handle: string
  name: string
}

interface Asking {
  /** The options to choose from, as the first step made them; none where a question is said otherwise. */
  options: { value: string; span: Span; hard: ShownHard[] }[]
  minutes: number
  zone: string
  /** Leads to the first step, with what was chosen there. */
  back: string
  source?: Origin | undefined
  people: Somebody[]
  wanted?: readonly string[]
  it?: Question
}

/** More names than this are typed, not ticked. */
export const MOST_TICKED = 40

/** The second step: which of the combinations are asked, what it is, who should be there. Or a question, said otherwise. */
export function askingPage(ctx: Request, look: Asking, again: Again = {}): Html {
  const { t } = ctx.locale
  const { it } = look
  const title = t(it ? 'finding.edit' : 'finding.find')
  const action = it ? `${it.url}/edit` : `/c/${spaceOf(ctx).slug}/find`
  return layout(ctx, {
    title,
    place: 'calendar',
    main: html`${placeNav(ctx, 'calendar', 'calendar')}<div class="title"><h1>${title}</h1>${it ? nothing : html`<p class="lead">${t('finding.what.lead')}</p>`}</div>
${problems(ctx, again)}
<form class="stack" method="post" action="${action}">${formKey()}${readers(ctx)}${hiddenFields(it ? { version: it.version } : { minutes: look.minutes, zone: look.zone, ...originValues(look.source) })}
${field(ctx, { name: 'title', label: t('calendar.field.title'), required: true, most: 200, value: it?.title ?? called(look.source), hint: t('calendar.field.title.hint') }, again)}
${it ? nothing : options(ctx, look, again)}
${it ? nothing : series(ctx, again)}
${field(ctx, { name: 'text', label: t('finding.about'), rows: 3, most: 20_000, value: it?.about ?? '' }, again)}
${field(ctx, { name: 'place', label: t('calendar.field.place'), most: 300, value: it?.place ?? '', hint: t('calendar.field.place.hint') }, again)}
${field(ctx, { name: 'link', label: t('calendar.field.link'), most: 2000, inputmode: 'url', value: it?.link ?? '', hint: t('calendar.field.link.hint') }, again)}
${field(ctx, { name: 'answersUntil', label: t('finding.answers-until'), type: 'date', value: it?.answersUntil ?? '', hint: t('finding.answers-until.hint') }, again)}
${wanted(ctx, look, again)}
${more(ctx, it, again)}
<p class="cluster"><button class="button" type="submit">${t(it ? 'ui.keep' : 'finding.ask')}</button>${it ? html` <a href="${it.url}">${t('finding.not-now')}</a>` : nothing}</p></form>`,
  })
}

/** A name to begin with: that of what it comes from, or of a message where that has none. */
function called(from: Origin | undefined): string {
  return from ? from.title || excerptOf(from.said[0]?.html ?? '', 120) : ''
}

function options(ctx: Request, { options: all, back }: Asking, again: Again): Html {
  const { t } = ctx.locale
  const typed = again.typed && [again.typed.options ?? []].flat()
  const one = ({ value, span, hard }: Asking['options'][number]) =>
    html`<div class="offer"><label class="choice"><input type="checkbox" name="options" value="${value}"${!typed || typed.includes(value) ? trusted(' checked') : nothing}> <time datetime="${span.from.toISOString()}">${spanText(ctx, span)}</time></label>${hardWords(ctx, hard)}</div>`
  return html`<fieldset class="stack" id="options"><legend>${t('finding.options')}</legend><p class="quiet">${t('finding.options.hint')} <a href="${back}">${t('finding.options.other')}</a></p>
<div class="choices">${all.map(one)}</div>
${again.errors?.options ? html`<p class="error with-icon" id="options-error">${icon(ctx, 'triangle-alert', true)} ${again.errors.options}</p>` : nothing}</fieldset>`
}

/** Several dates of one kind, whose times may turn. */
function series(ctx: Request, again: Again): Html {
  const { t } = ctx.locale
  const words = {
    week: t('finding.every.week'),
    'two-weeks': t('finding.every.two-weeks'),
    'four-weeks': t('finding.every.four-weeks'),
    month: t('finding.every.month'),
  }
  const open = Boolean(again.typed?.every) || again.errors?.times !== undefined
  return html`<details class="more"${open ? trusted(' open') : nothing}><summary>${icon(ctx, 'chevron-right', true)} ${t('finding.several')}</summary><div class="stack"><p class="quiet">${t('finding.several.hint')}</p>
<div class="pair">${select(ctx, { name: 'every', label: t('calendar.field.repeat'), value: '', options: [['', t('finding.every.once')], ...everies.map((one): [string, string] => [one, words[one]])] }, again)}${field(ctx, { name: 'times', label: t('finding.how-many'), type: 'number', inputmode: 'numeric', hint: t('finding.how-many.hint') }, again)}</div></div></details>`
}

/** Who should be there: ticked where there are few, else typed. */
function wanted(ctx: Request, { people, wanted: before = [] }: Asking, again: Again): Html {
  const { t } = ctx.locale
  const chosen = new Set(again.typed ? [again.typed.wanted ?? []].flat() : before)
  const few = people.length <= MOST_TICKED
  const open = chosen.size > 0 || Boolean(again.typed?.names) || again.errors?.names !== undefined
  const names = field(
    ctx,
    {
      name: 'names',
      label: t('finding.wanted.names'),
      most: 2000,
      value: few ? '' : before.join(', '),
      hint: t('finding.wanted.names.hint'),
    },
    again,
  )
  const boxes = html`<div class="choices row">${people.map(({ handle, name }) => html`<label class="choice"><input type="checkbox" name="wanted" value="${handle}"${chosen.has(handle) ? trusted(' checked') : nothing}> <span class="written">${name}</span></label>`)}</div>`
  return html`<details class="more"${open ? trusted(' open') : nothing}><summary>${icon(ctx, 'chevron-right', true)} ${t('finding.wanted.label')}</summary><div class="stack"><p class="quiet">${t('finding.wanted.hint')}</p>${few ? html`<fieldset><legend class="vh">${t('finding.wanted.label')}</legend>${boxes}</fieldset>` : names}</div></details>`
}

/** How it is held, and what to know of the place. */
function more(ctx: Request, it: Question | undefined, again: Again): Html {
  const { t } = ctx.locale
  const { formats } = formatsIn(ctx.locale.lang)
  const held: [string, string][] = [
    ['', t('meeting.format.none')],
    ...formats.map(({ key, name }): [string, string] => [key, name]),
  ]
  const some = it && (it.way || it.access || it.dialIn || it.format)
  return html`<details class="more"${some ? trusted(' open') : nothing}><summary>${icon(ctx, 'chevron-right', true)} ${t('finding.more')}</summary><div class="stack">
${select(ctx, { name: 'format', label: t('meeting.format'), value: it?.format ?? '', options: held }, again)}
${field(ctx, { name: 'way', label: t('calendar.field.way'), rows: 2, most: 2000, value: it?.way ?? '' }, again)}
${field(ctx, { name: 'access', label: t('calendar.field.access'), rows: 2, most: 2000, value: it?.access ?? '', hint: t('calendar.field.access.hint') }, again)}
${field(ctx, { name: 'dialIn', label: t('calendar.field.dial-in'), most: 300, value: it?.dialIn ?? '', hint: t('calendar.field.dial-in.hint') }, again)}
${select(ctx, { name: 'lang', label: t('calendar.field.lang'), value: it?.lang ?? spaceOf(ctx).lang, options: Object.entries(languages) }, again)}</div></details>`
}
