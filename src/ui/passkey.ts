import { type Child, type Html, html, nothing } from '../platform/html.ts'
import type { Frame } from './frame.ts'
import { icon } from './parts.ts'

interface PasskeyLook {
  /** Where what the browser gives is sent. */
  action: string
  /** The page whose JSON says what to ask the browser for, below `passkey`. */
  options: string
  /** Where to go afterwards. */
  to?: string | string[] | undefined
  /** Makes one instead of asking for one. */
  makes?: boolean
  /** Offers passkeys in the field for the address, too. */
  autofill?: boolean
  words?: string
  /** More of the form, above its button. */
  more?: Child
}

/** A button for a passkey. It needs a script and a browser that knows passkeys: elsewhere it is not there. */
export function passkeyForm(frame: Frame, look: PasskeyLook): Html {
  const { t } = frame.locale
  const { action, options, to, makes, autofill, more } = look
  return html`<copse-passkey data-options="${options}" data-does="${makes ? 'make' : 'ask'}" data-autofill="${String(autofill ?? false)}" data-failed="${t(makes ? 'ui.passkey.not-made' : 'ui.passkey.failed')}" data-there="${t('ui.passkey.there')}" hidden>
<form class="stack" method="post" action="${action}"><input type="hidden" name="credential">${typeof to === 'string' ? html`<input type="hidden" name="to" value="${to}">` : nothing}${more}
<button class="button${makes ? '' : ' second full'}" type="submit">${icon(frame, 'key-round')} ${look.words ?? t('ui.passkey.use')}</button>
<p class="error" role="alert" hidden></p></form></copse-passkey>`
}
