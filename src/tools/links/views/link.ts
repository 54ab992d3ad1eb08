import { type Html, html, nothing, safeUrl, trusted } from '../../../platform/html.ts'
import { comments } from '../../../spine/items/comments.ts'
import { followButton, wholeMenu } from '../../../spine/items/menu.ts'
import { type Request, spaceOf } from '../../../spine/request/ctx.ts'
import { placeNav } from '../../../spine/spaces/tabs.ts'
import { type Again, problems, verb } from '../../../ui/form.ts'
import { layout } from '../../../ui/layout.ts'
import { face, icon } from '../../../ui/parts.ts'
import { dayOf, timeOf } from '../../../ui/time.ts'
import type { ShownLink } from '../present.ts'

/** A link: where it leads, why it is good, whether it is still there, and what people say about it. */
export function linkPage(ctx: Request, it: ShownLink, again: Again = {}): Html {
  const { t } = ctx.locale
  return layout(ctx, {
    title: it.title,
    place: 'library',
    kind: 'reading',
    main: html`${placeNav(ctx, 'library', 'links')}
<div class="title"><h1 lang="${it.lang}">${it.title}</h1>
<p class="cluster quiet"><span class="sign">${t(`links.kind.${it.kind}`)}</span>
${it.lang === ctx.locale.lang ? nothing : html`<span class="written">${ctx.locale.languageName(it.lang)}</span>`}
${it.licence ? html`<span>${t('links.licence')} <span class="written">${it.licence}</span></span>` : nothing}
${it.tags.map((tag) => html`<a href="/c/${spaceOf(ctx).slug}/links?tag=${encodeURIComponent(tag)}">#${tag}</a>`)}</p></div>
${problems(ctx, again, 'reply')}
<p class="cluster"><a class="button" href="${safeUrl(it.address)}" rel="noopener nofollow ugc">${t('links.open')} ${icon(ctx, 'external-link', true)}</a> <span class="quiet written address">${it.address}</span></p>
${healthPart(ctx, it)}
${it.html ? html`<div class="prose why">${trusted(it.html)}</div>` : it.mayStart ? html`<p class="quiet"><a href="${it.url}/edit">${t('links.say-why')}</a></p>` : nothing}
<p class="cluster quiet">${face(it.author, true)} <span>${ctx.locale.rich('links.kept', { name: it.author.name, time: timeOf(ctx, it.createdAt, false) })}</span></p>
<div class="cluster no-print">${it.mayStart ? html`<a class="button second" href="${it.url}/edit">${icon(ctx, 'pencil', true)} ${t('ui.edit')}</a>` : nothing}${followButton(ctx, it)}</div>
${comments(ctx, it, again)}
${wholeMenu(ctx, it, it.mayStart ? verb(`${it.url}/check`, t('links.check'), {}, 'plain') : nothing)}`,
  })
}

/** Said only where there is something to do; otherwise when it was last seen there. */
function healthPart(ctx: Request, it: ShownLink): Html {
  const { t } = ctx.locale
  const { state, movedTo, silentSince, answeredAt, archive } = it.health
  if (state === 'silent')
    return html`<section class="panel need stack" aria-labelledby="silent"><h2 class="with-icon" id="silent">${icon(ctx, 'triangle-alert')} ${t('links.silent')}</h2>
<p>${ctx.locale.rich('links.silent-since', { day: dayOf(ctx, silentSince!) })}${answeredAt ? html` ${ctx.locale.rich('links.seen', { day: dayOf(ctx, answeredAt) })}` : nothing}</p>
<div class="cluster"><a class="button second" href="${archive}" rel="noopener nofollow">${t('links.archive')} ${icon(ctx, 'external-link', true)}</a>
${it.mayStart ? html`<a class="button second" href="${it.url}/edit">${t('links.new-address')}</a>${verb(`${it.url}/check`, t('links.works-for-me'))}` : nothing}</div></section>`
  if (movedTo)
    return html`<section class="panel stack" aria-labelledby="moved"><h2 id="moved">${t('links.moved')}</h2><p class="written address">${movedTo}</p>
${it.mayStart ? verb(`${it.url}/address`, t('links.take-new')) : nothing}</section>`
  return answeredAt
    ? html`<p class="quiet with-icon">${icon(ctx, 'check', true)} <span>${ctx.locale.rich('links.seen', { day: dayOf(ctx, answeredAt) })}</span></p>`
    : nothing
}
