const ENTITY = /&(?=#\d{1,7};|#x[\da-f]{1,6};|[a-z][a-z\d]*;)/gi

/** An address as it is written between round brackets. */
export function destinationOf(href: string): string {
  const line = href.replace(ENTITY, '\\&').replace(/[\r\n]+/g, '%0A')
  if (line && !/[\s<>()\\]|[\u0000-\u001f\u007f]/.test(line.replace(/\\&/g, ''))) return line
  return `<${line.replace(/\\(?!&)/g, '\\\\').replace(/[<>]/g, '\\$&')}>`
}

/** A title as it is written after an address, with the space before it. */
export function titleOf(title = ''): string {
  if (!title) return ''
  return ` "${title.replace(/["\\]/g, '\\$&').replace(ENTITY, '\\&').replace(/\n/g, '&#10;')}"`
}
