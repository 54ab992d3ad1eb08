import { createServer } from 'node:http'
import postgres from 'postgres'

/**
 * What Copse is measured against: bare node:http, one raw prepared query over the same socket for the same rows, and
 * string concatenation to a body of the same number of bytes. No session, no access, no language, no time formats.
 */
export interface Page {
  sql: string
  parameters: (string | number)[]
  type: string
  bytes: number
}

export interface Setup {
  database: { host: string; port: number; database: string; username: string; password: string }
  pages: Record<string, Page>
}

const { database, pages } = JSON.parse(process.env.BENCH_SETUP!) as Setup
const sql = postgres({
  ...database,
  max: 10,
  connection: { search_path: 'copse,public' },
  onnotice: () => {},
})
const filling = new Map<string, string>()

function bodyOf(rows: postgres.Row[], fill: string): string {
  let body = '<!DOCTYPE html><title>Baseline</title>'
  for (const row of rows) {
    body += `<article id="m${row.number}"><h3>${row.name}</h3><p>${row.at}</p><div>${row.html}</div>${fill}</article>`
  }
  return body
}

/** Words for every row, so that the body becomes as long as the page it is compared with. */
function fillFor(path: string, rows: postgres.Row[]): string {
  const known = filling.get(path)
  if (known !== undefined) return known
  const missing = pages[path]!.bytes - Buffer.byteLength(bodyOf(rows, ''))
  const fill = ' '.repeat(Math.max(0, Math.floor(missing / rows.length)))
  filling.set(path, fill)
  return fill
}

const server = createServer(async (request, response) => {
  const path = request.url!
  const page = pages[path]
  if (!page) return response.writeHead(404).end()
  // What is posted is read, and not looked at.
  for await (const _ of request);
  const rows = await sql.unsafe(page.sql, page.parameters, { prepare: true })
  const body = bodyOf(rows, fillFor(path, rows))
  response.writeHead(200, { 'content-type': page.type, 'content-length': Buffer.byteLength(body) })
  response.end(body)
})
server.listen(0, '127.0.0.1', () => process.send!({ port: (server.address() as { port: number }).port }))
