import { type Html, html } from '../platform/html.ts'
import type { Locale } from '../platform/i18n.ts'
import type { Drawn } from './frame.ts'
import { icon } from './parts.ts'

type Page = Drawn & { locale: Locale }

/** Copies what stands in a field. The script shows it: without, one selects the field by hand. @param label the field's */
export function copyButton(page: Page, id: string, label: string): Html {
  const { t } = page.locale
  return html`<copse-copy data-from="${id}" data-done="${t('ui.copied')}"><button class="button second" type="button" hidden>${icon(page, 'copy', true)} <span>${t('ui.copy')}</span><span class="vh">: ${label}</span></button></copse-copy>`
}

/** A value to take along, with its label above. */
export function copied(page: Page, id: string, label: string, value: string): Html {
  return html`<div class="field"><label for="${id}">${label}</label><div class="copy">${parts(page, id, label, value)}</div></div>`
}

/** The same where what stands around it says what it is: its label is heard, and not seen. */
export function copiedHere(page: Page, id: string, label: string, value: string): Html {
  return html`<div class="copy"><label class="vh" for="${id}">${label}</label>${parts(page, id, label, value)}</div>`
}

function parts(page: Page, id: string, label: string, value: string): Html {
  return html`<input id="${id}" type="text" readonly value="${value}">${copyButton(page, id, label)}`
}
