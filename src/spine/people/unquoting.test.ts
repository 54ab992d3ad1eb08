import { describe, expect, it } from 'vitest'
import { withoutQuotes } from './unquoting.ts'

const theirs = { theirs: (item: number, number: number) => item === 7 && number === 2 }
const wrote = '**Ines** wrote ([#2](/c/river/discussions/7-brown-water/messages/2)):'

describe('a source without what it quotes of someone', () => {
  it('loses the quotation and keeps all other words', () => {
    const source = `Before.\n\n> ${wrote}\n>\n> It is clay.\n> Twice.\n\nI agree.\n\n> An own quotation.`
    expect(withoutQuotes(source, theirs)).toBe('Before.\n\n> …\n\nI agree.\n\n> An own quotation.')
  })

  it('keeps quotations of others, of other numbers and of other items', () => {
    for (const other of [
      wrote.replace('messages/2', 'messages/22'),
      wrote.replace('/7-', '/71-'),
      wrote.replace('/7-brown-water/', '/8/'),
    ])
      expect(withoutQuotes(`> ${other}\n>\n> Words.`, theirs)).toBe(`> ${other}\n>\n> Words.`)
  })

  it('finds it inside somebody else’s quotation', () => {
    const source = `> **Luc** wrote ([#3](/c/river/discussions/7/messages/3)):\n>\n> > ${wrote}\n> >\n> > It is clay.\n>\n> Is it?\n\nYes.`
    expect(withoutQuotes(source, theirs)).toBe(
      '> **Luc** wrote ([#3](/c/river/discussions/7/messages/3)):\n>\n> > …\n>\n> Is it?\n\nYes.',
    )
  })

  it('keeps the words and not the name, where they stay', () => {
    expect(withoutQuotes(`> ${wrote}\n>\n> It is **clay**.`, { ...theirs, name: 'Someone who left' })).toBe(
      `> ${wrote.replace('Ines', 'Someone who left')}\n>\n> It is **clay**.`,
    )
  })

  it('ends with however many lines there are', () => {
    const deep = `${'>'.repeat(5000)} ${wrote}`
    expect(withoutQuotes(deep, theirs).length).toBeLessThan(20_000)
    expect(withoutQuotes('', theirs)).toBe('')
  })
})
