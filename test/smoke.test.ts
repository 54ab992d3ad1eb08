import { afterEach, expect, it } from 'vitest'
import { asIfNever, inSpace, looksRight, rows, stagesIn, told, visit } from './access/matrix.ts'
import { testSite } from './site.ts'

/**
 * Each route, answered to nobody and to a member: what is quick of `test/access`, where all standings ask, also for pages. A new
 * route that lets anybody in, or its people not, fails here.
 */

const world = await testSite()
const { stage } = stagesIn(world)

afterEach(() => {
  expect(world.mistakes.splice(0)).toEqual([])
})

it.each(rows)('$route', async (row) => {
  await world.owner`delete from tries`
  const stages = await Promise.all([stage(row, 'nobody'), stage(row, 'member')])
  for (const [i, who] of (['nobody', 'member'] as const).entries()) {
    const visitor = await visit(row, stages[i]!)
    const answer = await told(row, visitor, true)
    expect(answer.status, who).toBe(row.expected[who])
    looksRight(row, answer)
    if (who === 'member' || !inSpace(row)) continue
    const never = { ...visitor, at: visitor.at.replace(visitor.community.path, '/c/never-was') }
    expect(asIfNever(answer, visitor.community)).toEqual(await told(row, never, true))
  }
})
