import { type Child, type Html, html, nothing } from '../../../platform/html.ts'
import { mailWorks } from '../../../spine/people/mailing.ts'
import type { Request } from '../../../spine/request/ctx.ts'
import { deviceIn } from '../../../ui/device.ts'
import { verb } from '../../../ui/form.ts'
import { layout } from '../../../ui/layout.ts'
import { buttonLink, icon } from '../../../ui/parts.ts'
import { settingsNav } from '../../../ui/settings.ts'
import { dayOf, timeOf } from '../../../ui/time.ts'
import type { Keys } from '../own.ts'

/**
 * Everything that opens one's account, each with what one can do about it.
 * @param left a password has just been chosen by mail: what still opens the account without it comes first
 */
export function keysPage(ctx: Request, keys: Keys, left = false): Html {
  const { t } = ctx.locale
  return layout(ctx, {
    title: t('keys.title'),
    main: html`<link rel="stylesheet" href="${ctx.site.assets.settings}">${settingsNav(ctx, 'keys')}
<div class="title"><h1>${t('keys.title')}</h1><p class="lead">${t('keys.lead')}</p></div>
${left ? leftSection(ctx, keys) : nothing}
${passwordSection(ctx, keys)}
${passkeySection(ctx, keys)}
${codeSection(ctx, keys)}
${keys.provider || keys.providers.length ? providerSection(ctx, keys) : nothing}
${sessionSection(ctx, keys)}
${programSection(ctx, keys, 'applications')}
${programSection(ctx, keys, 'tokens')}
${eventSection(ctx, keys)}`,
  })
}

/** What a new password does not end, each to be ended with one press. */
function leftSection(ctx: Request, { passkeys, providers, provider }: Keys): Html {
  const { t } = ctx.locale
  const list = [
    ...passkeys.map((one) =>
      row(
        ctx,
        'key-round',
        own(one.name),
        since(ctx, one),
        verb(`/me/passkeys/${one.id}/ending`, t('keys.passkey.end'), { left: 'true' }, 'plain'),
      ),
    ),
    ...providers.map((one) =>
      row(
        ctx,
        'globe',
        own(provider ?? one.issuer),
        since(ctx, one),
        verb(`/me/providers/${one.id}/ending`, t('keys.provider.end'), { left: 'true' }, 'plain'),
      ),
    ),
  ]
  if (!list.length) return html`<p class="panel good">${t('keys.left.nothing')}</p>`
  return section('left', t('keys.left'), t('keys.left.hint'), rows(list))
}

function section(id: string, title: string, hint: string, body: Child): Html {
  return html`<section class="stack" id="${id}"><h2>${title}</h2><p class="quiet">${hint}</p>${body}</section>`
}

/** A name that a person or a provider gave. */
function own(name: string): Html {
  return html`<span class="written">${name}</span>`
}

/** A thing with what is known of it and what can be done. */
function row(ctx: Request, sign: string, name: Child, about: Child, acts: Child = nothing): Html {
  return html`<li>${icon(ctx, sign)}<span class="name">${name}</span><p class="quiet">${about}</p><div class="cluster act">${acts}</div></li>`
}

function rows(list: readonly Html[]): Html {
  return list.length ? html`<ul class="rows acts keys" role="list">${list}</ul>` : nothing
}

/** "since 3 May, last used yesterday" */
function since(ctx: Request, one: { createdAt: string; usedAt: string | null }): Html {
  const made = ctx.locale.rich('keys.since', { date: dayOf(ctx, one.createdAt) })
  const used = one.usedAt
    ? ctx.locale.rich('keys.used', { date: dayOf(ctx, one.usedAt) })
    : html`${ctx.locale.t('keys.unused')}`
  return html`${made}, ${used}`
}

function passwordSection(ctx: Request, keys: Keys): Html {
  const { t } = ctx.locale
  return section(
    'password',
    t('keys.password'),
    t('keys.password.hint'),
    rows([
      row(
        ctx,
        'mail',
        keys.email ?? '–',
        t(keys.proven ? 'keys.address.about' : 'keys.address.unproven'),
        html`${keys.proven || !mailWorks(ctx) ? nothing : buttonLink('/me/address/proof', t('keys.address.prove'), 'plain')}${buttonLink('/me/address', t('keys.address.change'), 'plain')}`,
      ),
      row(
        ctx,
        'lock',
        t('keys.password.name'),
        t(keys.password ? 'keys.password.there' : 'keys.password.none'),
        buttonLink('/me/password', t(keys.password ? 'keys.password.change' : 'keys.password.choose'), 'plain'),
      ),
    ]),
  )
}

function passkeySection(ctx: Request, { passkeys }: Keys): Html {
  const { t } = ctx.locale
  const acts = (id: number) =>
    html`${buttonLink(`/me/passkeys/${id}`, t('keys.passkey.rename'), 'plain')}${verb(`/me/passkeys/${id}/ending`, t('keys.passkey.end'), {}, 'plain')}`
  return section(
    'passkeys',
    t('keys.passkeys'),
    t('keys.passkeys.hint'),
    html`${rows(passkeys.map((one) => row(ctx, 'key-round', own(one.name), since(ctx, one), acts(one.id))))}
<p>${buttonLink('/me/passkeys/new', t('keys.passkey.add'), 'second')}</p>`,
  )
}

function codeSection(ctx: Request, { secondStep }: Keys): Html {
  const { t } = ctx.locale
  if (!secondStep)
    return section(
      'code',
      t('keys.code'),
      t('keys.code.hint'),
      html`<p>${buttonLink('/me/code', t('keys.code.begin'), 'second')}</p>`,
    )
  const about = html`${ctx.locale.rich('keys.since', { date: dayOf(ctx, secondStep.since) })}, ${t('keys.code.left', { count: secondStep.codesLeft })}`
  const acts = html`${verb('/me/code/recovery', t('keys.code.renew'), {}, 'plain')}${buttonLink('/me/code', t('keys.code.other'), 'plain')}${verb('/me/code/ending', t('keys.code.end'), {}, 'plain')}`
  return section(
    'code',
    t('keys.code'),
    t('keys.code.hint'),
    rows([row(ctx, 'shield-check', t('keys.code.on'), about, acts)]),
  )
}

function providerSection(ctx: Request, { provider, providers }: Keys): Html {
  const { t } = ctx.locale
  const linked = providers.map((one) =>
    row(
      ctx,
      'globe',
      own(provider ?? one.issuer),
      html`${one.email ? html`${one.email}, ` : nothing}${since(ctx, one)}`,
      verb(`/me/providers/${one.id}/ending`, t('keys.provider.end'), {}, 'plain'),
    ),
  )
  const link = provider
    ? html`<form method="post" action="/me/providers" data-turbo="false"><button class="button second" type="submit">${t('keys.provider.link', { provider })}</button></form>`
    : nothing
  return section(
    'providers',
    t('keys.providers'),
    t('keys.providers.hint'),
    html`${rows(linked)}${providers.length ? nothing : link}`,
  )
}

function sessionSection(ctx: Request, { sessions }: Keys): Html {
  const { t } = ctx.locale
  const list = sessions.map((one) =>
    row(
      ctx,
      /Android|iPhone|iPad|Mobile/.test(one.agent) ? 'smartphone' : 'monitor',
      deviceIn(ctx.locale, one.agent),
      one.current ? t('keys.session.this') : since(ctx, one),
      one.current ? nothing : verb(`/me/sessions/${one.id}/ending`, t('keys.session.end'), {}, 'plain'),
    ),
  )
  return section(
    'sessions',
    t('keys.sessions'),
    t('keys.sessions.hint'),
    html`${rows(list)}${sessions.length > 1 ? verb('/me/sessions/ending', t('keys.sessions.end')) : nothing}`,
  )
}

function programSection(ctx: Request, keys: Keys, kind: 'applications' | 'tokens'): Html {
  const { t } = ctx.locale
  const list = keys[kind].map((one) => {
    const until = one.expiresAt
      ? html`, ${ctx.locale.rich('keys.until', { date: dayOf(ctx, one.expiresAt) })}`
      : nothing
    const about = html`${t(one.scopes.includes('write') ? 'keys.writes' : 'keys.reads')}, ${since(ctx, one)}${until}`
    return row(
      ctx,
      kind === 'tokens' ? 'code' : 'smartphone',
      own(one.name),
      about,
      verb(`/me/tokens/${one.id}/ending`, t('keys.program.end'), {}, 'plain'),
    )
  })
  return section(
    kind,
    t(`keys.${kind}`),
    t(`keys.${kind}.hint`),
    html`${rows(list)}<p>${buttonLink(`/me/${kind}/new`, t(`keys.${kind}.make`), 'second')}</p>`,
  )
}

function eventSection(ctx: Request, { events }: Keys): Html {
  const { t } = ctx.locale
  if (!events.length) return nothing
  const line = (one: Keys['events'][number]) =>
    html`<li>${t(`keys.event.${one.verb}`, { what: one.what })} <span class="quiet">${timeOf(ctx, one.at)}${one.agent ? html`, ${deviceIn(ctx.locale, one.agent)}` : nothing}</span></li>`
  return section(
    'events',
    t('keys.events'),
    t('keys.events.hint'),
    html`<ul class="stack" role="list">${events.map(line)}</ul>`,
  )
}
