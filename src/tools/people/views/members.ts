import { type Html, html, nothing } from '../../../platform/html.ts'
import { type Request, spaceOf } from '../../../spine/request/ctx.ts'
import { peopleNav } from '../../../spine/spaces/nav.ts'
import type { Placeholder } from '../../../spine/spaces/people.ts'
import { type Again, choices, field, problems, select, verb } from '../../../ui/form.ts'
import { layout } from '../../../ui/layout.ts'
import { emptyPlace, face } from '../../../ui/parts.ts'
import type { ShownMember } from '../members.ts'

export function memberPage(ctx: Request, one: ShownMember, again: Again = {}): Html {
  const { t } = ctx.locale
  const here = `/c/${spaceOf(ctx).slug}`
  const self = one.id === ctx.me?.id
  const badges: [string, string][] = [
    ['none', t('people.badge.none')],
    ...(['funder', 'manager', 'host-organisation'] as const).map((badge): [string, string] => [
      badge,
      t(`ui.badge.${badge}`),
    ]),
  ]
  return layout(ctx, {
    title: one.name,
    place: 'people',
    main: html`${peopleNav(ctx)}<div class="title"><h1>${one.name}</h1><p class="quiet"><a href="${here}/members">${t('ui.place.people')}</a></p></div>
${problems(ctx, again)}
<form class="stack" method="post" action="${here}/members/${one.handle}">
${choices(
  ctx,
  {
    name: 'standing',
    legend: t('people.standing'),
    value: one.standing,
    options: [
      { value: 'member', words: t('people.member'), hint: t('people.member.hint') },
      { value: 'host', words: t('people.host'), hint: t('people.host.hint') },
      { value: 'guest', words: t('people.guest'), hint: t('people.guest.hint') },
    ],
  },
  again,
)}
${field(ctx, { name: 'until', label: t('people.guest.until'), type: 'date', value: one.until?.slice(0, 10), hint: t('people.guest.until-hint') }, again)}
${select(ctx, { name: 'badge', label: t('people.badge'), value: one.badge ?? 'none', options: badges, hint: t('people.badge.hint') }, again)}
<p><button class="button" type="submit">${t('ui.keep')}</button></p></form>
${
  self
    ? nothing
    : html`<section class="stack"><h2>${t('people.hand-over')}</h2><p class="quiet">${t('people.hand-over.hint', { name: one.name })}</p>${verb(`${here}/hosting`, t('people.hand-over.now'), { handle: one.handle })}</section>
<section class="stack"><h2>${t('people.end')}</h2><p class="quiet">${t('people.end.hint', { name: one.name })}</p><form class="stack" method="post" action="${here}/members/${one.handle}/ending">${select(ctx, { name: 'away', label: t('people.end.away'), value: '0', hint: t('people.end.away-hint'), options: awayOptions(ctx) }, again)}
<p><button class="button second" type="submit">${t('people.end.now')}</button></p></form></section>
<section class="stack"><h2>${t('people.care')}</h2><p class="quiet">${t('people.care.hint', { name: one.name })}</p><p><a class="button second" href="${here}/notes/new?person=${one.handle}">${t('people.care.write', { name: one.name })}</a></p></section>`
}`,
  })
}

/** For how long someone who is sent away is not let in by a door. */
function awayOptions(ctx: Request): [string, string][] {
  const { t } = ctx.locale
  return [
    ['0', t('people.end.away.none')],
    ...[30, 90, 365].map((days): [string, string] => [String(days), t('people.end.away.days', { days })]),
  ]
}

export function importedPage(ctx: Request, people: Placeholder[]): Html {
  const { t } = ctx.locale
  const here = `/c/${spaceOf(ctx).slug}`
  return layout(ctx, {
    title: t('people.imported'),
    place: 'people',
    main: html`${peopleNav(ctx)}<div class="title"><h1>${t('people.imported')}</h1><p class="lead">${t('people.imported.lead')}</p></div>
${people.length === 0 ? emptyPlace(ctx, t('people.imported.none')) : html`<ul class="rows" role="list">${people.map((one) => html`<li>${face(one)}<span class="name">${one.name}</span>${verb(`${here}/invitations`, html`${t('people.imported.invite')}<span class="vh"> ${one.name}</span>`, { claims: one.id, days: 30 }, 'plain')}</li>`)}</ul>`}`,
  })
}

export function leavePage(ctx: Request, again: Again = {}): Html {
  const { t } = ctx.locale
  const space = spaceOf(ctx)
  return layout(ctx, {
    title: t('people.leave'),
    place: 'people',
    main: html`${peopleNav(ctx)}<div class="title"><h1>${t('people.leave.title', { community: space.name })}</h1><p class="lead">${t('people.leave.lead')}</p></div>
${problems(ctx, { errors: again.errors && { _: Object.values(again.errors)[0]! } })}
<div class="cluster">${verb(`/c/${space.slug}/leaving`, t('people.leave.now'))} <a href="/c/${space.slug}">${t('people.stay')}</a></div>`,
  })
}
