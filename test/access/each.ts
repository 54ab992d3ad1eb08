import { afterEach, describe, expect, it } from 'vitest'
import type { TestSite } from '../site.ts'
import { again, asIfNever, asPage, inSpace, looksRight, type Row, stagesIn, told, visit } from './matrix.ts'
import { outside, standings } from './standings.ts'

/** Asks each of these routes as everyone who can stand somehow. */
export function tryEach(world: TestSite, some: Row[]): void {
  const { stage, twice } = stagesIn(world)

  afterEach(() => {
    expect(world.mistakes.splice(0)).toEqual([])
  })

  describe.each(some)('$route', (row) => {
    it('answers each standing as it should, as JSON and as a page, and tells outsiders nothing', async () => {
      const got: Record<string, string> = {}
      const expected: Record<string, string> = {}
      // Made at once; what is done on them is done one after the other.
      const stages = await Promise.all(
        standings.map(async (who) => [who, await stage(row, who), twice(row, who) && (await stage(row, who))] as const),
      )
      for (const [who, first, second] of stages) {
        if (row.of.method === 'POST') await world.owner`delete from tries`
        const program = await visit(row, first)
        const json = await told(row, program, true)
        const changed = row.expected[who] < 400
        const browser = second ? await visit(row, second) : changed ? await again(row, program) : program
        const page = await told(row, browser, false)
        got[who] = `${json.status} ${page.status}`
        expected[who] = `${row.expected[who]} ${asPage(row, row.expected[who])}`
        looksRight(row, json, page)
        if (!outside.includes(who)) continue
        expect(json.body + page.body, who).not.toMatch(/the river goes brown|jars by Friday/)
        if (!inSpace(row) || changed) continue
        const never = { ...program, at: program.at.replace(program.community.path, '/c/never-was') }
        expect(asIfNever(json, program.community), `${who}, as JSON`).toEqual(await told(row, never, true))
        expect(asIfNever(page, program.community), `${who}, as a page`).toEqual(await told(row, never, false))
      }
      expect(got).toEqual(expected)
    })
  })
}
