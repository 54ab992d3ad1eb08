import { packed, xml } from './packed.ts'

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const OPEN = 'http://schemas.openxmlformats.org'
const KINDS = 'application/vnd.openxmlformats-officedocument'

/** The parts of a document of Microsoft's offices, with what leads to them. */
function office(
  main: string,
  type: string,
  parts: Record<string, [type: string, body: string]>,
  more: Record<string, string | Buffer> = {},
) {
  const overrides = Object.entries({
    [main]: type,
    ...Object.fromEntries(Object.entries(parts).map(([name, [kind]]) => [name, kind])),
  })
  return packed({
    '[Content_Types].xml': `${HEAD}<Types xmlns="${OPEN}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>${overrides.map(([name, kind]) => `<Override PartName="/${name}" ContentType="${KINDS}.${kind}+xml"/>`).join('')}</Types>`,
    '_rels/.rels': `${HEAD}<Relationships xmlns="${OPEN}/package/2006/relationships"><Relationship Id="r1" Type="${OPEN}/officeDocument/2006/relationships/officeDocument" Target="${main}"/>${more['docProps/thumbnail.png'] ? `<Relationship Id="r2" Type="${OPEN}/package/2006/relationships/metadata/thumbnail" Target="docProps/thumbnail.png"/>` : ''}</Relationships>`,
    ...Object.fromEntries(Object.entries(parts).map(([name, [, body]]) => [name, HEAD + body])),
    ...more,
  })
}

/** A text document: headings begin with #, items of a list with -. */
export function docx(paragraphs: string[], thumbnail?: Buffer): Promise<Buffer> {
  const body = paragraphs.map((text) => {
    const size = text.startsWith('# ') ? 32 : text.startsWith('## ') ? 26 : 22
    const run = `<w:rPr>${size > 22 ? '<w:b/>' : ''}<w:sz w:val="${size}"/></w:rPr>`
    const said = text.replace(/^#+ /, '').replace(/^- /, '• ')
    return `<w:p><w:r>${run}<w:t xml:space="preserve">${xml(said)}</w:t></w:r></w:p>`
  })
  return office(
    'word/document.xml',
    'wordprocessingml.document.main',
    {
      'word/document.xml': [
        'wordprocessingml.document.main',
        `<w:document xmlns:w="${OPEN}/wordprocessingml/2006/main"><w:body>${body.join('')}<w:sectPr/></w:body></w:document>`,
      ],
    },
    thumbnail ? { 'docProps/thumbnail.png': thumbnail } : {},
  )
}

/** A workbook of one sheet. */
export function xlsx(sheet: string, rows: (string | number)[][]): Promise<Buffer> {
  const strings = [...new Set(rows.flat().filter((cell) => typeof cell === 'string'))]
  const cell = (value: string | number) =>
    typeof value === 'number' ? `<c><v>${value}</v></c>` : `<c t="s"><v>${strings.indexOf(value)}</v></c>`
  const main = `${OPEN}/spreadsheetml/2006/main`
  return office(
    'xl/workbook.xml',
    'spreadsheetml.sheet.main',
    {
      'xl/workbook.xml': [
        'spreadsheetml.sheet.main',
        `<workbook xmlns="${main}" xmlns:r="${OPEN}/officeDocument/2006/relationships"><sheets><sheet name="${xml(sheet)}" sheetId="1" r:id="r1"/></sheets></workbook>`,
      ],
      'xl/worksheets/sheet1.xml': [
        'spreadsheetml.worksheet',
        `<worksheet xmlns="${main}"><sheetData>${rows.map((row) => `<row>${row.map(cell).join('')}</row>`).join('')}</sheetData></worksheet>`,
      ],
      'xl/sharedStrings.xml': [
        'spreadsheetml.sharedStrings',
        `<sst xmlns="${main}">${strings.map((text) => `<si><t xml:space="preserve">${xml(text)}</t></si>`).join('')}</sst>`,
      ],
    },
    {
      'xl/_rels/workbook.xml.rels': `${HEAD}<Relationships xmlns="${OPEN}/package/2006/relationships"><Relationship Id="r1" Type="${OPEN}/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="${OPEN}/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    },
  )
}

/** Slides, each with a title and lines. */
export function pptx(slides: { title: string; lines: string[] }[]): Promise<Buffer> {
  const spaces = `xmlns:a="${OPEN}/drawingml/2006/main" xmlns:p="${OPEN}/presentationml/2006/main" xmlns:r="${OPEN}/officeDocument/2006/relationships"`
  const box = (id: number, y: number, height: number, lines: string[], size: number) =>
    `<p:sp><p:nvSpPr><p:cNvPr id="${id}" name="Text ${id}"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm><a:off x="600000" y="${y}"/><a:ext cx="7900000" cy="${height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr><p:txBody><a:bodyPr/><a:lstStyle/>${lines.map((line) => `<a:p><a:r><a:rPr lang="en" sz="${size}"/><a:t>${xml(line)}</a:t></a:r></a:p>`).join('')}</p:txBody></p:sp>`
  const tree = (shapes: string) =>
    `<p:cSld><p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>${shapes}</p:spTree></p:cSld>`
  const names = slides.map((_, i) => `ppt/slides/slide${i + 1}.xml`)
  return office(
    'ppt/presentation.xml',
    'presentationml.presentation.main',
    {
      'ppt/presentation.xml': [
        'presentationml.presentation.main',
        `<p:presentation ${spaces}><p:sldIdLst>${names.map((_, i) => `<p:sldId id="${256 + i}" r:id="r${i + 1}"/>`).join('')}</p:sldIdLst><p:sldSz cx="9144000" cy="6858000"/><p:notesSz cx="6858000" cy="9144000"/></p:presentation>`,
      ],
      ...Object.fromEntries(
        slides.map(({ title, lines }, i) => [
          names[i]!,
          [
            'presentationml.slide',
            `<p:sld ${spaces}>${tree(box(2, 500000, 1000000, [title], 3600) + box(3, 1800000, 4000000, lines, 2000))}</p:sld>`,
          ] as [string, string],
        ]),
      ),
    },
    {
      'ppt/_rels/presentation.xml.rels': `${HEAD}<Relationships xmlns="${OPEN}/package/2006/relationships">${slides.map((_, i) => `<Relationship Id="r${i + 1}" Type="${OPEN}/officeDocument/2006/relationships/slide" Target="slides/slide${i + 1}.xml"/>`).join('')}</Relationships>`,
    },
  )
}

const ODF = 'urn:oasis:names:tc:opendocument:xmlns'

/** An open text document: headings begin with #. */
export function odt(paragraphs: string[], thumbnail?: Buffer): Promise<Buffer> {
  const type = 'application/vnd.oasis.opendocument.text'
  const body = paragraphs.map((text) =>
    text.startsWith('# ')
      ? `<text:h text:outline-level="1">${xml(text.slice(2))}</text:h>`
      : `<text:p>${xml(text)}</text:p>`,
  )
  return packed({
    'mimetype!': type,
    'META-INF/manifest.xml': `${HEAD}<manifest:manifest xmlns:manifest="${ODF}:manifest:1.0" manifest:version="1.3"><manifest:file-entry manifest:full-path="/" manifest:media-type="${type}"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>`,
    'content.xml': `${HEAD}<office:document-content xmlns:office="${ODF}:office:1.0" xmlns:text="${ODF}:text:1.0" office:version="1.3"><office:body><office:text>${body.join('')}</office:text></office:body></office:document-content>`,
    ...(thumbnail && { 'Thumbnails/thumbnail.png': thumbnail }),
  })
}
