import { type Html, html, nothing, trusted } from '../../../platform/html.ts'
import type { Request } from '../../../spine/request/ctx.ts'
import { type Again, choices, field, formKey, verb } from '../../../ui/form.ts'
import { face, icon } from '../../../ui/parts.ts'
import { timeOf } from '../../../ui/time.ts'
import { LONGEST_REFLECTION } from '../reflecting.ts'
import type { ShownStepPage } from '../step-page.ts'

/** Writing about a question: for oneself or for the group, chosen each time. */
export function reflecting(ctx: Request, it: ShownStepPage, again: Again): Html {
  const { t } = ctx.locale
  if (!it.mayDo) return it.mine ? html`<section id="reflection">${own(ctx, it.mine)}</section>` : nothing
  const words = it.mine?.source ?? ''
  return html`<section id="reflection" class="stack" aria-labelledby="reflect"><h2 id="reflect">${t(it.mine ? 'journeys.reflect.yours' : 'journeys.reflect')}</h2>
${it.mine && !again.typed ? own(ctx, it.mine) : nothing}
${it.mine && !again.typed ? html`<details class="more"><summary>${icon(ctx, 'chevron-right', true)} ${t('journeys.reflect.change')}</summary>${form(ctx, it, words, again)}</details>` : form(ctx, it, words, again)}</section>`
}

function own(ctx: Request, mine: NonNullable<ShownStepPage['mine']>): Html {
  const { t } = ctx.locale
  return html`<div class="panel stack"><p class="quiet with-icon">${icon(ctx, mine.shared ? 'users' : 'lock', true)} <span>${t(mine.shared ? 'journeys.reflect.is-shared' : 'journeys.reflect.is-private')}</span></p><div class="prose written" lang="${mine.lang}">${trusted(mine.html)}</div></div>`
}

function form(ctx: Request, it: ShownStepPage, words: string, again: Again): Html {
  const { t } = ctx.locale
  return html`<form class="stack" method="post" action="${it.url}/reflection">${formKey()}<input type="hidden" name="version" value="${it.mine?.version ?? 0}">
${field(ctx, { name: 'text', label: t('journeys.reflect.words'), rows: 7, most: LONGEST_REFLECTION, value: words, ...(it.mine && { hint: t('journeys.reflect.empty') }) }, again)}
${choices(
  ctx,
  {
    name: 'shared',
    legend: t('journeys.reflect.for'),
    value: String(it.mine?.shared ?? false),
    options: [
      { value: 'false', words: t('journeys.reflect.me'), hint: t('journeys.reflect.me.hint') },
      { value: 'true', words: t('journeys.reflect.group'), hint: t('journeys.reflect.group.hint') },
    ],
  },
  again,
)}
<p><button class="button" type="submit">${t('ui.keep')}</button></p></form>`
}

/** What others of the group shared about the question. */
export function sharedWith(ctx: Request, it: ShownStepPage): Html {
  const { t } = ctx.locale
  const others = it.shared.filter((one) => !one.own)
  if (!others.length) return nothing
  return html`<section class="stack" aria-labelledby="shared"><h2 id="shared">${t('journeys.shared', { count: others.length })}</h2>
${others.map((one) => html`<figure class="shared"><figcaption class="cluster">${face(one.person, true)} <a class="written" href="${one.person.url}">${one.person.name}</a> <span class="quiet">${timeOf(ctx, one.at, false)}</span>${it.guides ? verb(`${it.url}/reflections/${one.person.handle}/removal`, html`${t('journeys.unshare')}<span class="vh written">: ${one.person.name}</span>`, {}, 'plain') : nothing}</figcaption><div class="prose written" lang="${one.lang}">${trusted(one.html)}</div></figure>`)}</section>`
}
