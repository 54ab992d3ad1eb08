import { type Child, type Html, html } from '../../../platform/html.ts'
import type { Request } from '../../../spine/request/ctx.ts'
import { peopleNav } from '../../../spine/spaces/nav.ts'
import { type Again, problems } from '../../../ui/form.ts'
import { layout } from '../../../ui/layout.ts'
import { hereOf } from '../here.ts'

/** A page of one connection, with the way back to all of them. */
export function hookPage(ctx: Request, title: string, lead: Child, main: Html, again: Again = {}): Html {
  return layout(ctx, {
    title,
    place: 'people',
    main: html`${peopleNav(ctx)}<div class="title"><h1 class="written">${title}</h1><p class="quiet"><a href="${hereOf(ctx)}">${ctx.locale.t('hooks.title')}</a></p><p class="lead">${lead}</p></div>
${problems(ctx, again)}
${main}`,
  })
}
