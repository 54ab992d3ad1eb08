import { type Html, html, nothing } from '../../../../platform/html.ts'
import { mayWrite, type Request, spaceOf } from '../../../../spine/request/ctx.ts'
import { placeNav } from '../../../../spine/spaces/tabs.ts'
import { type Again, field, formKey, problems, select, verb } from '../../../../ui/form.ts'
import { layout } from '../../../../ui/layout.ts'
import { icon, inLanguage, readers } from '../../../../ui/parts.ts'
import type { Event } from '../../events.ts'
import type { EventShown } from '../../views/event.ts'
import type { Dated } from '../dated.ts'
import type { ShownSpoken } from '../present.ts'

/** What was said at a date, each in the words of who said it, with who wrote it down. */
export function saidList(ctx: Request, it: EventShown): Html {
  const { t } = ctx.locale
  const { spoken, writes } = it.meeting
  if (!spoken.length && !writes) return nothing
  const add = writes
    ? html`<p><a class="button plain" href="${it.url}/spoken/new${it.repeats ? `?date=${it.original}` : ''}">${icon(ctx, 'quote', true)} ${t('meeting.write-down')}</a></p>`
    : nothing
  if (!spoken.length) return add
  return html`<section class="stack" aria-labelledby="spoken"><h2 id="spoken">${t('meeting.spoken')}</h2>${spoken.map((one) => quotation(ctx, one))}${add}</section>`
}

function quotation(ctx: Request, it: ShownSpoken): Html {
  const { t } = ctx.locale
  const mine = it.person.id === ctx.me?.id
  const removes = it.by.id === ctx.me?.id || spaceOf(ctx).standing === 'host'
  const link = mine
    ? html` <a href="${it.url}">${it.looked ? t('meeting.spoken.correct') : t('meeting.spoken.look')}</a>`
    : removes && mayWrite(spaceOf(ctx))
      ? html` <a href="${it.url}">${t('meeting.spoken.open')}<span class="vh">: ${it.person.name}</span></a>`
      : nothing
  return html`<figure class="spoken" id="said-${it.id}"><blockquote class="written">${it.text}</blockquote><figcaption class="quiet">${source(ctx, it)}${link}</figcaption></figure>`
}

/** Whose words they are, who wrote them down, and whether who said them has looked at them. */
function source(ctx: Request, { person, by, looked, corrected }: ShownSpoken): Html {
  const { t } = ctx.locale
  const own = person.id === by.id
  return html`<strong class="written">${person.name}</strong>. ${own ? t('meeting.spoken.own') : t('meeting.spoken.by', { by: by.name })}${looked ? nothing : html` <span class="sign">${t('meeting.spoken.unseen', { name: person.name })}</span>`}${corrected ? html` ${t('meeting.spoken.corrected', { name: person.name })}` : nothing}`
}

function frame(ctx: Request, title: string, event: Event, back: string, again: Again, main: Html): Html {
  return layout(ctx, {
    title,
    place: 'calendar',
    main: html`${placeNav(ctx, 'calendar', 'calendar')}<div class="title"><h1>${title}</h1><p class="quiet"><a class="written" href="${back}">${inLanguage(ctx, event.lang, event.title)}</a></p></div>
${problems(ctx, again)}
${main}`,
  })
}

/** Writing down what somebody says. */
export function writeDownPage(
  ctx: Request,
  it: { event: Event; at: Dated; people: { handle: string; name: string }[] },
  again: Again = {},
): Html {
  const { t } = ctx.locale
  const options = it.people.map(({ handle, name }): [string, string] => [handle, name])
  const main = html`<form class="stack" method="post" action="${it.event.url}/spoken">${formKey()}<input type="hidden" name="date" value="${it.at.original}">${readers(ctx)}
${select(ctx, { name: 'person', label: t('meeting.field.speaker'), options: [['', t('meeting.choose')], ...options] }, again)}
${field(ctx, { name: 'text', label: t('meeting.field.words'), rows: 4, most: 2000, required: true, hint: t('meeting.field.words.hint') }, again)}
<p><button class="button" type="submit">${t('ui.keep')}</button></p></form>`
  return frame(ctx, t('meeting.write-down'), it.event, it.at.url, again, main)
}

/** Words that were written down: for who said them to look at, correct or take away. */
export function spokenPage(ctx: Request, event: Event, it: ShownSpoken, again: Again = {}): Html {
  const { t } = ctx.locale
  const writes = mayWrite(spaceOf(ctx)) && ctx.me !== null
  const mine = writes && it.person.id === ctx.me?.id
  const removes = writes && (mine || it.by.id === ctx.me?.id || spaceOf(ctx).standing === 'host')
  const form = html`<section class="stack" aria-labelledby="correct"><h2 id="correct">${t('meeting.spoken.is-so')}</h2>${it.looked ? nothing : verb(it.url, t('meeting.spoken.yes'), {}, '')}
<form class="stack" method="post" action="${it.url}">${formKey()}${field(ctx, { name: 'text', label: t('meeting.spoken.otherwise'), rows: 4, most: 2000, required: true, value: it.text }, again)}
<p><button class="button second" type="submit">${t('ui.keep')}</button></p></form></section>`
  const main = html`<figure class="spoken"><blockquote class="written">${it.text}</blockquote><figcaption class="quiet">${source(ctx, it)}</figcaption></figure>
${mine ? form : nothing}
${removes ? verb(`${it.url}/removal`, t('meeting.spoken.take-away'), {}, 'plain') : nothing}`
  return frame(ctx, t('meeting.spoken.title', { name: it.person.name }), event, event.url, again, main)
}
