import { type Html, html, nothing } from '../../../platform/html.ts'
import type { Request } from '../../../spine/request/ctx.ts'
import { type Again, checkbox, field } from '../../../ui/form.ts'
import { icon } from '../../../ui/parts.ts'
import { hereOf } from '../here.ts'
import { LONGEST_NAME } from '../name.ts'
import { type OutgoingKind, outgoingKinds } from '../outgoing/kinds.ts'
import { hookPage } from './frame.ts'
import { kindSaid } from './kinds.ts'

/** The form for telling another system what happens. */
export function newOutgoingPage(ctx: Request, again: Again = {}): Html {
  const { t } = ctx.locale
  return hookPage(
    ctx,
    t('hooks.outgoing.new'),
    t('hooks.outgoing.lead'),
    html`<form class="stack" method="post" action="${hereOf(ctx)}/outgoing">
${nameField(ctx, again)}
${field(ctx, { name: 'address', label: t('hooks.outgoing.address'), hint: t('hooks.outgoing.address.hint'), required: true, most: 2000, inputmode: 'url', autocomplete: 'off' }, again)}
${wishFields(ctx, again)}
<p><button class="button" type="submit">${t('hooks.outgoing.make')}</button></p></form>`,
    again,
  )
}

/** What it is called. */
export function nameField(ctx: Request, again: Again, value = ''): Html {
  const { t } = ctx.locale
  return field(
    ctx,
    {
      name: 'name',
      label: t('hooks.name'),
      hint: t('hooks.outgoing.name.hint'),
      value,
      required: true,
      most: LONGEST_NAME,
      autocomplete: 'off',
    },
    again,
  )
}

/** What is told, and whether with the words. @param now what is chosen */
export function wishFields(ctx: Request, again: Again, now: { kinds: OutgoingKind[]; words: boolean } = begin): Html {
  const { t } = ctx.locale
  const typed = again.typed?.kinds
  const chosen = again.typed ? [typed ?? []].flat() : now.kinds
  const words = again.typed ? again.typed.words === 'true' : now.words
  const error = again.errors?.kinds
  return html`<fieldset id="kinds"><legend>${t('hooks.kinds')}</legend><div class="choices">${outgoingKinds.map((kind) => html`<label class="choice"><input type="checkbox" name="kinds" value="${kind}"${chosen.includes(kind) ? html` checked` : nothing}> <span>${kindSaid(ctx.locale, kind)}</span></label>`)}</div>
${error ? html`<p class="error with-icon" id="kinds-error">${icon(ctx, 'triangle-alert', true)} ${error}</p>` : nothing}</fieldset>
${checkbox({ name: 'words', words: t('hooks.words'), hint: t('hooks.words.hint'), checked: words })}`
}

const begin = { kinds: ['talk', 'dates', 'announcements'] satisfies OutgoingKind[] as OutgoingKind[], words: false }
