import { type Html, html, nothing } from '../../../platform/html.ts'
import { mayStart, type Request, spaceOf } from '../../../spine/request/ctx.ts'
import type { Known } from '../../../spine/spaces/known.ts'
import { peopleNav } from '../../../spine/spaces/nav.ts'
import { type Again, choices, field, formKey, problems } from '../../../ui/form.ts'
import { layout, steppedHue } from '../../../ui/layout.ts'
import { buttonLink, emblem, emptyPlace, icon, inLanguage } from '../../../ui/parts.ts'

type Shown = Known & { url: string }

export function circlesPage(ctx: Request, circles: Shown[]): Html {
  const { t } = ctx.locale
  const space = spaceOf(ctx)
  const start = mayStart(space)
    ? buttonLink(`/c/${space.slug}/circles/new`, html`${icon(ctx, 'plus')} ${t('circles.start')}`, 'always')
    : nothing
  const mine = circles.filter((one) => one.standing)
  const others = circles.filter((one) => !one.standing)
  return layout(ctx, {
    title: t('circles.title'),
    place: 'people',
    main: html`<div class="title"><div class="head"><h1>${t('circles.title')}</h1> ${circles.length ? start : nothing}</div><p class="lead">${t('circles.lead', { community: space.name })}</p></div>
${peopleNav(ctx, 'circles')}
${circles.length ? nothing : emptyPlace(ctx, t('circles.none'), start)}
${mine.length ? html`<section aria-labelledby="mine"><h2 id="mine">${t('circles.mine')}</h2><ul class="rows" role="list">${mine.map((one) => row(ctx, one))}</ul></section>` : nothing}
${others.length ? html`<section aria-labelledby="others"><h2 id="others">${t('circles.others')}</h2><ul class="rows" role="list">${others.map((one) => row(ctx, one))}</ul></section>` : nothing}`,
  })
}

function row(ctx: Request, one: Shown): Html {
  const { t } = ctx.locale
  const facts = [
    one.people === null ? '' : t('ui.people-count', { count: one.people }),
    one.standing ? t(`circles.you.${one.standing}`) : '',
    one.requested ? t('circles.requested') : '',
    one.closed ? t('circles.closed') : '',
  ].filter(Boolean)
  return html`<li class="hue-${steppedHue(one.hue)}">${emblem(ctx, one)}<a class="name" href="${one.url}">${inLanguage(ctx, one.lang, one.name)}</a>
${one.purpose ? html`<p>${inLanguage(ctx, one.lang, one.purpose)}</p>` : nothing}
${facts.length ? html`<p class="quiet">${facts.join(', ')}</p>` : nothing}
${one.standing || one.requested ? nothing : html`<a class="button second act" href="${one.url}">${t(`circles.${step(one)}`)}<span class="vh">: ${one.name}</span></a>`}</li>`
}

function step(one: Shown): string {
  if (one.visibility === 'open') return 'look'
  return one.joining === 'invitation' ? 'see' : 'ask'
}

export function newCirclePage(ctx: Request, again: Again = {}): Html {
  const { t } = ctx.locale
  const space = spaceOf(ctx)
  const community = space.name
  return layout(ctx, {
    title: t('circles.start'),
    place: 'people',
    main: html`<div class="title"><h1>${t('circles.new.title', { community })}</h1><p class="lead">${t('circles.new.lead')}</p></div>
${problems(ctx, again)}
<form class="stack" method="post" action="/c/${space.slug}/circles">${formKey()}
${field(ctx, { name: 'name', label: t('circles.new.name'), required: true, most: 80 }, again)}
${field(ctx, { name: 'purpose', label: t('circles.new.purpose'), rows: 2, most: 300 }, again)}
${choices(
  ctx,
  {
    name: 'visibility',
    legend: t('circles.new.visibility'),
    value: 'hidden',
    options: (['hidden', 'listed', 'open'] as const).map((value) => ({
      value,
      words: t(`circles.new.${value}`, { community }),
      hint: t(`circles.new.${value}.hint`, { community }),
    })),
  },
  again,
)}
<p><button class="button" type="submit">${t('circles.new.now')}</button></p></form>`,
  })
}
