import { type Html, html, nothing } from '../../../platform/html.ts'
import type { Request } from '../../../spine/request/ctx.ts'
import { openPage } from '../../../ui/layout.ts'
import { dayOf } from '../../../ui/time.ts'
import { type Licence, licenceUrls } from '../publishing/publications.ts'

interface Shown {
  url: string
  title: string
  lang: string
  licence: Licence
  terms: string
  publishedAt: string
  community: string | null
  listed: boolean
  excerpt: string
}

/** A published page as anyone sees it: nothing of the community but its text. */
export function publicPage(ctx: Request, it: Shown, text: Html): Html {
  return openPage(ctx, {
    title: it.title,
    head: html`<link rel="canonical" href="${ctx.home}${it.url}">
${it.listed ? nothing : html`<meta name="robots" content="noindex">`}
<meta name="description" content="${it.excerpt}">
<meta property="og:type" content="article">
<meta property="og:title" content="${it.title}">
<meta property="og:description" content="${it.excerpt}">
<meta property="og:url" content="${ctx.home}${it.url}">
`,
    main: html`<link rel="stylesheet" href="${ctx.site.assets.library}"><div class="title"><h1 lang="${it.lang}">${it.title}</h1></div>
<article class="prose" lang="${it.lang}">${text}</article>
<footer class="licence quiet stack">${footer(ctx, it)}</footer>`,
  })
}

function footer(ctx: Request, it: Shown): Html {
  const { locale } = ctx
  const day = dayOf(ctx, it.publishedAt)
  const address = licenceUrls[it.licence]
  const name = locale.t(`pages.licence.${it.licence.replaceAll('.', '-')}`)
  return html`<p>${it.community ? locale.rich('pages.public.from', { space: it.community, day }) : locale.rich('pages.public.on', { day })}</p>
<p>${address ? locale.rich('pages.public.licence', { licence: html`<a rel="license noopener" href="${address}">${name}</a>` }) : locale.t('pages.public.reserved')}${it.terms ? html` <span class="written" lang="${it.lang}">${it.terms}</span>` : nothing}</p>`
}
