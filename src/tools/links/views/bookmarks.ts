import { type Html, html, nothing } from '../../../platform/html.ts'
import { type Request, spaceOf } from '../../../spine/request/ctx.ts'
import { placeNav } from '../../../spine/spaces/tabs.ts'
import { type Again, formKey, problems } from '../../../ui/form.ts'
import { layout } from '../../../ui/layout.ts'
import { readers } from '../../../ui/parts.ts'
import type { Report } from '../bookmark-routes.ts'

/** Bringing the bookmarks of a browser, and taking the links to one. */
export function bringPage(ctx: Request, most: number, again: Again = {}): Html {
  const { t } = ctx.locale
  const here = `/c/${spaceOf(ctx).slug}/links`
  return layout(ctx, {
    title: t('links.bring'),
    place: 'library',
    main: html`${placeNav(ctx, 'library', 'links')}<div class="title"><h1>${t('links.bring')}</h1><p class="lead">${t('links.bring.lead', { most })}</p></div>
${problems(ctx, again)}
<form class="stack" method="post" action="${here}/bookmarks" enctype="multipart/form-data" data-turbo="false">${formKey()}${readers(ctx)}
<div class="field"><label for="file">${t('links.bring.file')}</label><input id="file" type="file" name="file" accept=".html,.htm,text/html" required></div>
<p><button class="button" type="submit">${t('links.bring.now')}</button></p></form>
<p><a href="${here}/bookmarks" data-turbo="false">${t('links.take')}</a></p>`,
  })
}

export function broughtPage(ctx: Request, { added, there, refused }: Report): Html {
  const { t } = ctx.locale
  return layout(ctx, {
    title: t('links.brought'),
    place: 'library',
    main: html`${placeNav(ctx, 'library', 'links')}<div class="title"><h1>${t('links.brought')}</h1><p class="lead">${t('links.brought.count', { added, there })}</p></div>
${refused.length ? html`<section class="stack"><h2>${t('links.brought.refused')}</h2><ul class="plain-list">${refused.map((one) => html`<li class="written">${one}</li>`)}</ul></section>` : nothing}
<p><a class="button" href="/c/${spaceOf(ctx).slug}/links">${t('links.title')}</a></p>`,
  })
}
