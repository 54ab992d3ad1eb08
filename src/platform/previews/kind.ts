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
  [
    /^(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*(?:<!DOCTYPE\s+svg[^>[]*(?:\[[^\]]*\])?>\s*)?<(?:\w+:)?svg[\s>]/i,
    'image/svg+xml',
  ],
  [/^(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*<gpx[\s>]/i, 'application/gpx+xml'],
  [/^(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*<(?:!doctype\s+html|html|head|body|script)[\s>]/i, 'text/html'],
  [/^<\?xml\s/i, 'application/xml'],
  [/^BEGIN:VCALENDAR\r?\n/, 'text/calendar'],
  [/^BEGIN:VCARD\r?\n/, 'text/vcard'],
  [/^\{\\rtf1/, 'application/rtf'],
  [/^\d+\r?\n\d\d:\d\d:\d\d,\d{3} --> /, 'application/x-subrip'],
]

/** What the library calls otherwise than everyone else. */
const usual: Record<string, string> = {
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
  return byName[/\.([a-z]{2,8})$/i.exec(name)?.[1]?.toLowerCase() ?? ''] ?? 'text/plain'
}

/** Whether it is text, of whatever kind. */
export function isText(type: string): boolean {
  return /^text\/|^application\/(json|xml|gpx\+xml|x-subrip)$/.test(type)
}
