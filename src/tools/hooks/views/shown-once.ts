import { type Html, html } from '../../../platform/html.ts'
import type { Request } from '../../../spine/request/ctx.ts'
import { copyButton } from '../../../ui/copied.ts'
import { buttonLink } from '../../../ui/parts.ts'
import { hereOf } from '../here.ts'
import { hookPage } from './frame.ts'

/** The one time that an address into a room is shown, with how it is used. */
export function addressPage(ctx: Request, name: string, address: string): Html {
  const { t } = ctx.locale
  return hookPage(
    ctx,
    t('hooks.incoming.made'),
    t('hooks.incoming.once', { name }),
    html`<div class="stack">${secret(ctx, t('hooks.incoming.address'), address)}
<p>${t('hooks.incoming.try')}</p>
<pre tabindex="0"><code>${t('hooks.incoming.curl', { address })}</code></pre>
<p>${buttonLink(hereOf(ctx), t('hooks.copied-it'))}</p></div>`,
  )
}

/** The one time that the secret of what is told is shown. @param url where one goes on */
export function secretPage(ctx: Request, name: string, shown: string, url: string): Html {
  const { t } = ctx.locale
  return hookPage(
    ctx,
    t('hooks.outgoing.secret'),
    t('hooks.outgoing.once', { name }),
    html`<div class="stack">${secret(ctx, t('hooks.outgoing.secret'), shown)}
<p>${t('hooks.outgoing.verify')}</p>
<p>${buttonLink(url, t('hooks.copied-it'))}</p></div>`,
  )
}

function secret(ctx: Request, label: string, shown: string): Html {
  return html`<div class="field"><label for="secret">${label}</label><input id="secret" class="secret" type="text" readonly value="${shown}"></div>
<p>${copyButton(ctx, 'secret', label)}</p>`
}
