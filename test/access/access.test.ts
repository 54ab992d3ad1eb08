import { describe, expect, it } from 'vitest'
import { testSite } from '../site.ts'
import { tryEach } from './each.ts'
import { inSpace, lines, type Row, rows } from './matrix.ts'
import { namedApart, outside, type Who } from './standings.ts'

/**
 * Every route × every standing × both representations: here those of a space, in `above.test.ts` the others. A new route is in it
 * by itself: what its `access` says decides what is expected, and its parameters make the address. Where that is not enough, it has
 * a line in `lines`.
 */

tryEach(await testSite(), rows.filter(inSpace))

describe('the lines', () => {
  const isThere = (name: string) => rows.some(({ route }) => route === name)

  it('are of routes that there are, and of each once', () => {
    const told = lines.map(({ route }) => route)
    expect([...told, ...namedApart].filter((name) => !isThere(name))).toEqual([])
    expect(told.length).toBe(new Set(told).size)
  })

  it('open no space to outsiders, whatever else they say; the suspended are told why', () => {
    const opens = (row: Row) => outside.filter((who: Who) => inSpace(row) && row.expected[who] !== 404)
    const open = rows.flatMap((row) => opens(row).map((who) => `${who}: ${row.route}`))
    expect(open).toEqual(['suspended: GET /c/:space'])
  })
})
