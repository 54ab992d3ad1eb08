import { parse } from 'csv-parse/sync'
import { type Ctx, meOf, spaceOf } from '../request/ctx.ts'

/** One address as it was pasted or stood in a file. */
export interface Address {
  /** As it was written. */
  line: string
  /** Undefined where there is none in it. */
  email?: string
  name?: string
}

/** What became of one address. */
export interface Outcome {
  line: string
  email: string | null
  outcome: 'invited' | 'belongs' | 'waiting' | 'twice' | 'wrong'
}

/** Most addresses at once. */
export const MOST_ADDRESSES = 500

/** An address of 254 with what people put around it. */
const LONGEST_WORD = 300

const good = /^[^\s@<>"(),:;[\]\\]{1,64}@[a-z0-9-]+(\.[a-z0-9-]+)+$/i

/**
 * Addresses in a pasted text or a CSV file (RFC 4180; comma, semicolon or tab): one a line, or several in it;
 * "Maud Tessier <maud@…>" is understood, a line of headings is left out.
 */
export function addressesIn(text: string): Address[] {
  const rows = rowsOf(text.replace(/^\ufeff/, ''))
  return rows.filter((row, i) => !(i === 0 && isHeading(row))).flatMap(addressesOfRow)
}

/**
 * What a file of addresses says: UTF-8, or what Excel calls Unicode text (UTF-16 with its mark).
 * @returns undefined for what is no text
 */
export function textIn(bytes: Buffer): string | undefined {
  const mark = bytes.subarray(0, 2).toString('hex')
  const encoding = { fffe: 'utf-16le', feff: 'utf-16be' }[mark] ?? 'utf-8'
  const text = new TextDecoder(encoding).decode(bytes)
  return text.includes('\u0000') ? undefined : text
}

/** People paste what no reader of CSV understands, a quotation mark left open: then a line is a line. */
function rowsOf(text: string): string[][] {
  try {
    return parse(text, {
      delimiter: [',', ';', '\t'],
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      trim: true,
    }) as string[][]
  } catch {
    return text.split(/\r?\n/).map((line) => line.split(/[,;\t]/).map((cell) => cell.trim()))
  }
}

function isHeading(row: string[]): boolean {
  return (
    !row.join('').includes('@') && row.some((cell) => /^(e-?mail|courriel|adresse|address|mail|name|nom)/i.test(cell))
  )
}

function addressesOfRow(row: string[]): Address[] {
  const found = row
    .flatMap((cell) => cell.split(/\s+/))
    .flatMap((word) => {
      // Longer than any address: it is not even looked at, since taking marks off its ends would take its square.
      if (word.length > LONGEST_WORD) return [{ line: word }]
      const email = word.replace(/^[<"'(]+|[>"').]+$/g, '').toLowerCase()
      return word.includes('@') ? [{ line: word, ...(email.length <= 254 && good.test(email) && { email }) }] : []
    })
  if (found.length) return found
  const line = row.filter(Boolean).join(', ')
  return line ? [{ line }] : []
}

/** The outcomes that need no invitation: no address, here already, or invited and not come yet. */
export async function sortedOut(ctx: Ctx, addresses: Address[]): Promise<Outcome[]> {
  const emails = [...new Set(addresses.flatMap(({ email }) => email ?? []))]
  const known = await ctx.sql<
    { email: string; state: 'belongs' | 'waiting' }[]
  >`select * from known_addresses(${spaceOf(ctx).id}, ${emails})`
  const states = new Map(known.map(({ email, state }) => [email, state]))
  const seen = new Set<string>()
  return addresses.map(({ line, email }) => {
    if (!email) return { line: line.slice(0, 200), email: null, outcome: 'wrong' }
    if (seen.has(email)) return { line, email, outcome: 'twice' }
    seen.add(email)
    return { line, email, outcome: states.get(email) ?? 'invited' }
  })
}

/** Keeps what became of each line, to be read again. @returns its number */
export async function keepReport(ctx: Ctx, lines: Outcome[]): Promise<number> {
  const [row] = await ctx.sql<[{ id: number }]>`
    insert into invitation_report (space_id, made_by, lines) values (${spaceOf(ctx).id}, ${meOf(ctx).id}, ${ctx.sql.json(lines as never)}) returning id`
  return row.id
}

export async function reportFor(ctx: Ctx, id: number): Promise<{ lines: Outcome[]; createdAt: Date } | undefined> {
  const [row] = await ctx.sql<{ lines: Outcome[]; createdAt: Date }[]>`
    select lines, created_at from invitation_report where id = ${id} and space_id = ${spaceOf(ctx).id}`
  return row
}
