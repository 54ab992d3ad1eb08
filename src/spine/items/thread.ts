import { type Html, html, nothing, trusted } from '../../platform/html.ts'
import { composer } from '../../ui/composer.ts'
import { type Again, verb } from '../../ui/form.ts'
import { messageView } from '../../ui/message.ts'
import { icon, joinFirst } from '../../ui/parts.ts'
import { type Request, spaceOf } from '../request/ctx.ts'
import type { ShownAspects } from './aspects.ts'

type Shown = ShownAspects & { id: number; url: string; lang: string }

/** What was said under an item, and where one says something: at the foot of its page. */
export function thread(ctx: Request, it: Shown, again: Again = {}): Html {
  const { t } = ctx.locale
  return html`<section id="comments" aria-labelledby="said"><h2 id="said"${it.messageCount ? nothing : trusted(' class="vh"')}>${t('items.comments', { count: it.messageCount })}</h2>
${it.previous ? html`<p><a class="button second" rel="prev" href="${it.previous}">${t('items.comments.earlier')}</a></p>` : nothing}
${it.messages.map((message) => messageView(ctx, message, { item: it.url, lang: it.lang, writes: it.mayComment, ended: it.closure !== null, saved: it.saved.includes(message.number) }))}
${it.next ? html`<p><a class="button second" rel="next" href="${it.next}">${t('items.comments.later')}</a></p>` : nothing}
${foot(ctx, it, again)}</section>
${it.told ? html`<copse-told data-item="${it.id}"></copse-told>` : nothing}`
}

function foot(ctx: Request, it: Shown, again: Again): Html {
  const { t } = ctx.locale
  if (spaceOf(ctx).standing === 'visitor') return joinFirst(ctx)
  if (!it.mayComment) return nothing
  if (it.closure)
    return html`<p class="panel">${t('items.closed-by', { name: it.closure.by, reason: it.closure.reason })}</p>`
  return composer(
    ctx,
    {
      id: 'reply',
      action: `${it.url}/messages`,
      heading: t('items.comment'),
      place: `item:${it.id}`,
      draft: it.draft && { ...it.draft, text: it.draft.fields.text ?? '' },
      replies: true,
      button: t('items.comment.send'),
      rows: 3,
    },
    again,
  )
}

/** Hearing of it, or no longer. */
export function followButton(ctx: Request, it: Pick<Shown, 'level' | 'url'>): Html {
  if (!ctx.me || spaceOf(ctx).standing === 'visitor') return nothing
  const follows = it.level === 'follow'
  return html`<form method="post" action="${it.url}/follow"><input type="hidden" name="level" value="${follows ? 'quiet' : 'follow'}"><button class="button plain" type="submit">${icon(ctx, follows ? 'bell-off' : 'bell', true)} ${ctx.locale.t(follows ? 'items.unfollow' : 'items.follow')}</button></form>`
}

/** What may be done with the whole of it. @param first what its tool adds, before what is the same everywhere */
export function wholeMenu(ctx: Request, it: Shown, first: Html = nothing): Html {
  const { t } = ctx.locale
  if (!ctx.me || spaceOf(ctx).standing === 'visitor') return nothing
  const saved = it.saved.includes(0)
  return html`<details class="hearing no-print"><summary>${icon(ctx, 'settings-2', true)} ${t('items.more')}</summary>
<div class="cluster">${first}
${it.tends ? verb(`${it.url}/pin`, t(it.pinned ? 'items.unpin' : 'items.pin'), { on: it.pinned ? 'false' : 'true' }, 'plain') : nothing}
${verb(`${it.url}/saving`, t(saved ? 'items.unsave' : 'items.save'), { on: saved ? 'false' : 'true' }, 'plain')}
${it.mayComment && it.mayRemove ? verb(`${it.url}/removal`, t('items.remove'), {}, 'plain') : html`<a class="button plain" href="/c/${spaceOf(ctx).slug}/reports/new?item=${it.id}">${icon(ctx, 'flag', true)} ${t('items.report')}</a>`}</div></details>`
}
