import { type Html, html, nothing } from '../../../platform/html.ts'
import { mayStart, type Request, spaceOf } from '../../../spine/request/ctx.ts'
import { placeNav } from '../../../spine/spaces/tabs.ts'
import { layout } from '../../../ui/layout.ts'
import { buttonLink, emptyPlace, face, icon, inLanguage } from '../../../ui/parts.ts'
import { timeOf } from '../../../ui/time.ts'
import type { ShownThanks } from '../present.ts'

/** What people here are thankful for, with a question that helps to think of something. */
export function listPage(ctx: Request, it: { prompt: string; thanks: ShownThanks[]; next: string | null }): Html {
  const { t } = ctx.locale
  const space = spaceOf(ctx)
  const give = mayStart(space)
    ? buttonLink(`/c/${space.slug}/thanks/new`, html`${icon(ctx, 'heart')} ${t('thanks.give')}`, 'always')
    : nothing
  return layout(ctx, {
    title: t('thanks.title'),
    place: 'care',
    main: html`${placeNav(ctx, 'care', 'thanks')}
<div class="title"><div class="head"><h1>${t('thanks.title')}</h1> ${it.thanks.length ? give : nothing}</div><p class="lead">${it.prompt}</p></div>
${it.thanks.length ? thanksColumns(ctx, it.thanks) : emptyPlace(ctx, t('thanks.none'), give)}
${it.next ? html`<p><a class="button second" rel="next" href="${it.next}">${t('thanks.older')}</a></p>` : nothing}`,
  })
}

/** Thanks beside each other. */
export function thanksColumns(ctx: Request, thanks: readonly ShownThanks[]): Html {
  return html`<ul class="columns" role="list">${thanks.map((one) => html`<li class="thanks"><blockquote class="written">${inLanguage(ctx, one.lang, one.words)}</blockquote>${saidBy(ctx, one)}</li>`)}</ul>`
}

function saidBy(ctx: Request, one: ShownThanks): Html {
  const { t } = ctx.locale
  const count = one.messageCount ? html` · ${t('thanks.comments', { count: one.messageCount })}` : nothing
  return html`<p class="quiet">${face(one.author, true)} <span><a href="${one.url}">${fromTo(ctx, one)}</a>, ${timeOf(ctx, one.createdAt, false)}${count}</span></p>`
}

/** Who thanks whom. */
export function fromTo({ locale: { t } }: Request, { author, to }: Pick<ShownThanks, 'author' | 'to'>): string {
  return to ? t('thanks.from-to', { from: author.name, to: to.name }) : t('thanks.from-to-all', { from: author.name })
}
