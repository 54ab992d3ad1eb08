import { afterEach, describe, expect, it } from 'vitest'
import { testSite } from '../../../test/site.ts'
import { draw, narrow, type Spot, type Wanted, wide } from './drawing.ts'
import type { Tie, Topic } from './topics.ts'

const world = await testSite()
const ada = await world.person('Ada Umeh')
const rosa = await world.person('Rosa Lindell')
const noor = await world.person('Noor Bakri')
const river = await world.community(ada)
await world.join(river, rosa, 'guest', { until: new Date(Date.now() + 86_400_000) })
await world.owner`update space set tools = tools || '{pages,links,gaps}' where id = ${river.id}`
const map = `${river.path}/pages/map`

afterEach(() => {
  expect(world.mistakes.splice(0)).toEqual([])
})

const titles = ({ topics }: { topics: { topic: string }[] }) => topics.map(({ topic }) => topic)

describe('the map of topics', () => {
  it('says how much lies under each, what belongs together, and what is wanted; to those who may read', async () => {
    expect((await ada.json(map)).json()).toEqual({ topics: [], wanted: [], next: null })
    expect((await ada.get(map)).body).toContain('No topics yet')
    for (const [title, tags] of [
      ['Jars', 'soil, water'],
      ['Tubes', 'water, light'],
      ['Secchi', 'water'],
    ])
      await ada.post(`${river.path}/pages`, { title, text: 'x', tags })
    await ada.post(`${river.path}/links`, { address: 'https://example.org/', title: 'Soils', tags: 'soil' })
    const eels = (await ada.post(`${river.path}/gaps`, { title: 'How many eels?', tags: 'eels, water' })).json()
    const filled = (await ada.post(`${river.path}/gaps`, { title: 'What is soil?', tags: 'soil' })).json()
    await ada.post(`${filled.url}/answer`, { answer: 'Jars' })
    const data = (await rosa.json(map)).json()
    expect(data.topics).toEqual([
      {
        topic: 'water',
        url: `${river.path}/pages?tag=water`,
        pages: 3,
        links: 0,
        gaps: 1,
        related: ['eels', 'light', 'soil'],
      },
      { topic: 'soil', url: `${river.path}/pages?tag=soil`, pages: 1, links: 1, gaps: 1, related: ['water'] },
      { topic: 'eels', url: `${river.path}/gaps?tag=eels`, pages: 0, links: 0, gaps: 1, related: ['water'] },
      { topic: 'light', url: `${river.path}/pages?tag=light`, pages: 1, links: 0, gaps: 0, related: ['water'] },
    ])
    expect(data.wanted).toEqual([{ id: eels.id, url: eels.url, title: 'How many eels?' }])
    expect(titles((await rosa.json(`${map}?sort=topic`)).json())).toEqual(['eels', 'light', 'soil', 'water'])
    expect(titles((await rosa.json(`${map}?sort=links`)).json())[0]).toBe('soil')
    const page = (await rosa.get(map)).body
    expect(page.match(/<svg class="(wide|narrow)"/g)).toHaveLength(2)
    expect(page).toContain('<title>water: 3 pages and one thing to find out</title>')
    expect(page).toContain('<title>We should know: How many eels?</title>')
    expect(page).not.toContain('We should know: What is soil?')
    expect((await noor.get(map)).statusCode).toBe(404)
    expect((await ada.get(map)).body).toContain(/<svg class="wide"[\s\S]*?<\/svg>/.exec(page)![0])
  })

  it('says nothing of tools that are switched off, nor of what was taken away', async () => {
    await world.owner`update space set tools = array_remove(array_remove(tools, 'links'), 'gaps') where id = ${river.id}`
    const data = (await ada.json(map)).json()
    expect(titles(data)).toEqual(['water', 'light', 'soil'])
    expect(data.wanted).toEqual([])
    expect((await ada.get(map)).body).not.toContain('To find out')
    await world.owner`update space set tools = tools || '{links,gaps}' where id = ${river.id}`
  })

  it('asks as much for many topics as for few', async () => {
    const few = (await world.statementsOf(() => ada.get(map))).length
    for (let n = 0; n < 12; n++)
      await ada.post(`${river.path}/pages`, { title: `P ${n}`, text: 'x', tags: `t${n}, t${n + 1}, u${n % 5}` })
    expect((await world.statementsOf(() => ada.get(map))).length).toBe(few)
    expect(few).toBeLessThanOrEqual(5)
  })
})

/** As many topics as are wanted, tied as those of a library are. */
function made(count: number): { topics: Topic[]; ties: Tie[]; wanted: Wanted[] } {
  const topics = Array.from({ length: count }, (_, n) => ({
    tag: `topic-number-${n}`,
    pages: Math.ceil(40 / (n + 1)),
    links: n % 4,
    gaps: n % 3,
  }))
  const ties = topics
    .slice(1)
    .flatMap(({ tag: b }, n) => [{ a: topics[Math.floor(n / 3)]!.tag, b, count: 1 + (n % 3) }])
  const wanted = Array.from({ length: 12 }, (_, n) => ({
    id: n,
    title: `How do we find out what number ${n} is about?`,
    tags: [topics[n % count]!.tag],
  }))
  return { topics, ties, wanted }
}

const overlaps = (spots: Spot[], letters: number) =>
  spots.flatMap((one, n) =>
    spots.slice(n + 1).filter((other) => {
      const half = (spot: Spot) => Math.max(spot.r, spot.label.length * letters * 0.25)
      const across = Math.abs(one.x - other.x) < half(one) + half(other)
      const [upper, lower] = one.y <= other.y ? [one, other] : [other, one]
      return across && upper.y + upper.r + letters > lower.y - lower.r
    }),
  )

describe('the picture', () => {
  it('is the same for the same topics, lies within its sheet, and its words do not lie on each other', () => {
    for (const [sheet, count] of [
      [wide, 24],
      [narrow, 8],
    ] as const) {
      const { topics, ties, wanted } = made(count)
      const few = wanted.slice(0, sheet.gaps)
      const picture = draw(sheet, topics, ties, few)
      expect(picture).toEqual(draw(sheet, topics, ties, few))
      expect(picture.spots).toHaveLength(count + few.length)
      for (const { x, y, r } of picture.spots) {
        expect(x - r).toBeGreaterThanOrEqual(0)
        expect(x + r).toBeLessThanOrEqual(sheet.width)
        expect(y - r).toBeGreaterThanOrEqual(0)
        expect(y + r).toBeLessThanOrEqual(sheet.height)
      }
      expect(overlaps(picture.spots, sheet.letters).length).toBeLessThanOrEqual(3)
    }
  })

  it('of one topic and of none is a picture', () => {
    expect(draw(wide, [], [], [])).toEqual({ width: 900, height: 400, spots: [], lines: [] })
    const { spots } = draw(wide, made(1).topics, [], [])
    expect(spots.every(({ x, y }) => Number.isFinite(x) && Number.isFinite(y))).toBe(true)
  })

  it('of five hundred topics takes no more than a moment, and a served one at most sixty', () => {
    const measure = (count: number) => {
      const { topics, ties, wanted } = made(count)
      const began = performance.now()
      draw(wide, topics, ties, wanted)
      return performance.now() - began
    }
    measure(60)
    expect(measure(60)).toBeLessThan(2000)
    expect(measure(500)).toBeLessThan(10_000)
  })
})
