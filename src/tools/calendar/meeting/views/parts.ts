import { type Html, html, nothing, trusted } from '../../../../platform/html.ts'
import type { Request } from '../../../../spine/request/ctx.ts'
import { placeNav } from '../../../../spine/spaces/tabs.ts'
import { type Again, choices, formKey, problems, select, verb } from '../../../../ui/form.ts'
import { layout } from '../../../../ui/layout.ts'
import { inLanguage } from '../../../../ui/parts.ts'
import type { Event } from '../../events.ts'
import { saidDay } from '../../said.ts'
import type { Dated } from '../dated.ts'
import { type Part, parts } from '../parts.ts'
import type { MeetingRow } from '../row.ts'

interface Look {
  event: Event
  at: Dated
  people: { id: number; handle: string; name: string }[]
  parts: MeetingRow['parts']
}

/** What a part is called, and how one takes it. */
export function partNames(ctx: Request): Record<Part, { name: string; take: string }> {
  const { t } = ctx.locale
  return {
    host: { name: t('meeting.part.host'), take: t('meeting.take.host') },
    welcome: { name: t('meeting.part.welcome'), take: t('meeting.take.welcome') },
    notes: { name: t('meeting.part.notes'), take: t('meeting.take.notes') },
    time: { name: t('meeting.part.time'), take: t('meeting.take.time') },
    energy: { name: t('meeting.part.energy'), take: t('meeting.take.energy') },
    buddy: { name: t('meeting.part.buddy'), take: t('meeting.take.buddy') },
  }
}

/** The page on which parts of a date are given: to others, or for all dates. */
export function partsPage(ctx: Request, it: Look, again: Again = {}): Html {
  const { t } = ctx.locale
  const { event, at } = it
  const day = saidDay(ctx.locale, at.original.slice(0, 10), ctx.now)
  return layout(ctx, {
    title: t('meeting.parts'),
    place: 'calendar',
    main: html`${placeNav(ctx, 'calendar', 'calendar')}<div class="title"><h1>${t('meeting.parts')}</h1><p class="quiet"><a class="written" href="${at.url}">${inLanguage(ctx, event.lang, event.title)}</a>, ${day}</p></div>
${problems(ctx, again)}
${it.parts.length ? html`<ul class="plain-list rota">${it.parts.map((one) => now(ctx, it, one))}</ul>` : html`<p class="quiet">${t('meeting.parts.none')}</p>`}
${at.untilAt > ctx.now && !at.cancelled ? give(ctx, it, again) : nothing}`,
  })
}

/** One who has a part, and how that ends. */
function now(ctx: Request, { event, at }: Look, { part, person, all }: MeetingRow['parts'][number]): Html {
  const { t } = ctx.locale
  const { name } = partNames(ctx)[part]
  const fields = { part, on: 'false', date: at.original, all: String(all), person: person.handle }
  const ends = event.tends || person.id === ctx.me?.id
  const words = html`${person.id === ctx.me?.id ? t('meeting.lay-down') : t('meeting.free')}<span class="vh">: ${name}, ${person.name}</span>`
  return html`<li><span>${ctx.locale.rich('meeting.part.of', { part: name, names: html`<span class="written">${person.name}</span>` })}${all && event.repeats ? html` <span class="quiet">${t('meeting.all-dates')}</span>` : nothing}</span>${ends ? verb(`${event.url}/parts`, words, fields, 'plain') : nothing}</li>`
}

function give(ctx: Request, { event, at, people, parts: now }: Look, again: Again): Html {
  const { t } = ctx.locale
  const names = partNames(ctx)
  const me = ctx.me!
  const mine = now.filter(({ person }) => person.id === me.id)
  // Who sees to it gives any part; others take one, or hand over what they have.
  const mayGive = (part: Part) => event.tends || part !== 'host' || mine.some((one) => one.part === part)
  const offered = parts.filter(mayGive)
  const others = event.tends || mine.length ? people : people.filter(({ id }) => id === me.id)
  const typed = (name: string) => again.typed?.[name] === 'true'
  const tick = (name: string, words: string, hint: string) =>
    html`<label class="choice"><input type="checkbox" name="${name}" value="true"${typed(name) ? trusted(' checked') : nothing}> <span>${words} <span class="quiet">${hint}</span></span></label>`
  return html`<section aria-labelledby="give"><h2 id="give">${t('meeting.give')}</h2><form class="stack" method="post" action="${event.url}/parts">${formKey()}<input type="hidden" name="date" value="${at.original}">
${choices(ctx, { name: 'part', legend: t('meeting.field.part'), value: offered.find((part) => part === 'notes') ?? offered[0]!, options: offered.map((value) => ({ value, words: names[value].name })) }, again)}
${select(ctx, { name: 'person', label: t('meeting.field.person'), value: me.handle, options: others.map(({ handle, name }): [string, string] => [handle, name]) }, again)}
${event.repeats ? tick('all', t('meeting.field.all'), '') : nothing}
${mine.length ? tick('instead', t('meeting.field.instead'), t('meeting.field.instead.hint')) : nothing}
<p><button class="button" type="submit">${t('meeting.give.now')}</button></p></form></section>`
}
