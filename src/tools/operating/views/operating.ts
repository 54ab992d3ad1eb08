import { type Html, html, nothing, trusted } from '../../../platform/html.ts'
import type { Request } from '../../../spine/request/ctx.ts'
import { layout } from '../../../ui/layout.ts'
import { timeOf } from '../../../ui/time.ts'

interface Mail {
  address: string
  kind: string
  state: string
  createdAt: string
  error: string | null
}

export function operatingPage(ctx: Request, mails: Mail[]): Html {
  const { t } = ctx.locale
  return layout(ctx, {
    title: t('operating.title'),
    main: html`<link rel="stylesheet" href="${ctx.site.assets.settings}"><div class="title"><h1>${t('operating.title')}</h1><p class="cluster"><a class="button second" href="/operating/health">${t('operating.health')}</a> <a class="button second" href="/operating/site">${t('operating.site')}</a></p></div>
<section class="stack wide"><h2>${t('operating.mail')}</h2><p class="quiet">${t(ctx.site.config.smtpUrl ? 'operating.mail.by-smtp' : 'operating.mail.no-smtp')}</p>
${
  mails.length
    ? html`<div class="scrolls" role="region" aria-label="${t('operating.mail')}" tabindex="0"><table><thead><tr><th>${t('operating.address')}</th><th>${t('operating.reason')}</th><th>${t('operating.state')}</th><th>${t('operating.when')}</th></tr></thead>
<tbody>${mails.map((one) => html`<tr><td>${one.address}</td><td>${t(`operating.kind.${one.kind}`)}</td><td>${t(`operating.state.${one.state}`)}${one.error ? ` (${one.error})` : ''}</td><td>${timeOf(ctx, one.createdAt)}</td></tr>`)}</tbody></table></div>`
    : html`<p>${t('operating.no-mail')}</p>`
}</section>`,
  })
}

export function outboxPage(ctx: Request, letters: { to: string; subject: string; text: string }[]): Html {
  const { t } = ctx.locale
  return layout(ctx, {
    title: t('operating.outbox'),
    main: html`<div class="title"><h1>${t('operating.outbox')}</h1><p class="lead">${t('operating.outbox.lead')}</p></div>
${letters.length === 0 ? html`<p>${t('operating.no-mail')}</p>` : nothing}
${letters.map((one) => html`<article class="stack"><h2>${one.subject}</h2><p class="quiet">${one.to}</p><pre class="source">${linked(one.text)}</pre></article>`)}`,
  })
}

/** The links of a letter, to click. */
function linked(text: string): Html[] {
  return text
    .split(/(https?:\/\/\S+)/)
    .map((part, i) =>
      i % 2 ? html`<a href="${trusted(part.replace(/[^\w:/.?=&%-]/g, ''))}">${part}</a>` : html`${part}`,
    )
}
