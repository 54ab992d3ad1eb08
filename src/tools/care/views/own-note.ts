import { type Html, html, nothing } from '../../../platform/html.ts'
import type { Request } from '../../../spine/request/ctx.ts'
import { type Again, problems, verb } from '../../../ui/form.ts'
import { layout } from '../../../ui/layout.ts'
import { icon } from '../../../ui/parts.ts'
import { dayOf } from '../../../ui/time.ts'
import type { OwnNote } from '../own-notes.ts'
import { noteBody } from './note.ts'

/** What hosts wrote to whoever looks. Of a suspension: why, until when, who tends the place, and how to reach them. */
export function ownNotePage(ctx: Request, it: OwnNote, again: Again = {}): Html {
  const { t } = ctx.locale
  const lasts = it.kind === 'suspension' && !it.endedAt
  const hosts = it.hosts.length
    ? t('care.own.hosts', { names: ctx.locale.list(it.hosts), count: it.hosts.length })
    : t('care.own.no-hosts')
  const title = t(
    it.kind === 'warning' ? 'care.own.warning' : lasts ? 'care.own.suspension' : 'care.own.suspension-over',
    { space: it.space.name },
  )
  return layout(ctx, {
    title,
    main: html`<div class="title"><h1>${title}</h1>
<p class="lead">${lasts ? ctx.locale.rich('care.own.suspended-until', { date: dayOf(ctx, it.until!), space: it.space.name }) : it.kind === 'suspension' ? html`<a href="/c/${it.space.slug}">${t('care.own.go', { space: it.space.name })}</a>` : t('care.own.warned')}</p>
<p class="quiet with-icon">${icon(ctx, 'users', true)} <span>${hosts}</span></p></div>
${problems(ctx, again)}
${it.over ? html`<section class="panel good stack"><p>${t('care.own.over')}</p>${verb(`${it.url}/ending`, t('care.own.come-in'), {}, '')}</section>` : nothing}
${noteBody(ctx, it, again)}
${it.unread ? verb(`${it.url}/reading`, html`${icon(ctx, 'check', true)} ${t('care.own.read')}`, {}, 'plain') : nothing}
${lasts && it.leaves ? html`<details class="more"><summary>${icon(ctx, 'chevron-right', true)} ${t('care.own.leave')}</summary><p class="quiet">${t('care.own.leave-hint')}</p>${verb(`${it.url}/leaving`, t('care.own.leave-now', { space: it.space.name }))}</details>` : nothing}`,
  })
}
