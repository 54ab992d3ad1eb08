import { decoded, unicode } from './decoded.ts'

/** So much of a file's beginning says what it is. */
export const HEAD = 64 * 1024

/** Text that its name tells apart, because its bytes do not. */
const byName: Record<string, string> = {
  csv: 'text/csv',
  tsv: 'text/tab-separated-values',
  md: 'text/markdown',
  markdown: 'text/markdown',
  htm: 'text/html',
  html: 'text/html',
  srt: 'application/x-subrip',
  json: 'application/json',
  ics: 'text/calendar',
  vcf: 'text/vcard',
}

/** What a text looks like decides before its name does. */
const byLook: [RegExp, string][] = [
  [/^WEBVTT(?=[\s-]|$)/, 'text/vtt'],
  [/^BEGIN:VCALENDAR\r?\n/, 'text/calendar'],
  [/^BEGIN:VCARD\r?\n/, 'text/vcard'],
  [/^\{\\rtf1/, 'application/rtf'],
  [/^\d+\r?\n\d\d:\d\d:\d\d,\d{3} --> /, 'application/x-subrip'],
]
/** The same for what begins with an element, after what XML may say before it. */
const byElement: [RegExp, string][] = [
  [/^(?:<!DOCTYPE\s+svg[^>[]*(?:\[[^\]]*\])?>\s*)?<(?:\w+:)?svg[\s>]/i, 'image/svg+xml'],
  [/^<gpx[\s>]/i, 'application/gpx+xml'],
  [/^<(?:!doctype\s+html|html|head|body|script)[\s>]/i, 'text/html'],
]

/** What the library calls otherwise than everyone else. */
export const usual: Record<string, string> = {
  'audio/wav': 'audio/wav',
  'audio/vnd.wave': 'audio/wav',
  'audio/x-flac': 'audio/flac',
  'audio/x-m4a': 'audio/mp4',
  'video/x-m4v': 'video/mp4',
  'application/ogg': 'audio/ogg',
  'audio/ogg; codecs=opus': 'audio/ogg',
}

/**
 * What a file is, by its first `HEAD` bytes. Its name decides only between kinds of plain text. Of an archive, whether it is a
 * document is known only when it is opened.
 */
export async function kindOf(head: Uint8Array, name: string): Promise<string> {
  const text = unicode(head, head.length >= HEAD)
  if (text !== undefined && !text.startsWith('%PDF-')) return textKind(text, name)
  // Loaded on first use: most processes never need it.
  const { fileTypeFromBuffer } = await import('file-type')
  const found = (await fileTypeFromBuffer(head).catch(() => undefined))?.mime
  if (found) return usual[found] ?? found
  const old = decoded(head, head.length >= HEAD)
  return old === undefined ? 'application/octet-stream' : textKind(old, name)
}

function textKind(text: string, name: string): string {
  const start = text.replace(/^\ufeff/, '').trimStart()
  const looks = byLook.find(([look]) => look.test(start))
  if (looks) return looks[1]
  const [xml] = /^<\?xml\s[^>]*>/i.exec(start) ?? ['']
  const first = pastComments(start.slice(xml.length))
  const element = byElement.find(([look]) => look.test(first))
  if (element) return element[1]
  if (/^<\?xml\s/i.test(start)) return 'application/xml'
  return byName[/\.([a-z]{2,8})$/i.exec(name)?.[1]?.toLowerCase() ?? ''] ?? 'text/plain'
}

/** Looked for one by one: a pattern that repeats itself would try every way to divide many of them, for hours. */
function pastComments(text: string): string {
  let rest = text.trimStart()
  while (rest.startsWith('<!--')) {
    const end = rest.indexOf('-->', 4)
    if (end < 0) return ''
    rest = rest.slice(end + 3).trimStart()
  }
  return rest
}

/** Whether it is text, of whatever kind. */
export function isText(type: string): boolean {
  return /^text\/|^application\/(json|xml|gpx\+xml|x-subrip)$/.test(type)
}
