/** A line of a page: words, or a bar of a drawing. Measured in points from the lower left corner of an A4 page. */
export type Drawn =
  | { text: string; x: number; y: number; size?: number; bold?: boolean }
  | { bar: [x: number, y: number, width: number, height: number]; colour: [number, number, number] }

/** A PDF of A4 pages, written by hand: always the same bytes for the same pages. */
export function pdf(title: string, pages: Drawn[][]): Buffer {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R /Lang (en) >>',
    `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, i) => `${6 + 2 * i} 0 R`).join(' ')}] >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>',
    `<< /Title ${words(title)} /Producer (River Keepers) >>`,
    ...pages.flatMap((page, i) => {
      const content = page.map(drawn).join('\n')
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${7 + 2 * i} 0 R /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>`,
        `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
      ]
    }),
  ]
  let file = '%PDF-1.4\n%\xe2\xe3\xcf\xd3\n'
  const places = objects.map((object, i) => {
    const place = file.length
    file += `${i + 1} 0 obj\n${object}\nendobj\n`
    return place
  })
  const start = file.length
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`
  for (const place of places) file += `${String(place).padStart(10, '0')} 00000 n \n`
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Info 5 0 R >>\nstartxref\n${start}\n%%EOF\n`
  return Buffer.from(file, 'latin1')
}

function drawn(one: Drawn): string {
  if ('bar' in one) return `${one.colour.join(' ')} rg ${one.bar.join(' ')} re f 0 0 0 rg`
  return `BT /${one.bold ? 'F2' : 'F1'} ${one.size ?? 11} Tf ${one.x} ${one.y} Td ${words(one.text)} Tj ET`
}

/** What Windows-1252 has beyond Latin-1. */
const odd: Record<string, string> = {
  '’': '\x92',
  '‘': '\x91',
  '“': '\x93',
  '”': '\x94',
  '–': '\x96',
  '—': '\x97',
  '…': '\x85',
  œ: '\x9c',
  '€': '\x80',
}

function words(text: string): string {
  return `(${text.replace(/[\\()]/g, '\\$&').replace(/[’‘“”–—…œ€]/g, (sign) => odd[sign]!)})`
}
