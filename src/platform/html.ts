/** Markup that is safe to send. Only `html` and `trusted` make it, so that a plain string is always text. */
export class Html {
  constructor(readonly markup: string) {}
  toString(): string {
    return this.markup
  }
}

export type Child = Html | string | number | boolean | null | undefined | readonly Child[]

/** A template whose values are escaped unless they are Html. Lists are joined; null, undefined and booleans are nothing. */
export function html(strings: TemplateStringsArray, ...children: Child[]): Html {
  let markup = strings[0]!
  for (let i = 0; i < children.length; i++) markup += markupOf(children[i]) + strings[i + 1]!
  return new Html(markup)
}

/** Declares markup as safe that was made safe elsewhere: a stored rendering, an own drawing. */
export function trusted(markup: string): Html {
  return new Html(markup)
}

export const nothing = new Html('')

function markupOf(child: Child): string {
  if (typeof child === 'string') return escaped(child)
  if (child instanceof Html) return child.markup
  if (typeof child === 'number') return String(child)
  if (child === null || child === undefined || typeof child === 'boolean') return ''
  let markup = ''
  for (const one of child) markup += markupOf(one)
  return markup
}

const special = /[&<>"']/
const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Text for an element or a quoted attribute. */
export function escaped(text: string): string {
  return special.test(text) ? text.replace(/[&<>"']/g, (sign) => entities[sign]!) : text
}

/** An address that a person wrote, if it may stand in a link; otherwise '#'. */
export function safeUrl(url: string): string {
  return /^(https?:\/\/|mailto:|\/(?!\/))/i.test(url) ? url : '#'
}
