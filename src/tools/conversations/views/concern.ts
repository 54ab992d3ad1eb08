import { type Html, html, nothing } from '../../../platform/html.ts'
import type { Request } from '../../../spine/request/ctx.ts'
import { verb } from '../../../ui/form.ts'
import { layout } from '../../../ui/layout.ts'
import { icon } from '../../../ui/parts.ts'
import type { Concern } from '../concern.ts'

/** What to do about words that hurt, where nobody but those who talk can read them. */
export function concernPage(ctx: Request, { conversation, person, communities }: Concern): Html {
  const { t } = ctx.locale
  return layout(ctx, {
    title: t('conversations.concern'),
    main: html`<div class="title"><h1>${t('conversations.concern')}</h1>
<p class="lead">${t('conversations.concern.lead')}</p></div>
${person && !person.blocked ? html`<section class="stack"><h2>${t('conversations.concern.block', { name: person.name })}</h2><p>${t('conversations.concern.block.what', { name: person.name })}</p>${verb(`/people/${person.handle}/block`, t('conversations.block', { name: person.name }), { on: 'true' })}</section>` : nothing}
${communities.length ? html`<section class="stack"><h2>${t('conversations.concern.hosts')}</h2><p>${t('conversations.concern.hosts.what')}</p><ul class="plain-list" role="list">${communities.map((one) => html`<li><a class="with-icon" href="${one.url}">${icon(ctx, 'flag', true)} <span>${t('conversations.concern.tell', { community: one.name })}</span></a></li>`)}</ul></section>` : nothing}
<section class="stack"><h2>${t('conversations.leave')}</h2><p>${t('conversations.leave.lead')}</p><p><a class="button second" href="${conversation.url}/leaving">${t('conversations.leave')}</a></p></section>
<p><a href="${conversation.url}">${t('conversations.back')}</a></p>`,
  })
}
