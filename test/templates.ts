/** A stand-in for a value inside a template. */
export const VALUE = '\u0000'

/** The html`…` templates of a source text, nested ones apart, with VALUE where ${…} stands. */
export function templatesIn(text: string): string[] {
  const found: string[] = []
  for (let i = text.indexOf('html`'); i >= 0 && i < text.length; i = text.indexOf('html`', i)) {
    i = template(text, i + 5, found, true)
  }
  return found
}

/** Reads a template from behind its opening backtick. @returns the place behind the closing one */
function template(text: string, from: number, found: string[], markup: boolean): number {
  let plain = ''
  let i = from
  while (i < text.length && text[i] !== '`') {
    if (text[i] === '\\') {
      plain += text.slice(i, i + 2)
      i += 2
    } else if (text.startsWith('${', i)) {
      i = value(text, i + 2, found)
      plain += VALUE
    } else plain += text[i++]
  }
  if (markup) found.push(plain)
  return i + 1
}

/** Reads a value from behind `${` to behind its `}`. */
function value(text: string, from: number, found: string[]): number {
  let depth = 1
  let i = from
  while (i < text.length) {
    const sign = text[i]!
    if (sign === '`') i = template(text, i + 1, found, text.slice(i - 4, i) === 'html')
    else if (sign === "'" || sign === '"') i = text.indexOf(sign, i + 1) + 1
    else {
      if (sign === '{') depth++
      if (sign === '}' && --depth === 0) return i + 1
      i++
    }
  }
  return i
}
