import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { writeCalendar } from '../../src/platform/calendar/file.ts'
import { checkedWhen, occurrences } from '../../src/platform/calendar.ts'
import { answerTo, eventsOf } from '../calendar/answers.ts'
import { anyCase } from '../calendar/any-case.ts'
import { type Case, cases } from '../calendar/cases.ts'
import { root } from '../setup.ts'

/** Debian's Python with python3-dateutil and python3-icalendar, which know nothing of us, say when things are. */

const PYTHON = '/usr/bin/python3'
const kept = join(root, 'test/calendar/answers.json')

function python(script: string, input: string): string {
  return execFileSync(PYTHON, [join(root, 'test/peers', script)], { input, maxBuffer: 1e9 }).toString()
}

function has(module: string): boolean {
  try {
    execFileSync(PYTHON, ['-c', `import ${module}`], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

const dateutil = existsSync(PYTHON) && has('dateutil')
const icalendar = existsSync(PYTHON) && has('icalendar')
if (!dateutil)
  console.warn('\n*** SKIPPED: no python3-dateutil: recurrences are compared with its kept answers alone\n')
if (!icalendar) console.warn('\n*** SKIPPED: no python3-icalendar: what we write was read by ical.js alone\n')

function judged(asked: Case[]): string[][] {
  return JSON.parse(python('recurrences.py', JSON.stringify(asked)))
}

describe.skipIf(!dateutil)('python-dateutil', () => {
  it('still answers what is kept of it', () => {
    const answers = Object.fromEntries(judged(cases).map((answer, at) => [cases[at]!.what, answer]))
    if (process.env.WRITE_ANSWERS) writeFileSync(kept, `${JSON.stringify(answers, null, 2)}\n`)
    expect(JSON.parse(readFileSync(kept, 'utf8'))).toEqual(answers)
  })

  it('says the same as we of 500 rules that nobody thought of', () => {
    const asked = fc.sample(anyCase, { numRuns: 500 })
    const other = judged(asked)
    const apart = asked.filter((one, at) => JSON.stringify(answerTo(one)) !== JSON.stringify(other[at]))
    expect(apart.map(({ what, to }) => `${what} until ${to}`)).toEqual([])
  })
})

describe.skipIf(!icalendar)('python-icalendar', () => {
  it('finds in our files the same moments, by the zones that we describe', () => {
    const text = writeCalendar({ events: eventsOf(cases), now: new Date(0) })
    const read: [string, string, string][] = JSON.parse(python('files.py', text))
    const ours = cases.map(({ what, when }) => {
      const [first] = occurrences(checkedWhen({ ...when, rule: null, dates: [], except: [] }), {
        to: new Date('2150-01-01'),
        most: 1,
      })
      return [what, first!.from.toISOString().slice(0, 19), first!.until.toISOString().slice(0, 19)]
    })
    expect(read).toEqual(ours)
  })
})
