import { type Html, html, nothing } from '../../../platform/html.ts'
import { type Request, spaceOf } from '../../../spine/request/ctx.ts'
import { placeNav } from '../../../spine/spaces/tabs.ts'
import { type Again, checkbox, field, formKey, problems } from '../../../ui/form.ts'
import { layout } from '../../../ui/layout.ts'
import { emptyPlace, icon } from '../../../ui/parts.ts'
import type { ShownTag } from '../tidying.ts'
import { levelChoice } from './levels.ts'

/** Every word that discussions carry here, with what it means. */
export function tagsPage(ctx: Request, tags: ShownTag[]): Html {
  const { t } = ctx.locale
  return layout(ctx, {
    title: t('discussions.tags'),
    place: 'talk',
    main: html`${placeNav(ctx, 'talk', 'tags')}
<div class="title"><h1>${t('discussions.tags')}</h1></div>
${tags.length ? html`<ul class="rows words" role="list">${tags.map((tag) => tagRow(ctx, tag))}</ul>` : emptyPlace(ctx, t('discussions.tags.none'))}`,
  })
}

function tagRow(ctx: Request, tag: ShownTag): Html {
  const { t } = ctx.locale
  return html`<li>${icon(ctx, 'tag')}<a class="name" href="${tag.url}">#${tag.name}</a>
${tag.description ? html`<p class="written">${tag.description}</p>` : nothing}
<p class="quiet cluster"><span>${t('discussions.tags.count', { count: tag.count })}</span>${tag.level ? html` <span class="sign">${t(`discussions.hear.${tag.level}`)}</span>` : nothing} <a href="/c/${spaceOf(ctx).slug}/tags/${encodeURIComponent(tag.name)}">${t(mayTidy(ctx) ? 'discussions.tags.look-host' : 'discussions.tags.look', { name: tag.name })}</a></p></li>`
}

/** One tag: what it means, how much one wants to hear of it; for hosts its name and its meaning, to change. */
export function tagPage(ctx: Request, tag: ShownTag, again: Again = {}): Html {
  const { t } = ctx.locale
  const action = `/c/${spaceOf(ctx).slug}/tags/${encodeURIComponent(tag.name)}`
  return layout(ctx, {
    title: `#${tag.name}`,
    place: 'talk',
    main: html`${placeNav(ctx, 'talk', 'tags')}
<div class="title"><h1>#${tag.name}</h1>${tag.description ? html`<p class="lead written">${tag.description}</p>` : nothing}
<p class="quiet"><a href="${tag.url}">${t('discussions.tags.count', { count: tag.count })}</a></p></div>
${problems(ctx, again)}
<section class="stack" aria-labelledby="hear"><h2 id="hear">${t('discussions.hearing')}</h2>
${levelChoice(ctx, `${action}/follow`, tag.level, 'tag', t('discussions.level.tag.none'))}</section>
${mayTidy(ctx) ? tidyForm(ctx, action, tag, again) : nothing}`,
  })
}

function tidyForm(ctx: Request, action: string, tag: ShownTag, again: Again): Html {
  const { t } = ctx.locale
  // Two tags become one only when that has been said.
  const merges = again.errors?.name !== undefined && again.typed?.name !== ''
  return html`<section class="stack" aria-labelledby="tidy"><h2 id="tidy">${t('discussions.tags.tidy')}</h2>
<form class="stack" method="post" action="${action}">${formKey()}
${field(ctx, { name: 'name', label: t('discussions.tags.name'), hint: t('discussions.tags.name-hint'), required: true, most: 40, value: tag.name }, again)}
${merges ? checkbox({ name: 'merge', words: t('discussions.tags.merge'), hint: t('discussions.tags.merge-hint') }) : nothing}
${field(ctx, { name: 'description', label: t('discussions.tags.description'), hint: t('discussions.tags.description-hint'), rows: 2, most: 300, value: tag.description }, again)}
<p><button class="button" type="submit">${t('ui.keep')}</button></p></form></section>`
}

function mayTidy(ctx: Request): boolean {
  return spaceOf(ctx).standing === 'host' && !spaceOf(ctx).closed
}
