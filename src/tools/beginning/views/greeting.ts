import { type Html, html, nothing } from '../../../platform/html.ts'
import { type Request, spaceOf } from '../../../spine/request/ctx.ts'
import { type Again, field, verb } from '../../../ui/form.ts'
import { icon } from '../../../ui/parts.ts'
import type { ToGreet } from '../greeting.ts'
import type { Path } from '../path.ts'
import { stepForm } from './step-form.ts'

/** The host's own list, and a field for more names. */
export function greetStep(ctx: Request, it: Path, again: Again): Html {
  const { t } = ctx.locale
  const names = field(
    ctx,
    {
      name: 'names',
      label: t('beginning.greet.names'),
      hint: t('beginning.greet.hint'),
      rows: 3,
      required: true,
      most: 2000,
    },
    again,
  )
  return html`${it.toGreet.length ? html`<ul class="rows" role="list">${it.toGreet.map((one) => row(ctx, one))}</ul>` : nothing}
${stepForm(ctx, it, 'greeting', names, t('beginning.greet.do'))}
<p class="readers">${icon(ctx, 'lock', true)} <span>${t('beginning.greet.private')}</span></p>`
}

function row(ctx: Request, one: ToGreet): Html {
  const { t } = ctx.locale
  const address = `/c/${spaceOf(ctx).slug}/beginning/greeting/${one.id}`
  const about = html`<span class="vh written">: ${one.name}</span>`
  return html`<li>${icon(ctx, one.greeted ? 'circle-check' : 'circle-dashed')}<span class="written">${one.name}${one.greeted ? html` <span class="quiet">${t('beginning.greet.greeted')}</span>` : nothing}</span>
<div class="cluster">${verb(address, html`${t(one.greeted ? 'beginning.greet.undo' : 'beginning.greet.done')}${about}`, { on: String(!one.greeted) }, one.greeted ? 'plain' : 'second')}
${verb(`${address}/removal`, html`${t('beginning.greet.remove')}${about}`, {}, 'plain')}</div></li>`
}
