import { type Html, html, nothing } from '../../../platform/html.ts'
import type { Request } from '../../../spine/request/ctx.ts'
import { copyButton } from '../../../ui/copied.ts'
import { type Again, checkbox, field, problems } from '../../../ui/form.ts'
import { buttonLink } from '../../../ui/parts.ts'
import { keyPage } from './frame.ts'

type Kind = 'token' | 'application'

export function newProgramPage(ctx: Request, kind: Kind, again: Again = {}): Html {
  const { t } = ctx.locale
  return keyPage(
    ctx,
    t(`keys.${kind}s.make`),
    t(`keys.${kind}s.lead`),
    html`${problems(ctx, again)}
<form class="stack narrow" method="post" action="/me/${kind}s">
${field(ctx, { name: 'name', label: t('keys.program.name'), required: true, most: 80, hint: t(`keys.${kind}.example`) }, again)}
${checkbox({ name: 'write', words: t('keys.program.may-write'), hint: t('keys.program.may-write-hint'), checked: again.typed?.write === 'true' })}
<p><button class="button" type="submit">${t('keys.program.make')}</button></p></form>`,
  )
}

/** The one time that a secret is shown. @param email what an application asks for beside it */
export function madePage(ctx: Request, kind: Kind, name: string, secret: string, email?: string): Html {
  const { t } = ctx.locale
  return keyPage(
    ctx,
    t(`keys.${kind}.made`),
    t('keys.program.once', { name }),
    html`<div class="stack narrow">${email ? field(ctx, { name: 'account', label: t('keys.application.account'), value: email }) : nothing}
<div class="field"><label for="secret">${t(`keys.${kind}.secret`)}</label><input id="secret" class="secret" type="text" readonly value="${secret}"></div>
<p>${copyButton(ctx, 'secret', t(`keys.${kind}.secret`))}</p>
<p>${buttonLink(`/me/keys#${kind}s`, t('keys.program.copied'))}</p></div>`,
  )
}
