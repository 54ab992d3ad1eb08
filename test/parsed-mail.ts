/** The parts of a mail that tests ask for. Understands what nodemailer writes: folded headers, encoded words, multipart. */
export function parsedMail(raw: string): { id: string; to: string; subject: string; text: string } {
  const [head = ''] = raw.split(/\r?\n\r?\n/, 1)
  const header = (name: string) =>
    new RegExp(`^${name}: (.*(?:\\r?\\n[ \\t].*)*)`, 'im').exec(head)?.[1]?.replace(/\r?\n[ \t]+/g, ' ') ?? ''
  const plain = /Content-Type: text\/plain[\s\S]*?\r?\n\r?\n([\s\S]*?)\r?\n--/i.exec(raw)
  const quoted = /Content-Transfer-Encoding: quoted-printable/i.test(plain?.[0] ?? '')
  const body = plain?.[1] ?? ''
  return {
    id: header('Message-ID'),
    to: header('To').replace(/[<>]/g, ''),
    subject: header('Subject').replace(/=\?utf-8\?([bq])\?([^?]*)\?=\s*/gi, (_, kind: string, text: string) =>
      kind.toLowerCase() === 'b' ? Buffer.from(text, 'base64').toString() : decodeQuoted(text.replace(/_/g, ' ')),
    ),
    text: quoted
      ? decodeQuoted(body.replace(/=\r?\n/g, ''))
      : /base64/i.test(plain?.[0] ?? '')
        ? Buffer.from(body, 'base64').toString()
        : body,
  }
}

function decodeQuoted(text: string): string {
  return Buffer.from(
    text.replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString('utf8')
}
