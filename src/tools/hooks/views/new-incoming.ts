import { type Html, html } from '../../../platform/html.ts'
import type { Request } from '../../../spine/request/ctx.ts'
import { type Again, field, select } from '../../../ui/form.ts'
import { emptyPlace } from '../../../ui/parts.ts'
import { hereOf } from '../here.ts'
import type { Connectable } from '../incoming/incoming.ts'
import { LONGEST_NAME } from '../name.ts'
import { hookPage } from './frame.ts'

/** The form for an address into a room. @param room the one that it was asked for from */
export function newIncomingPage(ctx: Request, rooms: Connectable[], room?: number, again: Again = {}): Html {
  const { t } = ctx.locale
  const options = rooms.map(({ id, title }): [string, string] => [String(id), title])
  const value = room === undefined ? options[0]?.[0] : String(room)
  const form = html`<form class="stack" method="post" action="${hereOf(ctx)}/incoming">
${field(ctx, { name: 'name', label: t('hooks.name'), hint: t('hooks.incoming.name.hint'), required: true, most: LONGEST_NAME, autocomplete: 'off' }, again)}
${select(ctx, { name: 'room', label: t('hooks.incoming.room'), value, options }, again)}
<p class="quiet">${t('hooks.incoming.answer-for')}</p>
<p><button class="button" type="submit">${t('hooks.incoming.make')}</button></p></form>`
  const main = rooms.length ? form : emptyPlace(ctx, t('hooks.incoming.no-rooms'))
  return hookPage(ctx, t('hooks.incoming.new'), t('hooks.incoming.lead'), main, again)
}
