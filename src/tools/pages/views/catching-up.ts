import { type Html, html } from '../../../platform/html.ts'
import type { Request } from '../../../spine/request/ctx.ts'
import { difference } from '../../../ui/difference.ts'
import { verb } from '../../../ui/form.ts'
import { layout } from '../../../ui/layout.ts'
import { inLanguage } from '../../../ui/parts.ts'
import type { Page } from '../pages.ts'
import { subNav } from './sub.ts'

/** What changed in the original since a page was translated: to be translated too, or to be called right as it is. */
export function catchingUpPage(ctx: Request, it: Page, original: Page, before: string): Html {
  const { t } = ctx.locale
  return layout(ctx, {
    title: t('pages.catch-up'),
    place: 'library',
    main: html`${subNav(ctx, 'pages')}<div class="title"><h1>${t('pages.catch-up')}</h1><p class="quiet"><a href="${it.url}">${inLanguage(ctx, it.lang, it.title)}</a></p></div>
<section class="stack" aria-labelledby="since"><h2 id="since">${t('pages.catch-up.since')}</h2><p><a href="${original.url}">${inLanguage(ctx, original.lang, original.title)}</a></p>
${difference(ctx, before, original.text, undefined, original.lang)}</section>
<div class="cluster"><a class="button" href="${it.url}/edit">${t('pages.edit')}</a> ${verb(`${it.url}/catching-up`, t('pages.catch-up.done'))}</div>`,
  })
}
