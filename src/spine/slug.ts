/** Words for an address: lower-case Latin letters, digits and hyphens; empty when the text has none. */
export function slugOf(text: string, most = 60): string {
  return latin(text)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, most)
    .replace(/^-+|-+$/g, '')
}

/** Without accents. Most titles have none, and lists have many titles. */
function latin(text: string): string {
  return PLAIN.test(text) ? text : text.normalize('NFKD').replace(/[\u0300-\u036f]/g, '')
}

const PLAIN = /^[ -~]*$/

/** `12-brown-water`: the id finds it, the words are for people. */
export function idSlug(id: number, title: string): string {
  const words = slugOf(title)
  return words ? `${id}-${words}` : String(id)
}

/** The id in such an address; 0, which nothing has, when there is none. */
export function idIn(idAndSlug: string): number {
  return Number(/^(\d{1,15})(?:-|$)/.exec(idAndSlug)?.[1] ?? 0)
}

/** The same of a route whose address has `:id`. */
export function idOf(params: unknown): number {
  return idIn((params as { id: string }).id)
}
