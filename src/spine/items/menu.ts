import { type Html, html, nothing } from '../../platform/html.ts'
import { verb } from '../../ui/form.ts'
import { icon } from '../../ui/parts.ts'
import { type Request, spaceOf } from '../request/ctx.ts'
import type { ShownAspects } from './aspects.ts'

/** Hearing of it, or no longer. */
export function followButton(ctx: Request, it: { level: string; url: string }): Html {
  if (!ctx.me || spaceOf(ctx).standing === 'visitor') return nothing
  const follows = it.level === 'follow'
  return html`<form method="post" action="${it.url}/follow"><input type="hidden" name="level" value="${follows ? 'quiet' : 'follow'}"><button class="button plain" type="submit">${icon(ctx, follows ? 'bell-off' : 'bell', true)} ${ctx.locale.t(follows ? 'items.unfollow' : 'items.follow')}</button></form>`
}

/** What the menu of a whole item depends on. */
type Whole = Pick<ShownAspects, 'saved' | 'mayPin' | 'pinned' | 'mayComment' | 'mayRemove'> & {
  id: number
  url: string
}

/** What may be done with the whole of it. @param first what its tool adds, before what is the same everywhere */
export function wholeMenu(ctx: Request, it: Whole, first: Html = nothing): Html {
  const { t } = ctx.locale
  if (!ctx.me || spaceOf(ctx).standing === 'visitor') return nothing
  const saved = it.saved.includes(0)
  return html`<details class="more no-print"><summary>${icon(ctx, 'settings-2', true)} ${t('items.more')}</summary>
<div class="cluster">${first}
${it.mayPin ? verb(`${it.url}/pin`, t(it.pinned ? 'items.unpin' : 'items.pin'), { on: it.pinned ? 'false' : 'true' }, 'plain') : nothing}
${verb(`${it.url}/saving`, t(saved ? 'items.unsave' : 'items.save'), { on: saved ? 'false' : 'true' }, 'plain')}
${it.mayComment && it.mayRemove ? verb(`${it.url}/removal`, t('items.remove'), {}, 'plain') : html`<a class="button plain" href="/c/${spaceOf(ctx).slug}/reports/new?item=${it.id}">${icon(ctx, 'flag', true)} ${t('items.report')}</a>`}</div></details>`
}
