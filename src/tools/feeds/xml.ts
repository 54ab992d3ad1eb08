const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' }

/** What no XML document may hold, however it is written: control characters, halves of signs, and two that are none. */
const impossible =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

/** Text for an element or a quoted attribute of XML. */
function xmlText(text: string): string {
  return text.replace(impossible, '').replace(/[&<>"']/g, (sign) => entities[sign]!)
}

/** Markup that is safe to send: only `xml` makes it. */
export class Xml {
  constructor(readonly markup: string) {}
}

type Child = Xml | string | number | readonly Child[] | undefined

/** A template whose values are escaped unless they are Xml. Lists are joined; undefined is nothing. */
export function xml(strings: TemplateStringsArray, ...children: Child[]): Xml {
  return new Xml(strings.reduce((markup, part, i) => markup + markupOf(children[i - 1]) + part))
}

function markupOf(child: Child): string {
  if (child === undefined) return ''
  if (child instanceof Xml) return child.markup
  if (typeof child === 'string' || typeof child === 'number') return xmlText(String(child))
  return child.map(markupOf).join('')
}
