import { type Html, html, nothing } from '../../../platform/html.ts'
import { type Request, spaceOf } from '../../../spine/request/ctx.ts'
import type { Outcome } from '../../../spine/spaces/addresses.ts'
import type { Beside } from '../../../spine/spaces/invitations.ts'
import { peopleNav } from '../../../spine/spaces/nav.ts'
import { copiedHere } from '../../../ui/copied.ts'
import { type Again, choices, field, formKey, problems, select, verb } from '../../../ui/form.ts'
import { layout } from '../../../ui/layout.ts'
import { face, icon } from '../../../ui/parts.ts'
import { dayOf } from '../../../ui/time.ts'

export interface ShownInvitation {
  id: number
  link: string
  note: string
  email: string | null
  claims: string | null
  person: string | null
  standing: string
  until: string | null
  usesMost: number | null
  uses: number
  expiresAt: string | null
  createdAt: string
  by: string
  usable: boolean
}

export function invitationsPage(
  ctx: Request,
  all: ShownInvitation[],
  beside: Beside[],
  mailWorks: boolean,
  again: Again = {},
): Html {
  const { t } = ctx.locale
  const here = `/c/${spaceOf(ctx).slug}/invitations`
  const open = all.filter((one) => one.usable)
  const over = all.filter((one) => !one.usable)
  // Each form shows what was typed into it, not what was typed into another.
  const of = (name: string) => ((again.typed?._form ?? '') === name ? again : {})
  return layout(ctx, {
    title: t('people.invite.title'),
    place: 'people',
    main: html`${peopleNav(ctx)}<div class="title"><h1>${t('people.invite.title')}</h1><p class="lead">${t('people.invite.lead')}</p></div>
${problems(ctx, again)}
${open.length ? html`<section aria-labelledby="open"><h2 id="open">${t('people.invite.open')}</h2><ul class="rows" role="list">${open.map((one) => openRow(ctx, here, one))}</ul></section>` : nothing}
${beside.length ? byName(ctx, here, beside, of('people')) : nothing}
<form class="stack" method="post" action="${here}">${formKey()}<input type="hidden" name="_form" value="link"><h2>${t('people.invite.by-link')}</h2>
${field(ctx, { name: 'note', label: t('people.invite.note'), rows: 2, most: 1000, hint: t('people.invite.note-hint') }, of('link'))}
${select(ctx, { name: 'uses', label: t('people.invite.uses'), value: '10', options: ['1', '10', '50', '1000'].map((n) => [n, t('people.invite.uses-count', { count: Number(n) })]) }, of('link'))}
${select(ctx, { name: 'days', label: t('people.invite.ends'), value: '30', options: ['1', '7', '30', '365'].map((n) => [n, t('people.invite.ends-in', { days: Number(n) })]) }, of('link'))}
${asGuest(ctx, 'link', of('link'))}
<p><button class="button" type="submit">${t('people.invite.make')}</button></p></form>
<form class="stack" method="post" action="${here}/addresses" enctype="multipart/form-data">${formKey()}<input type="hidden" name="_form" value="addresses"><h2>${t('people.invite.by-address')}</h2>
${field(ctx, { name: 'addresses', label: t('people.invite.addresses'), rows: 3, most: 50_000, hint: t(mailWorks ? 'people.invite.addresses-hint' : 'people.invite.no-mail') }, of('addresses'))}
<div class="field"><label for="list">${t('people.invite.list')}</label><input id="list" type="file" name="list" accept=".csv,.txt,text/csv,text/plain"></div>
${field(ctx, { name: 'note', id: 'addresses-note', label: t('people.invite.note'), rows: 2, most: 1000 }, of('addresses'))}
${asGuest(ctx, 'addresses', of('addresses'))}
<p><button class="button second" type="submit">${t('people.invite.these')}</button></p></form>
${over.length ? html`<details class="more"><summary>${icon(ctx, 'chevron-right', true)} ${t('people.invite.over', { count: over.length })}</summary><ul class="rows" role="list">${over.map((one) => html`<li>${icon(ctx, 'clock')}<span class="name">${nameOf(ctx, one)}</span><p class="quiet">${used(ctx, one)}</p></li>`)}</ul></details>` : nothing}`,
  })
}

/** People of the community who are not in the circle yet: invited by name, they find it on their home. */
function byName(ctx: Request, here: string, beside: Beside[], again: Again): Html {
  const { t } = ctx.locale
  const chosen = [again.typed?.handles ?? []].flat()
  return html`<form class="stack" method="post" action="${here}/people">${formKey()}<input type="hidden" name="_form" value="people"><h2>${t('people.invite.by-name')}</h2>
<p class="quiet">${t('people.invite.by-name-hint')}</p>
<fieldset id="handles"><legend class="vh">${t('people.invite.by-name')}</legend><div class="choices people">${beside.map((one) => html`<label class="choice"><input type="checkbox" name="handles" value="${one.handle}"${chosen.includes(one.handle) ? html` checked` : nothing}> ${face(one, true)} <span>${one.name}</span></label>`)}</div></fieldset>
${field(ctx, { name: 'note', id: 'people-note', label: t('people.invite.note'), rows: 2, most: 1000 }, again)}
<p><button class="button" type="submit">${t('people.invite.these')}</button></p></form>`
}

/** For hosts: whoever comes by this comes as a member, or as a guest until a day. */
function asGuest(ctx: Request, id: string, again: Again): Html {
  const { t } = ctx.locale
  if (spaceOf(ctx).standing !== 'host') return nothing
  const options = (['member', 'guest'] as const).map((value) => ({
    value,
    words: t(`people.${value}`),
    hint: t(`people.${value}.hint`),
  }))
  return html`${choices(ctx, { name: 'as', legend: t('people.invite.as'), value: 'member', options }, again)}
${field(ctx, { name: 'until', id: `${id}-until`, label: t('people.guest.until'), type: 'date', hint: t('people.guest.until-hint') }, again)}`
}

const outcomes = ['invited', 'waiting', 'belongs', 'twice', 'wrong'] as const

/** What became of each address: what went out, what need not, what could not. */
export function reportPage(ctx: Request, lines: Outcome[], mailWorks: boolean): Html {
  const { t } = ctx.locale
  const here = `/c/${spaceOf(ctx).slug}/invitations`
  const groups = outcomes.map((name) => ({ name, lines: lines.filter((line) => line.outcome === name) }))
  return layout(ctx, {
    title: t('people.report.title'),
    place: 'people',
    main: html`${peopleNav(ctx)}<div class="title"><h1>${t('people.report.title')}</h1><p class="lead">${t('people.report.lead', { count: groups[0]!.lines.length })}</p></div>
${mailWorks ? nothing : html`<p class="panel need">${t('people.invite.no-mail')}</p>`}
${groups
  .filter((group) => group.lines.length)
  .map(
    (group) => html`<section class="stack"><h2>${t(`people.report.${group.name}`, { count: group.lines.length })}</h2>
<ul class="plain-list written">${group.lines.map((line) => html`<li>${line.email ?? line.line}</li>`)}</ul></section>`,
  )}
<p class="cluster"><a class="button second" href="${here}">${t('people.invite.title')}</a> <a href="/c/${spaceOf(ctx).slug}/members">${t('ui.place.people')}</a></p>`,
  })
}

function openRow(ctx: Request, here: string, one: ShownInvitation): Html {
  const { t } = ctx.locale
  return html`<li id="invitation-${one.id}">${icon(ctx, 'link')}<span class="name">${nameOf(ctx, one)}</span>
${one.person ? nothing : copiedHere(ctx, `link-${one.id}`, t('people.invite.link'), one.link)}
<p class="quiet">${used(ctx, one)}</p>${verb(`${here}/${one.id}/revocation`, t('people.invite.revoke'), {}, 'plain')}</li>`
}

function nameOf(ctx: Request, one: ShownInvitation): string {
  if (one.person) return one.person
  if (one.email) return one.email
  if (one.claims) return ctx.locale.t('people.invite.claims', { name: one.claims })
  return one.note ? one.note.slice(0, 80) : ctx.locale.t('people.invite.by', { name: one.by })
}

function used(ctx: Request, one: ShownInvitation): Html {
  const { t } = ctx.locale
  const uses =
    one.usesMost === null
      ? t('people.invite.used', { uses: one.uses })
      : t('people.invite.used-of', { uses: one.uses, most: one.usesMost })
  const guest = one.until ? html`, ${ctx.locale.rich('people.guest-until', { date: dayOf(ctx, one.until) })}` : nothing
  const host = one.standing === 'host' ? html`, ${t('people.invite.as-host')}` : nothing
  return html`${uses}${host}${guest}${one.expiresAt ? html`, ${ctx.locale.rich('people.invite.until', { date: dayOf(ctx, one.expiresAt) })}` : nothing}`
}
