import { type Html, html, nothing, trusted } from '../../../platform/html.ts'
import { type Request, spaceOf } from '../../../spine/request/ctx.ts'
import { peopleNav } from '../../../spine/spaces/nav.ts'
import { layout } from '../../../ui/layout.ts'
import { badgeSign, buttonLink, emptyPlace, face, icon, inLanguage } from '../../../ui/parts.ts'
import { dayOf } from '../../../ui/time.ts'
import type { Listed, Looked } from '../directory.ts'
import { address } from '../search.ts'
import { searchForm } from './search.ts'

/** The people of a community: whom to find, as faces or as a table. */
export function directoryPage(ctx: Request, it: Looked): Html {
  const { t } = ctx.locale
  const space = spaceOf(ctx)
  const here = `/c/${space.slug}`
  const host = space.standing === 'host'
  const invites = host || (space.membersInvite && space.standing === 'member')
  return layout(ctx, {
    title: t('ui.place.people'),
    place: 'people',
    main: html`${peopleNav(ctx, 'members')}
<div class="title"><div class="head"><h1>${t('ui.place.people')}</h1> ${invites ? buttonLink(`${here}/invitations`, html`${icon(ctx, 'user-plus')} ${t('people.invite')}`, 'always') : nothing}</div>
<p class="quiet">${t('ui.people-count', { count: space.people })}</p></div>
${searchForm(ctx, it)}
${it.members.length ? html`${views(ctx, it)}${it.view === 'table' ? table(ctx, it.members) : faces(ctx, it.members)}` : nobody(ctx, it)}
${it.next ? html`<p><a class="button second" rel="next" href="${it.next}">${t('people.more')}</a></p>` : nothing}
<p class="cluster quiet">${host ? html`<a href="${here}/settings">${t('people.settings')}</a> <a href="${here}/members/imported">${t('people.imported')}</a> <a href="${here}/reports">${t('people.care.reports')}</a>` : nothing} ${space.standing === 'visitor' ? nothing : html`<a href="${here}/about/log">${t('people.log')}</a>`} ${space.standing === 'visitor' ? nothing : html`<a href="${here}/leaving">${t('people.leave')}</a>`}</p>`,
  })
}

/** Two ways to look; the address remembers which. */
function views(ctx: Request, it: Looked): Html {
  const { t } = ctx.locale
  const { q, standing, badge, language, place } = it
  const link = (view: 'faces' | 'table') =>
    html`<a href="${address(spaceOf(ctx).slug, { q, standing, badge, language, place, view: view === 'table' ? view : undefined })}"${view === it.view ? trusted(' aria-current="true"') : nothing}>${t(`people.view.${view}`)}</a>`
  return html`<nav class="filters" aria-label="${t('people.view')}">${link('faces')}${link('table')}</nav>`
}

function faces(ctx: Request, members: Listed[]): Html {
  return html`<ul class="people-faces" role="list">${members.map(
    (one) => html`<li>${face(one)}<div><a class="name" href="${one.url}">${one.name}</a>${signs(ctx, one)}
${one.organisation || one.place ? html`<p class="quiet">${inLanguage(ctx, one.lang, from(one))}</p>` : nothing}
${one.does ? html`<p class="does">${inLanguage(ctx, one.lang, one.does)}</p>` : nothing}</div>${tend(ctx, one)}</li>`,
  )}</ul>`
}

/** "Net store, Saltmouth". */
function from(one: { organisation: string; place: string }): string {
  return [one.organisation, one.place].filter(Boolean).join(', ')
}

/** Host or guest, and for whom else they speak: what sets someone apart from a member. */
function signs(ctx: Request, one: Listed): Html {
  const { t } = ctx.locale
  const standing =
    one.standing === 'host'
      ? html` <span class="sign">${t('people.host')}</span>`
      : one.standing === 'guest'
        ? html` <span class="sign">${one.until ? ctx.locale.rich('people.guest-until', { date: dayOf(ctx, one.until) }) : t('people.guest')}</span>`
        : nothing
  return html`${standing}${badgeSign(ctx.locale, one.badge)}`
}

function tend(ctx: Request, one: Listed): Html {
  if (spaceOf(ctx).standing !== 'host') return nothing
  return html`<p class="quiet"><a href="/c/${spaceOf(ctx).slug}/members/${one.handle}">${ctx.locale.t('people.tend')}<span class="vh"> ${one.name}</span></a></p>`
}

/** Roles are said again, because a table that is laid out as rows on a phone is no table to some readers of screens. */
function table(ctx: Request, members: Listed[]): Html {
  const { t } = ctx.locale
  const columns = ['organisation', 'place', 'askAbout'] as const
  return html`<link rel="stylesheet" href="${ctx.site.assets.settings}"><table class="people-table" role="table"><caption class="vh">${t('people.table', { community: spaceOf(ctx).name })}</caption>
<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">${t('people.field.name')}</th>${columns.map((name) => html`<th role="columnheader" scope="col">${t(`people.field.${name}`)}</th>`)}<th role="columnheader" scope="col">${t('people.field.joined')}</th></tr></thead>
<tbody role="rowgroup">${members.map(
    (
      one,
    ) => html`<tr role="row"><th role="rowheader" scope="row"><a href="${one.url}">${one.name}</a>${signs(ctx, one)}${tend(ctx, one)}</th>
${columns.map((name) => html`<td role="cell" data-label="${t(`people.field.${name}`)}">${one[name] ? inLanguage(ctx, one.lang, one[name]) : nothing}</td>`)}
<td role="cell" data-label="${t('people.field.joined')}">${dayOf(ctx, one.joinedAt)}</td></tr>`,
  )}</tbody></table>`
}

/** Nobody was found: what to do now, and who may know about it all the same. */
function nobody(ctx: Request, it: Looked): Html {
  const { t } = ctx.locale
  const everyone = html`<p>${buttonLink(address(spaceOf(ctx).slug, { view: it.view === 'table' ? 'table' : undefined }), t('people.everyone'), 'second')}</p>`
  return html`${emptyPlace(ctx, t(it.q ? 'people.nobody-says' : 'people.nobody-such', { words: it.q ?? '' }), everyone)}
${
  it.knowers.length
    ? html`<section class="stack"><h2>${t('people.may-know')}</h2><ul class="people-faces" role="list">${it.knowers.map(
        (one) =>
          html`<li>${face(one)}<div><a class="name" href="${one.url}">${one.name}</a><p class="quiet">${one.topics.join(', ')}</p></div></li>`,
      )}</ul></section>`
    : nothing
}`
}
