import { type Html, html, nothing } from '../../../platform/html.ts'
import type { Request } from '../../../spine/request/ctx.ts'
import { face } from '../../../ui/parts.ts'
import type { EventShown } from './event.ts'

type Answer = EventShown['answers'][number]

/** Who comes, who perhaps, who waits for a place, who cannot; and, for those who see to it, what people need. */
export function whoComes(ctx: Request, it: EventShown): Html {
  const { t } = ctx.locale
  const { answers } = it
  const needs = it.sees && !it.over && it.othersNeed.length ? needed(ctx, it) : nothing
  if (!answers.length) return it.over ? needs : html`<p class="quiet">${t('calendar.nobody-yet')}</p>${needs}`
  const coming = answers.filter(({ reply, waiting }) => reply === 'yes' && !waiting)
  const groups: [string, Answer[]][] = [
    [t('calendar.who.perhaps'), answers.filter(({ reply }) => reply === 'perhaps')],
    [t('calendar.who.waiting'), answers.filter(({ waiting }) => waiting)],
    [t('calendar.who.no'), answers.filter(({ reply }) => reply === 'no')],
  ]
  return html`<section class="stack" aria-labelledby="who"><h2 id="who">${it.over ? t('calendar.wanted.heading', { count: coming.length }) : t('calendar.coming.heading', { count: coming.length })}</h2>
${coming.length ? html`<ul class="faces" role="list">${coming.map((one) => person(ctx, one))}</ul>` : nothing}
${groups.filter(([, people]) => people.length).map(([name, people]) => html`<p class="quiet">${name} ${ctx.locale.list(people.map(({ person: { name } }) => name))}</p>`)}
${needs}</section>`
}

function person(ctx: Request, { person: one, way }: Answer): Html {
  return html`<li>${face(one, true)} <a class="written" href="${one.url}">${one.name}</a>${way === 'online' ? html` <span class="quiet">${ctx.locale.t('calendar.online')}</span>` : nothing}</li>`
}

/** What people need, where only those read it who see to the event. */
function needed(ctx: Request, it: EventShown): Html {
  const { t } = ctx.locale
  return html`<section class="panel" aria-labelledby="needed"><h3 id="needed">${t('calendar.needed')}</h3><p class="quiet">${t('calendar.needed.hint')}</p>
<ul class="plain-list">${it.othersNeed.map(({ name, needs }) => html`<li>${ctx.locale.rich('calendar.needed.of', { name: html`<strong class="written">${name}</strong>`, needs: html`<span class="written">${needs}</span>` })}</li>`)}</ul></section>`
}
