import { momentOf } from '../../../platform/calendar.ts'
import { type Html, html, nothing } from '../../../platform/html.ts'
import { type Request, spaceOf } from '../../../spine/request/ctx.ts'
import { placeNav } from '../../../spine/spaces/tabs.ts'
import { type Again, field, formKey, problems } from '../../../ui/form.ts'
import { layout } from '../../../ui/layout.ts'
import { icon, readers } from '../../../ui/parts.ts'
import { saidRule, saidWhen } from '../said.ts'

interface Shown {
  added: number
  changed: number
  events: { title: string; state: string; starts: string; ends: string; zone: string | null; rule: string | null }[]
  refused: { title: string; why: string }[]
}

const hereOf = (ctx: Request) => `/c/${spaceOf(ctx).slug}/calendar/import`

/** A file, or what is in it. */
export function importPage(ctx: Request, most: number, again: Again = {}): Html {
  const { t } = ctx.locale
  return layout(ctx, {
    title: t('calendar.import'),
    place: 'calendar',
    main: html`${placeNav(ctx, 'calendar', 'calendar')}<div class="title"><h1>${t('calendar.import')}</h1><p class="lead">${t('calendar.import.lead', { most })}</p></div>
${problems(ctx, again)}
<form class="stack" method="post" action="${hereOf(ctx)}" enctype="multipart/form-data" data-turbo="false">${formKey()}${readers(ctx)}
<div class="field"><label for="file">${t('calendar.import.file')}</label><input id="file" type="file" name="file" accept=".ics,text/calendar" aria-describedby="file-hint"><p class="quiet" id="file-hint">${t('calendar.import.file.hint')}</p></div>
${field(ctx, { name: 'text', label: t('calendar.import.text'), rows: 4 }, again)}
<p><button class="button" type="submit">${t('calendar.import.look')}</button></p></form>`,
  })
}

/** What would come, before anything is done. */
export function previewPage(ctx: Request, it: Shown & { text: string }): Html {
  const { t } = ctx.locale
  const some = it.added + it.changed > 0
  return layout(ctx, {
    title: t('calendar.import'),
    place: 'calendar',
    main: html`${placeNav(ctx, 'calendar', 'calendar')}<div class="title"><h1>${t('calendar.import')}</h1><p class="lead">${t('calendar.import.would', { added: it.added, changed: it.changed })} ${t('calendar.import.nothing-yet')}</p></div>
${
  some
    ? html`<form class="stack" method="post" action="${hereOf(ctx)}" enctype="multipart/form-data" data-turbo="false">${formKey()}${readers(ctx)}<input type="hidden" name="take" value="true"><textarea name="text" hidden>${it.text}</textarea>
<p class="cluster"><button class="button" type="submit">${t('calendar.import.take')}</button> <a class="button second" href="${hereOf(ctx)}">${t('calendar.import.other')}</a></p></form>`
    : html`<p><a class="button second" href="${hereOf(ctx)}">${t('calendar.import.other')}</a></p>`
}
${troubles(ctx, it)}
<ul class="rows" role="list">${it.events.map((event) => row(ctx, event))}</ul>`,
  })
}

function row(ctx: Request, event: Shown['events'][number]): Html {
  const { t } = ctx.locale
  const moments = { fromAt: momentOf(event.starts, event.zone), untilAt: momentOf(event.ends, event.zone) }
  const repeats = saidRule(ctx.locale, event.rule, event.starts)
  const sign =
    event.state === 'changed' ? t('calendar.import.changes') : event.state === 'same' ? t('calendar.import.same') : ''
  return html`<li>${icon(ctx, 'calendar-days')}<span class="name written">${event.title}</span>
<p class="quiet">${saidWhen(ctx.locale, { ...event, ...moments }, ctx.timeZone, ctx.now)}.${repeats ? html` ${repeats}.` : nothing}${sign ? html` <span class="sign">${sign}</span>` : nothing}</p></li>`
}

/** What came of it. */
export function importedPage(ctx: Request, it: Shown): Html {
  const { t } = ctx.locale
  return layout(ctx, {
    title: t('calendar.imported'),
    place: 'calendar',
    main: html`${placeNav(ctx, 'calendar', 'calendar')}<div class="title"><h1>${t('calendar.imported')}</h1><p class="lead">${t('calendar.imported.count', { added: it.added, changed: it.changed })}</p></div>
<p><a class="button" href="/c/${spaceOf(ctx).slug}/calendar">${t('calendar.title')}</a></p>
${troubles(ctx, it)}`,
  })
}

function troubles(ctx: Request, { refused }: Shown): Html {
  if (!refused.length) return nothing
  const { t } = ctx.locale
  return html`<section class="panel stack" aria-labelledby="refused"><h2 id="refused">${t('calendar.import.refused')}</h2>
<ul class="plain-list">${refused.map(({ title, why }) => html`<li>${title ? ctx.locale.rich('calendar.import.refused.of', { title: html`<strong class="written">${title}</strong>`, why: reasonSaid(ctx, why) }) : reasonSaid(ctx, why)}</li>`)}</ul></section>`
}

function reasonSaid(ctx: Request, why: string): string {
  const { t } = ctx.locale
  if (why === 'most') return t('calendar.import.why.most')
  if (why === 'twice') return t('calendar.import.why.twice')
  if (why === 'alone') return t('calendar.import.why.alone')
  if (why === 'following') return t('calendar.import.why.following')
  if (why === 'not-yours') return t('calendar.import.why.not-yours')
  if (why === 'removed') return t('calendar.import.why.removed')
  if (['rule', 'rules', 'often', 'many'].includes(why)) return t('calendar.import.why.rule')
  return t('calendar.import.why.time')
}
