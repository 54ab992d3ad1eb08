import { type Html, html, nothing } from '../../../platform/html.ts'
import type { Level } from '../../../spine/items/follow.ts'
import { type Request, spaceOf } from '../../../spine/request/ctx.ts'
import { placeNav } from '../../../spine/spaces/tabs.ts'
import { layout } from '../../../ui/layout.ts'
import { icon, inLanguage } from '../../../ui/parts.ts'
import type { ShownTag } from '../tidying.ts'
import { levelChoice } from './levels.ts'

interface Hearing {
  level: Level | null
  tags: ShownTag[]
  discussions: { url: string; title: string; lang: string; level: Level }[]
}

/** How much someone wants to hear of one community, in one place. */
export function followingPage(ctx: Request, it: Hearing): Html {
  const { t } = ctx.locale
  const here = `/c/${spaceOf(ctx).slug}`
  return layout(ctx, {
    title: t('discussions.hearing'),
    place: 'talk',
    main: html`${placeNav(ctx, 'talk', 'following')}
<div class="title"><h1>${t('discussions.hearing')}</h1><p class="quiet with-icon">${icon(ctx, 'lock', true)} <span>${t('discussions.hearing.yours')}</span></p></div>
<section class="stack" aria-labelledby="everything"><h2 id="everything">${t('discussions.hearing.everything', { community: spaceOf(ctx).name })}</h2>
${levelChoice(ctx, `${here}/following`, it.level ?? 'quiet', 'space')}</section>
<section class="stack" aria-labelledby="tags"><h2 id="tags">${t('discussions.hearing.tags')}</h2>
<p class="quiet">${t('discussions.hearing.tags-hint')} <a href="${here}/tags">${t('discussions.tags.all')}</a></p>
${it.tags.length ? html`<ul class="lines" role="list">${it.tags.map((tag) => html`<li><a href="${here}/tags/${encodeURIComponent(tag.name)}">#${tag.name}</a> <span class="sign">${t(`discussions.hear.${tag.level!}`)}</span></li>`)}</ul>` : nothing}</section>
<section class="stack" aria-labelledby="single"><h2 id="single">${t('discussions.hearing.single')}</h2>
<p class="quiet">${t('discussions.hearing.single-hint')}</p>
${it.discussions.length ? html`<ul class="lines" role="list">${it.discussions.map((one) => html`<li><a href="${one.url}">${inLanguage(ctx, one.lang, one.title)}</a> <span class="sign">${t(`discussions.hear.${one.level}`)}</span></li>`)}</ul>` : nothing}</section>
${feedSection(ctx)}`,
  })
}

/** Who belongs here can have what is said here fetched by a program. */
function feedSection(ctx: Request): Html {
  const { slug, standing } = spaceOf(ctx)
  const { t } = ctx.locale
  if (standing === 'visitor') return nothing
  return html`<section class="stack" aria-labelledby="elsewhere"><h2 id="elsewhere">${t('discussions.hearing.feed')}</h2>
<p class="quiet">${t('discussions.hearing.feed-hint')} <a href="/me/feeds#place-${slug}">${t('discussions.hearing.feed-to')}</a></p></section>`
}
