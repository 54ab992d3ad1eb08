import { randomUUID } from 'node:crypto'
import { type Child, type Html, html, nothing, trusted } from '../platform/html.ts'
import type { AttachedFile } from './attached.ts'
import type { Frame } from './frame.ts'
import { icon } from './parts.ts'

/** What was typed and what is wrong with it, when a form is shown again. */
export interface Again {
  typed?: Record<string, string | string[] | undefined>
  errors?: Record<string, string>
  /** Files that came with it, or were sent ahead. */
  attached?: readonly AttachedFile[]
}

interface FieldLook {
  name: string
  /** The element's id, where the name alone is not unique on the page. */
  id?: string
  label: Child
  type?: string
  value?: string | number | null
  hint?: Child
  required?: boolean
  autocomplete?: string
  most?: number
  rows?: number
  lang?: string
  inputmode?: string
  /** Id of a list of what may be meant. */
  list?: string
}

/** Values that a form carries along. */
export function hiddenFields(values: Record<string, string | number>): Html {
  return html`${Object.entries(values).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}`
}

/** The hidden key that makes a retry of this form safe. */
export function formKey(): Html {
  return html`<input type="hidden" name="_key" value="${randomUUID()}">`
}

/** One labelled field with its hint and its error, as typed before if the form is shown again. */
export function field(frame: Frame, look: FieldLook, again: Again = {}): Html {
  const { name, label, hint, type = 'text', id = look.name } = look
  const error = again.errors?.[name]
  const typed = again.typed?.[name]
  const value = type === 'password' ? '' : typeof typed === 'string' ? typed : (look.value ?? '')
  const described = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ')
  const attributes = html`id="${id}" name="${name}"${flag('required', look.required)}${optional('maxlength', look.most)}${optional('autocomplete', look.autocomplete)}${optional('lang', look.lang)}${optional('inputmode', look.inputmode)}${optional('list', look.list)}${optional('aria-describedby', described || undefined)}${error ? trusted(' aria-invalid="true"') : nothing}`
  const control = look.rows
    ? html`<textarea rows="${look.rows}" ${attributes}>${value}</textarea>`
    : html`<input type="${type}" value="${value}" ${attributes}>`
  return html`<div class="field"><label for="${id}">${label}</label>${control}
${hint ? html`<p class="quiet" id="${id}-hint">${hint}</p>` : nothing}${fieldError(frame, id, error)}</div>`
}

export function select(
  frame: Frame,
  look: { name: string; label: Child; hint?: Child; value?: string; options: [string, Child][] },
  again: Again = {},
): Html {
  const { name, label, hint } = look
  const error = again.errors?.[name]
  const chosen = typeof again.typed?.[name] === 'string' ? again.typed[name] : look.value
  return html`<div class="field"><label for="${name}">${label}</label>
<select id="${name}" name="${name}"${optional('aria-describedby', hint ? `${name}-hint` : undefined)}>${look.options.map(([value, words]) => html`<option value="${value}"${flag('selected', value === chosen)}>${words}</option>`)}</select>
${hint ? html`<p class="quiet" id="${name}-hint">${hint}</p>` : nothing}${fieldError(frame, name, error)}</div>`
}

/** A question with a few answers to choose one from. */
export function choices(
  frame: Frame,
  look: {
    name: string
    legend: Child
    value?: string
    options: { value: string; words: Child; hint?: Child; lang?: string }[]
  },
  again: Again = {},
): Html {
  const chosen = typeof again.typed?.[look.name] === 'string' ? again.typed[look.name] : look.value
  return html`<fieldset><legend>${look.legend}</legend><div class="choices">
${look.options.map(({ value, words, hint, lang }) => html`<label class="choice"><input type="radio" name="${look.name}" value="${value}"${flag('checked', value === chosen)}> <span${optional('lang', lang)}>${words}${hint ? html` <span class="quiet">${hint}</span>` : nothing}</span></label>`)}</div>
${fieldError(frame, look.name, again.errors?.[look.name])}</fieldset>`
}

export function checkbox(look: { name: string; words: Child; hint?: Child; checked?: boolean }): Html {
  return html`<label class="choice"><input type="checkbox" name="${look.name}" value="true"${flag('checked', look.checked)}> <span>${look.words}${look.hint ? html` <span class="quiet">${look.hint}</span>` : nothing}</span></label>`
}

/**
 * Above a form that could not be taken: what is wrong, with links to the fields.
 * @param composer the id of a composer on the page: its fields carry it in theirs
 */
export function problems(frame: Frame, again: Again | undefined, composer?: string): Html {
  const silent = again?.attached?.find((file) => file.width !== null && !file.alt && !file.decorative)
  const place = (name: string) => {
    if (name === 'alt' && silent) return `alt-${silent.id}`
    return composer && ['text', 'files', 'alt'].includes(name) ? `${composer}-${name}` : name
  }
  const errors = Object.entries(again?.errors ?? {})
  if (!errors.length) return nothing
  return html`<div class="panel wrong stack" role="alert" tabindex="-1" id="problems"><h2 class="with-icon">${icon(frame, 'triangle-alert')} <span>${frame.locale.t('ui.not-yet')}</span></h2>
<ul>${errors.map(([name, words]) => html`<li>${name.startsWith('_') ? words : html`<a href="#${place(name)}">${words}</a>`}</li>`)}</ul></div>`
}

/** A form of one button: a verb. */
export function verb(
  address: string,
  words: Child,
  fields: Record<string, string | number> = {},
  kind = 'second',
): Html {
  return html`<form method="post" action="${address}" class="verb">${hiddenFields(fields)}<button class="button ${kind}" type="submit">${words}</button></form>`
}

/**
 * A verb that shows at once that it is done, and offers to undo it right there; without script it is a form like any.
 * @param about what it is done to, for who does not see where it stands
 * @param fields with `on`: undoing sends the same with `on` false
 */
export function tap(
  frame: Frame,
  address: string,
  words: string,
  about: string,
  fields: Record<string, string | number> = { on: 'true' },
  kind = 'second',
): Html {
  const { t } = frame.locale
  return html`<copse-tap data-done="${t('ui.tap.done')}" data-undo="${t('ui.undo')}" data-failed="${t('ui.tap.failed')}" data-about="${about}">${verb(address, html`${words}<span class="vh written">: ${about}</span>`, fields, kind)}</copse-tap>`
}

function fieldError(frame: Frame, name: string, error: string | undefined): Html {
  return error
    ? html`<p class="error with-icon" id="${name}-error">${icon(frame, 'triangle-alert', true)} ${error}</p>`
    : nothing
}

function optional(name: string, value: string | number | undefined): Html {
  return value === undefined ? nothing : html` ${trusted(name)}="${value}"`
}

function flag(name: string, on: boolean | undefined): Html {
  return on ? trusted(` ${name}`) : nothing
}
