import { type Html, html } from '../../../platform/html.ts'
import { type Request, spaceOf } from '../../../spine/request/ctx.ts'
import { formKey } from '../../../ui/form.ts'

/** The form of a step, with its button. @param name the address below the path's */
export function stepForm(ctx: Request, name: string, fields: Html, button: string): Html {
  return html`<form class="stack" method="post" action="/c/${spaceOf(ctx).slug}/beginning/${name}">${formKey()}${fields}
<p><button class="button" type="submit">${button}</button></p></form>`
}
