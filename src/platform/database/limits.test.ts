import { expect, it } from 'vitest'
import { testSite } from '../../../test/site.ts'

const world = await testSite()

it('how many rows are wanted stands in the statement, for its plan', async () => {
  const ada = await world.person('Ada Umeh')
  const said = await world.statementsOf(() => ada.get('/notifications'))
  expect(said.filter((one) => /limit \d/.test(one))).not.toEqual([])
  expect(said.filter((one) => /limit \$/.test(one))).toEqual([])
})
