/** A line of a file, read: `ATTENDEE;CN=Ada:mailto:ada@example.org`. */
export interface Property {
  /** In capitals. */
  name: string
  /** By their names in capitals, the first value of each. */
  params: Map<string, string>
  /** As it stands there. */
  value: string
  line: string
}

/** What is longer says nothing to people, and costs the matcher its stack. */
const LONGEST_LIST = 20_000
const NAME = /^[A-Za-z0-9-]{1,80}(?=[;:])/
const PARAM = /;([A-Za-z0-9-]+)=("[^"]*"|[^";:,]*)((?:,(?:"[^"]*"|[^";:,]*)){0,50})/y

/** What a line says; undefined where it is none. */
export function propertyOf(line: string): Property | undefined {
  const name = NAME.exec(line)?.[0]
  if (!name) return undefined
  const params = new Map<string, string>()
  PARAM.lastIndex = name.length
  let end = name.length
  for (let found = PARAM.exec(line); found && params.size < 50; found = PARAM.exec(line)) {
    end = PARAM.lastIndex
    const key = found[1]!.toUpperCase()
    if (!params.has(key)) params.set(key, plainParam(found[2]!))
  }
  if (line[end] !== ':') return undefined
  return { name: name.toUpperCase(), params, value: line.slice(end + 1), line }
}

/** RFC 6868: ^n, ^' and ^^. */
function plainParam(text: string): string {
  const bare = text.startsWith('"') ? text.slice(1, -1) : text
  return bare.replace(/\^([n'^])/g, (_, sign) => ({ n: '\n', "'": '"', '^': '^' })[sign as 'n']!)
}

/** A value of a parameter as it is written. */
export function quoted(text: string): string {
  return `"${text
    .replace(/\^/g, '^^')
    .replace(/\r\n?|\n/g, '^n')
    .replace(/"/g, "^'")}"`
}

/** The text that a value means (RFC 5545, 3.3.11). */
export function plainText(value: string): string {
  return value.replace(/\\([nN,;\\])/g, (_, sign: string) => (/n/i.test(sign) ? '\n' : sign))
}

/** A text as a value. */
export function escaped(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '')
    .replace(/\p{Cs}/gu, '')
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\r\n?|\n/g, '\\n')
}

/** A list of texts, parted by commas that no backslash is before. */
export function plainList(value: string): string[] {
  return (value.slice(0, LONGEST_LIST).match(/(?:\\.|[^\\,])+/g) ?? [])
    .map((part) => plainText(part).trim())
    .filter(Boolean)
}
