import { type Html, html } from '../../../platform/html.ts'
import type { PersonCard } from '../../../spine/people/cards.ts'
import type { Request } from '../../../spine/request/ctx.ts'
import { verb } from '../../../ui/form.ts'
import { layout } from '../../../ui/layout.ts'
import { emptyPlace, face } from '../../../ui/parts.ts'
import { dayOf } from '../../../ui/time.ts'
import { careNav } from './nav.ts'

/** Whom one blocked, each with the way back. */
export function blocksPage(ctx: Request, people: (PersonCard & { blockedAt: string })[]): Html {
  const { t } = ctx.locale
  return layout(ctx, {
    title: t('care.blocks'),
    main: html`${careNav(ctx, 'blocks')}
<div class="title"><h1>${t('care.blocks')}</h1><p class="lead">${t('care.blocks.lead')}</p></div>
${
  people.length
    ? html`<ul class="rows" role="list">${people.map(
        (
          one,
        ) => html`<li>${face(one)}<a class="name" href="${one.url}">${one.name}</a><p class="quiet">${ctx.locale.rich('care.blocked-on', { date: dayOf(ctx, one.blockedAt) })}</p>
${verb(`/people/${one.handle}/block`, html`${t('care.unblock')}<span class="vh"> ${one.name}</span>`, { on: 'false' }, 'plain')}</li>`,
      )}</ul>`
    : emptyPlace(ctx, t('care.blocks.none'))
}`,
  })
}
