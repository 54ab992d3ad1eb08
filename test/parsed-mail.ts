/** The parts of a mail that tests ask for. Understands what nodemailer writes: folded headers, encoded words, multipart. */
export function parsedMail(raw: string): {
  id: string
  to: string
  subject: string
  text: string
  html: string
  header(name: string): string
} {
  const [head = ''] = raw.split(/\r?\n\r?\n/, 1)
  const header = (name: string) =>
    new RegExp(`^${name}: (.*(?:\\r?\\n[ \\t].*)*)`, 'im').exec(head)?.[1]?.replace(/\r?\n[ \t]+/g, ' ') ?? ''
  const boundary = /boundary="([^"]+)"/.exec(raw)?.[1] ?? '?'
  const part = (type: string) => {
    const found = raw
      .split(`--${boundary}`)
      .map((one) => new RegExp(`^\\s*Content-Type: text/${type}([\\s\\S]*?)\\r?\\n\\r?\\n([\\s\\S]*)$`, 'i').exec(one))
      .find(Boolean)
    const [, how = '', body = ''] = found ?? []
    if (/quoted-printable/i.test(how)) return decodeQuoted(body.replace(/=\r?\n/g, ''))
    return /base64/i.test(how) ? Buffer.from(body, 'base64').toString() : body
  }
  return {
    id: header('Message-ID'),
    to: header('To').replace(/[<>]/g, ''),
    subject: header('Subject').replace(/=\?utf-8\?([bq])\?([^?]*)\?=\s*/gi, (_, kind: string, text: string) =>
      kind.toLowerCase() === 'b' ? Buffer.from(text, 'base64').toString() : decodeQuoted(text.replace(/_/g, ' ')),
    ),
    text: part('plain'),
    html: part('html'),
    header,
  }
}

function decodeQuoted(text: string): string {
  return Buffer.from(
    text.replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString('utf8')
}
