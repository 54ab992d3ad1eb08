import { type Html, html, nothing, trusted } from '../../../platform/html.ts'
import { languages } from '../../../platform/i18n.ts'
import { plainText } from '../../../platform/plain-text.ts'
import { type Request, spaceOf } from '../../../spine/request/ctx.ts'
import { placeNav } from '../../../spine/spaces/tabs.ts'
import { type Again, field, formKey, problems, select } from '../../../ui/form.ts'
import { layout } from '../../../ui/layout.ts'
import { icon, readers } from '../../../ui/parts.ts'
import type { Event } from '../events.ts'
import { WEEKDAYS } from '../form.ts'
import { formatsIn } from '../meeting/formats.ts'
import { accessIdeas, agendaIdeas, onlineIdeas } from '../meeting/views/ideas.ts'
import type { Mark } from '../rhythm/marks.ts'
import { restNote } from '../rhythm/views/rest.ts'
import { saidDay, saidRule, weekdayNames, zoneSaid } from '../said.ts'

interface Look {
  /** What the fields begin with. */
  typed?: Record<string, string>
  event?: Event
  /** The date of a repeating event that is looked at. */
  original?: string | undefined
  /** Quiet times that lie ahead. */
  rest?: Mark[]
}

type Draw = (name: string, label: string, more?: Omit<Parameters<typeof field>[1], 'name' | 'label' | 'value'>) => Html

/** Suggesting a date, or saying one otherwise. */
export function eventForm(ctx: Request, { typed = {}, event, original, rest = [] }: Look, again: Again = {}): Html {
  const { t } = ctx.locale
  const title = t(event ? 'calendar.edit' : 'calendar.new')
  const value = (name: string) =>
    again.typed ? ((again.typed[name] as string | undefined) ?? '') : (typed[name] ?? '')
  const draw: Draw = (name, label, more = {}) => field(ctx, { name, label, value: value(name), ...more }, again)
  return layout(ctx, {
    title,
    place: 'calendar',
    main: html`${placeNav(ctx, 'calendar', 'calendar')}<div class="title"><h1>${title}</h1>${event ? nothing : html`<p class="lead">${t('calendar.new.lead')}</p>`}</div>
${problems(ctx, again)}
${event ? meanwhile(ctx, typed, event, again) : nothing}
<form class="stack" method="post" action="${event ? `${event.url}/edit` : `/c/${spaceOf(ctx).slug}/events`}">${formKey()}${event ? html`<input type="hidden" name="version" value="${event.version}">` : nothing}${readers(ctx)}
${original ? scope(ctx, original, value('scope')) : nothing}
${draw('title', t('calendar.field.title'), { required: true, most: 200, hint: t('calendar.field.title.hint') })}
${when(ctx, draw, value, again)}
${restNote(ctx, rest, value('day'), again)}
${repeating(ctx, draw, value, again, event)}
${where(ctx, draw, again)}
${draw('text', t('calendar.field.text'), { rows: 4, most: 20_000, hint: t('calendar.field.text.hint') })}
${how(ctx, draw, value, again, event)}
<p><button class="button" type="submit">${t(event ? 'ui.keep' : 'calendar.suggest.now')}</button></p></form>`,
  })
}

/** Where somebody else has changed it since it was read: what is there now, of all that was typed otherwise. */
function meanwhile(ctx: Request, now: Record<string, string>, event: Event, again: Again): Html {
  const read = Number(again.typed?.version ?? event.version)
  if (read === event.version) return nothing
  const { t } = ctx.locale
  const plain = (text: unknown) => (typeof text === 'string' ? plainText(text) : '')
  const differs = ([name]: [string, string]) => plain(again.typed?.[name]) !== plain(now[name])
  const lines = labels(ctx).filter(differs)
  if (!lines.length) return nothing
  const said = (name: string) =>
    now[name] ? html`<span class="written" lang="${event.lang}">${now[name]!}</span>` : t('calendar.meanwhile.empty')
  return html`<section class="panel stack" aria-labelledby="meanwhile"><h2 id="meanwhile">${t('calendar.meanwhile')}</h2><p class="quiet">${t('calendar.meanwhile.hint')}</p>
<dl class="stack meanwhile">${lines.map(([name, label]) => html`<div><dt>${label}</dt><dd>${said(name)}</dd></div>`)}</dl></section>`
}

/** What the fields are called whose words can be compared. */
function labels(ctx: Request): [string, string][] {
  const { t } = ctx.locale
  return [
    ['title', t('calendar.field.title')],
    ['day', t('calendar.field.day')],
    ['time', t('calendar.field.time')],
    ['untilTime', t('calendar.field.until-time')],
    ['untilDay', t('calendar.field.until-day')],
    ['zone', t('calendar.field.zone')],
    ['until', t('calendar.field.until')],
    ['place', t('calendar.field.place')],
    ['way', t('calendar.field.way')],
    ['access', t('calendar.field.access')],
    ['link', t('calendar.field.link')],
    ['dialIn', t('calendar.field.dial-in')],
    ['text', t('calendar.field.text')],
    ['agenda', t('calendar.field.agenda')],
    ['prepare', t('calendar.field.prepare')],
    ['places', t('calendar.field.places')],
    ['tags', t('calendar.field.tags')],
  ]
}

function when(ctx: Request, draw: Draw, value: (name: string) => string, again: Again): Html {
  const { t } = ctx.locale
  const zone = value('zone') || ctx.timeZone
  const open = value('untilDay') !== '' || zone !== ctx.timeZone || again.errors?.zone || again.errors?.untilDay
  return html`<fieldset class="stack"><legend>${t('calendar.fact.when')}</legend>
<div class="pair three">${draw('day', t('calendar.field.day'), { type: 'date', required: true })}${draw('time', t('calendar.field.time'), { type: 'time', hint: t('calendar.field.time.hint') })}${draw('untilTime', t('calendar.field.until-time'), { type: 'time' })}</div>
<details class="more"${open ? trusted(' open') : nothing}><summary>${icon(ctx, 'chevron-right', true)} ${t('calendar.when.more', { zone: zoneSaid(zone) })}</summary><div class="stack">
${draw('untilDay', t('calendar.field.until-day'), { type: 'date', hint: t('calendar.field.until-day.hint') })}
${field(ctx, { name: 'zone', label: t('calendar.field.zone'), value: zone, most: 60, list: 'zones', hint: t('calendar.field.zone.hint') }, again)}
<datalist id="zones">${zones().map((zone) => html`<option value="${zone}"></option>`)}</datalist></div></details></fieldset>`
}

/** The names of zones that people live in, without those of ships and laboratories. */
function zones(): string[] {
  return Intl.supportedValuesOf('timeZone').filter((zone) => zone.includes('/') && !zone.startsWith('Etc/'))
}

function repeating(
  ctx: Request,
  draw: Draw,
  value: (name: string) => string,
  again: Again,
  event: Event | undefined,
): Html {
  const { t } = ctx.locale
  const options: [string, string][] = [
    ['', t('calendar.repeat.none')],
    ['day', t('calendar.repeat.day')],
    ['week', t('calendar.repeat.week')],
    ['month-weekday', t('calendar.repeat.month-weekday')],
    ['month-last', t('calendar.repeat.month-last')],
    ['month-day', t('calendar.repeat.month-day')],
    ['year', t('calendar.repeat.year')],
  ]
  if (value('repeat') === 'rule' || value('rule')) options.push(['rule', t('calendar.repeat.rule')])
  const chosen = again.typed?.weekdays ?? value('weekdays').split(' ')
  const names = weekdayNames(ctx.locale)
  const day = (code: string, i: number) =>
    html`<label class="choice"><input type="checkbox" name="weekdays" value="${code}"${chosen.includes(code) ? trusted(' checked') : nothing}> <span>${names[i]!}</span></label>`
  const wrong = ['repeat', 'interval', 'until', 'weekdays'].some((name) => again.errors?.[name])
  const open = wrong || (value('repeat') !== '' && !event)
  const now = event && saidRule(ctx.locale, event.when.rule, event.when.starts)
  return html`<details class="more"${open ? trusted(' open') : nothing}><summary>${icon(ctx, 'chevron-right', true)} <span>${t('calendar.repeat')}${now ? html` <span class="quiet">${now}</span>` : nothing}</span></summary><div class="stack">
${select(ctx, { name: 'repeat', label: t('calendar.field.repeat'), value: value('repeat'), options }, again)}
${value('rule') ? html`<input type="hidden" name="rule" value="${value('rule')}">` : nothing}
<div class="pair">${draw('interval', t('calendar.field.interval'), { type: 'number', hint: t('calendar.field.interval.hint') })}${draw('until', t('calendar.field.until'), { type: 'date', hint: t('calendar.field.until.hint') })}</div>
<fieldset><legend>${t('calendar.field.weekdays')}</legend><div class="choices row">${WEEKDAYS.map(day)}</div></fieldset></div></details>`
}

function where(ctx: Request, draw: Draw, again: Again): Html {
  const { t } = ctx.locale
  const open = ['way', 'access', 'dialIn'].some((name) => again.errors?.[name])
  return html`<fieldset class="stack"><legend>${t('calendar.where')}</legend>
${draw('place', t('calendar.field.place'), { most: 300, hint: t('calendar.field.place.hint') })}
${draw('link', t('calendar.field.link'), { most: 2000, type: 'text', inputmode: 'url', hint: t('calendar.field.link.hint') })}
<details class="more"${open ? trusted(' open') : nothing}><summary>${icon(ctx, 'chevron-right', true)} ${t('calendar.where.more')}</summary><div class="stack">
${draw('way', t('calendar.field.way'), { rows: 2, most: 2000 })}
${draw('access', t('calendar.field.access'), { rows: 2, most: 2000, hint: t('calendar.field.access.hint') })}
${accessIdeas(ctx)}
${draw('dialIn', t('calendar.field.dial-in'), { most: 300, hint: t('calendar.field.dial-in.hint') })}
${onlineIdeas(ctx)}</div></details></fieldset>`
}

function how(ctx: Request, draw: Draw, value: (name: string) => string, again: Again, event: Event | undefined): Html {
  const { t } = ctx.locale
  const names = ['format', 'agenda', 'prepare', 'places', 'tags', 'lang']
  const open = names.some((name) => again.errors?.[name] || (!event && name !== 'lang' && value(name) !== ''))
  return html`<details class="more"${open ? trusted(' open') : nothing}><summary>${icon(ctx, 'chevron-right', true)} ${t('calendar.how')}</summary><div class="stack">
${format(ctx, value, again)}${draw('agenda', t('calendar.field.agenda'), { rows: 6, most: 10_000, hint: t('calendar.field.agenda.hint') })}
${agendaIdeas(ctx)}
${draw('prepare', t('calendar.field.prepare'), { rows: 2, most: 5000 })}
${draw('places', t('calendar.field.places'), { type: 'number', hint: t('calendar.field.places.hint') })}
${draw('tags', t('calendar.field.tags'), { most: 400 })}
${select(ctx, { name: 'lang', label: t('calendar.field.lang'), value: value('lang') || spaceOf(ctx).lang, options: Object.entries(languages) }, again)}</div></details>`
}

/** How it is held. Choosing a format brings its questions where there are none yet. */
function format(ctx: Request, value: (name: string) => string, again: Again): Html {
  const { t } = ctx.locale
  const { formats } = formatsIn(ctx.locale.lang)
  const options: [string, string][] = [
    ['', t('meeting.format.none')],
    ...formats.map(({ key, name }): [string, string] => [key, name]),
  ]
  const hint = html`${t('meeting.format.hint')} <a href="/c/${spaceOf(ctx).slug}/events/formats">${t('meeting.formats.see')}</a>`
  return select(ctx, { name: 'format', label: t('meeting.format'), value: value('format'), options, hint }, again)
}

/** Of what repeats: whether this date alone is meant. */
function scope(ctx: Request, original: string, chosen: string): Html {
  const { t } = ctx.locale
  const options: [string, string][] = [
    ['this', t('calendar.scope.this', { day: saidDay(ctx.locale, original.slice(0, 10), ctx.now) })],
    ['following', t('calendar.scope.following')],
    ['all', t('calendar.scope.all')],
  ]
  const choice = ([value, words]: [string, string]) =>
    html`<label class="choice"><input type="radio" name="scope" value="${value}"${value === (chosen || 'this') ? trusted(' checked') : nothing}> <span>${words}</span></label>`
  return html`<input type="hidden" name="date" value="${original}"><fieldset><legend>${t('calendar.scope')}</legend><div class="choices">${options.map(choice)}</div></fieldset>`
}
