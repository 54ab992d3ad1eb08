import { type Child, type Html, html, nothing } from '../../../platform/html.ts'
import { type Request, spaceOf } from '../../../spine/request/ctx.ts'
import { formKey, hiddenFields } from '../../../ui/form.ts'
import { type Path, pathAddress } from '../path.ts'
import type { Step } from '../steps.ts'

/** The form of a step, with its button. @param name the address below the path's */
export function stepForm(ctx: Request, it: Path, name: string, fields: Html, button: string): Html {
  return html`<form class="stack" method="post" action="${pathAddress(spaceOf(ctx).slug)}/${name}">${formKey()}${fields}
${act(ctx, it, html`<button class="button" type="submit">${button}</button>`)}</form>`
}

/** What is done with a step, and that it can wait. */
export function act(ctx: Request, it: Path, what: Child): Html {
  const open = it.steps.some(({ name, state }) => name === it.current && state === 'open')
  const later = html`<button class="button plain" type="submit" form="later">${ctx.locale.t('beginning.later')}</button>`
  return html`<p class="cluster">${what} ${open ? later : nothing}</p>`
}

/** What the button for later sends, wherever it stands. */
export function laterForm(ctx: Request, { name, state }: Step): Html {
  if (state !== 'open') return nothing
  return html`<form method="post" id="later" action="${pathAddress(spaceOf(ctx).slug)}/later">${hiddenFields({ step: name, on: 'true' })}</form>`
}
