import { type Html, html, nothing, trusted } from '../../../platform/html.ts'
import { type LogGroup, logGroups } from '../../../spine/care/log.ts'
import { type Request, spaceOf } from '../../../spine/request/ctx.ts'
import { layout } from '../../../ui/layout.ts'
import { emptyPlace, face, icon, inLanguage } from '../../../ui/parts.ts'
import { dayOf, timeOf } from '../../../ui/time.ts'
import { addressOf, type ShownEntry } from '../log.ts'
import { hostsNav } from './nav.ts'

interface Log {
  entries: ShownEntry[]
  next: string | null
  about: LogGroup | undefined
}

/** What hosts did, in sentences; for hosts with what undoes it. */
export function logPage(ctx: Request, it: Log): Html {
  const { t } = ctx.locale
  return layout(ctx, {
    title: t('care.log'),
    place: 'people',
    main: html`${spaceOf(ctx).standing === 'host' ? hostsNav(ctx, 'about/log') : nothing}
<div class="title"><h1>${t('care.log')}</h1><p class="lead">${t('care.log.lead')}</p></div>
${filter(ctx, it.about)}
${it.entries.length ? html`<ul class="rows acts" role="list">${it.entries.map((one) => entry(ctx, one))}</ul>` : emptyPlace(ctx, t('care.log.none'))}
${it.next ? html`<p><a class="button second" rel="next" href="${it.next}">${t('care.earlier')}</a></p>` : nothing}`,
  })
}

function filter(ctx: Request, about: LogGroup | undefined): Html {
  const { t } = ctx.locale
  const link = (group: LogGroup | undefined, words: string) =>
    html`<a href="${addressOf(ctx, group)}"${group === about ? trusted(' aria-current="true"') : nothing}>${words}</a>`
  return html`<nav class="filters" aria-label="${t('care.log.filter')}">${link(undefined, t('care.log.all'))}${logGroups.map((group) => link(group, t(`care.log.about.${group}`)))}</nav>`
}

function entry(ctx: Request, one: ShownEntry): Html {
  const { t } = ctx.locale
  return html`<li id="entry-${one.id}">${one.by ? face(one.by) : icon(ctx, 'key-round')}<span class="name">${sentence(ctx, one)}</span>
<p class="quiet">${place(ctx, one)}${one.note ? html`<a href="${one.note}">${t('care.log.note')}</a>, ` : nothing}${one.until ? html`${ctx.locale.rich('care.lasts', { date: dayOf(ctx, one.until) })}, ` : nothing}${timeOf(ctx, one.at)}</p>
${one.undo ? html`<form class="verb act" method="post" action="${one.undo.address}">${Object.entries(one.undo.fields).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}<button class="button plain" type="submit">${icon(ctx, 'undo-2', true)} ${t('ui.undo')}<span class="vh">: ${sentence(ctx, one)}</span></button></form>` : nothing}</li>`
}

/** What it is about, as a link where there is still something to see. */
function place(ctx: Request, { item }: ShownEntry): Html {
  if (!item) return nothing
  const title = inLanguage(ctx, item.lang, item.title)
  return html`${item.gone ? title : html`<a href="${item.url}">${title}</a>`}, `
}

function sentence(ctx: Request, { verb, by, person }: ShownEntry): string {
  const name = verb.replace('.', '-')
  return ctx.locale.t(`log.${name}`, { by: by?.name ?? '', name: person?.name ?? '', known: person ? 'yes' : 'no' })
}
