import { type Html, html, nothing } from '../../../platform/html.ts'
import { type Request, spaceOf } from '../../../spine/request/ctx.ts'
import { type Again, field, formKey, problems, select, verb } from '../../../ui/form.ts'
import { layout } from '../../../ui/layout.ts'
import { icon } from '../../../ui/parts.ts'
import { dayOf } from '../../../ui/time.ts'

export interface ShownInvitation {
  id: number
  link: string
  note: string
  email: string | null
  claims: string | null
  usesMost: number | null
  uses: number
  expiresAt: string | null
  createdAt: string
  by: string
  usable: boolean
}

export function invitationsPage(ctx: Request, all: ShownInvitation[], mailWorks: boolean, again: Again = {}): Html {
  const { t } = ctx.locale
  const here = `/c/${spaceOf(ctx).slug}/invitations`
  const open = all.filter((one) => one.usable)
  const over = all.filter((one) => !one.usable)
  const pasted = again.typed?.addresses !== undefined
  const [linkAgain, pastedAgain] = pasted ? [{}, again] : [again, {}]
  return layout(ctx, {
    title: t('people.invite.title'),
    place: 'people',
    main: html`<div class="title"><h1>${t('people.invite.title')}</h1><p class="lead">${t('people.invite.lead')}</p></div>
${problems(ctx, again)}
${open.length ? html`<section aria-labelledby="open"><h2 id="open">${t('people.invite.open')}</h2><ul class="rows" role="list">${open.map((one) => openRow(ctx, here, one))}</ul></section>` : nothing}
<form class="stack" method="post" action="${here}">${formKey()}<h2>${t('people.invite.by-link')}</h2>
${field(ctx, { name: 'note', label: t('people.invite.note'), rows: 2, most: 1000, hint: t('people.invite.note-hint') }, linkAgain)}
${select(ctx, { name: 'uses', label: t('people.invite.uses'), value: '10', options: ['1', '10', '50', '1000'].map((n) => [n, t('people.invite.uses-count', { count: Number(n) })]) }, linkAgain)}
${select(ctx, { name: 'days', label: t('people.invite.ends'), value: '30', options: ['1', '7', '30', '365'].map((n) => [n, t('people.invite.ends-in', { days: Number(n) })]) }, linkAgain)}
<p><button class="button" type="submit">${t('people.invite.make')}</button></p></form>
<form class="stack" method="post" action="${here}/addresses">${formKey()}<h2>${t('people.invite.by-address')}</h2>
${field(ctx, { name: 'addresses', label: t('people.invite.addresses'), rows: 3, most: 20_000, required: true, hint: t(mailWorks ? 'people.invite.addresses-hint' : 'people.invite.no-mail') }, pastedAgain)}
<p><button class="button second" type="submit">${t('people.invite.these')}</button></p></form>
${over.length ? html`<details class="more"><summary>${t('people.invite.over', { count: over.length })}</summary><ul class="rows" role="list">${over.map((one) => html`<li>${icon(ctx, 'clock')}<span class="name">${nameOf(ctx, one)}</span><p class="quiet">${used(ctx, one)}</p></li>`)}</ul></details>` : nothing}`,
  })
}

function openRow(ctx: Request, here: string, one: ShownInvitation): Html {
  const { t } = ctx.locale
  return html`<li id="invitation-${one.id}">${icon(ctx, 'link')}<span class="name">${nameOf(ctx, one)}</span>
<p class="copy"><label class="vh" for="link-${one.id}">${t('people.invite.link')}</label><input id="link-${one.id}" type="text" readonly value="${one.link}"><copse-copy data-from="link-${one.id}" data-done="${t('people.invite.copied')}"><button class="button second" type="button" hidden>${icon(ctx, 'copy', true)} ${t('people.invite.copy')}</button></copse-copy></p>
<p class="quiet">${used(ctx, one)}</p>${verb(`${here}/${one.id}/revocation`, t('people.invite.revoke'), {}, 'plain')}</li>`
}

function nameOf(ctx: Request, one: ShownInvitation): string {
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
  return html`${uses}${one.expiresAt ? html`, ${ctx.locale.rich('people.invite.until', { date: dayOf(ctx, one.expiresAt) })}` : nothing}`
}
