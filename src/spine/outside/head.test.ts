import { describe, expect, it } from 'vitest'
import { headIn } from './head.ts'

const titleIn = (markup: string) => headIn(markup).title

describe('what a page says of itself', () => {
  it('is the title that it shows', () => {
    expect(titleIn('<title>Site | Page</title><meta property="og:title" content="Page &quot;one&quot;">')).toBe(
      'Page "one"',
    )
    expect(titleIn('<TITLE lang=x> A <b>B</b> &amp; C</TITLE>')).toBe('A <b>B</b> & C')
    expect(titleIn('<META PROPERTY=og:title CONTENT=""><title>A</title><svg><title>B</title></svg>')).toBe('A')
    expect(titleIn('<title></title>')).toBe(undefined)
    expect(titleIn('<svg><title></title></svg><title>Late</title>')).toBe(undefined)
    expect(titleIn(`<title>${'x '.repeat(500)}</title>`)!.length).toBeLessThan(200)
  })

  it('is its site, what it is about and its language, each on one line', () => {
    const markup = `<html lang="fr-CA"><meta name=description content="Pour tous.">
<meta property="og:site_name" content="  Rivières\n vivantes "><meta property="og:description" content="${'mot '.repeat(100)}">`
    const head = headIn(markup)
    expect(head).toMatchObject({ site: 'Rivières vivantes', lang: 'fr' })
    expect(head.description!.length).toBeLessThanOrEqual(200)
    expect(headIn('<meta name="Description" content="For all.">').description).toBe('For all.')
    expect(headIn('<html lang="??">')).toEqual({})
  })

  it('has no signs that nobody sees, and nothing that turns what is read', () => {
    expect(titleIn('<title>safe\u202Egnp.exe\u0007\u200B\u2066x</title>')).toBe('safegnp.exex')
    expect(headIn('<meta name=description content="&#x202E;abc&#0;&#8203;">').description).toBe('abc�')
  })

  it.each([
    '<meta property="og:title" ',
    '<title ',
    '<title>x',
    '<html lang=',
    '<meta property="og:title" content="x">',
    '<meta name="description" content=\'',
  ])('is read in time, whatever its page is made of: %s', (piece) => {
    const began = Date.now()
    headIn(piece.repeat((512 * 1024) / piece.length))
    expect(Date.now() - began).toBeLessThan(2000)
  })
})
