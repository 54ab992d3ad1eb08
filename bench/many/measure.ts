import type { FastifyInstance } from 'fastify'
import type { Pool } from '../../src/platform/database/connect.ts'
import { asPerson } from '../../src/spine/request/transaction.ts'

export interface Statement {
  text: string
  /** Milliseconds that PostgreSQL took, pages that it looked at, rows that its busiest step went through. */
  ms: number
  buffers: number
  rows: number
  /** Tables that were read from end to end. */
  whole: string[]
}

export interface MeasuredPage {
  status: number
  bytes: number
  /** Milliseconds of this process, without what it waited for. */
  node: number
  statements: Statement[]
}

interface Step {
  'Node Type': string
  'Relation Name'?: string
  'Actual Rows': number
  'Actual Loops': number
  'Rows Removed by Filter'?: number
  'Shared Hit Blocks': number
  'Shared Read Blocks': number
  Plans?: Step[]
}

interface Looker {
  id: number
  cookie: string
}

/**
 * Asks for a page, and then explains each of its statements in the name of who asked, under the row security of that
 * request: what it read, and how much.
 * @param plan what the planner is told before
 */
export async function measured(
  server: FastifyInstance,
  app: Pool,
  slug: string,
  looker: Looker,
  path: string,
  { accept = 'text/html', plan = '' } = {},
): Promise<MeasuredPage> {
  const get = () => server.inject({ method: 'GET', url: path, headers: { accept, cookie: looker.cookie } })
  await get()
  const asked: { text: string; values: unknown[] }[] = []
  const { options } = app as unknown as { options: { debug: unknown } }
  options.debug = (_: number, text: string, values: unknown[]) => void asked.push({ text, values: [...values] })
  const before = process.cpuUsage()
  const answer = await get()
  const { user, system } = process.cpuUsage(before)
  options.debug = false
  const statements: Statement[] = []
  for (const { text, values } of asked.filter(
    ({ text }) => /^\s*(select|with)\b/i.test(text) && !/\benter\(|pg_notify|pg_type/.test(text),
  ))
    statements.push(await explained(app, slug, looker.id, text, values, plan))
  return { status: answer.statusCode, bytes: answer.rawPayload.length, node: (user + system) / 1000, statements }
}

async function explained(
  app: Pool,
  slug: string,
  person: number,
  text: string,
  values: unknown[],
  plan: string,
): Promise<Statement> {
  return asPerson(app, person, slug, async (sql) => {
    if (plan) await sql.unsafe(plan)
    const [row] = await sql.unsafe(`explain (analyze, buffers, format json) ${text}`, values as never[])
    const [{ Plan: root, 'Execution Time': ms }] = row!['QUERY PLAN'] as [{ Plan: Step; 'Execution Time': number }]
    const steps = stepsOf(root)
    return {
      text: text.replace(/\s+/g, ' ').trim(),
      ms,
      buffers: root['Shared Hit Blocks'] + root['Shared Read Blocks'],
      rows: Math.max(
        0,
        ...steps
          .filter((step) => step['Relation Name'])
          .map((step) => (step['Actual Rows'] + (step['Rows Removed by Filter'] ?? 0)) * step['Actual Loops']),
      ),
      whole: steps
        .filter((step) => step['Node Type'] === 'Seq Scan' && seen(step) > 200)
        .map((step) => step['Relation Name']!),
    }
  })
}

const seen = (step: Step) => (step['Actual Rows'] + (step['Rows Removed by Filter'] ?? 0)) * step['Actual Loops']

function stepsOf(plan: Step): Step[] {
  return [plan, ...(plan.Plans ?? []).flatMap(stepsOf)]
}
