import { expect, it } from 'vitest'
import { mergedCleanly, mergedTexts } from './merge.ts'

const paragraphs = (count: number, word = 'a') => Array.from({ length: count }, () => word).join('\n\n')

it('brings two changes together, in whatever part of the text they are', () => {
  const base = 'One.\n\nTwo.\n\nThree.'
  expect(mergedTexts(base, 'One!\n\nTwo.\n\nThree.', 'One.\n\nTwo.\n\nThree!')).toEqual({
    text: 'One!\n\nTwo.\n\nThree!\n',
    both: 0,
  })
  expect(mergedTexts(base, 'One.\n\nTwo!\n\nThree.', 'One.\n\nTwo?\n\nThree.', (words) => `> ${words}`)).toEqual({
    text: 'One.\n\nTwo!\n\n> Two?\n\nThree.\n',
    both: 1,
  })
  expect(mergedCleanly(base, 'One.\n\nThree.', 'One!\n\nTwo.\n\nThree.')).toBeUndefined()
  expect(mergedCleanly(base, 'One.\n\nTwo.\n\nThree.\n\nFour.', 'One!\n\nTwo.\n\nThree.')).toBe(
    'One!\n\nTwo.\n\nThree.\n\nFour.',
  )
})

it('takes no longer where ten thousand blocks are the same, and loses nothing', () => {
  const base = paragraphs(10_000)
  const [mine, theirs] = [`mine\n\n${base}\n\nmine`, `theirs\n\n${base}\n\ntheirs`]
  const began = performance.now()
  const { text, both } = mergedTexts(base, mine, theirs)
  expect(performance.now() - began).toBeLessThan(2_000)
  expect(both).toBe(1)
  expect(text).toContain('mine')
  expect(text).toContain('theirs')
  expect(mergedCleanly(base, mine, theirs)).toBeUndefined()
  expect(mergedCleanly(base, `${base}\n\nmine`, `${base}\n\nb`)).toBeUndefined()
  const distinct = Array.from({ length: 5_000 }, (_, i) => `w${i}`).join('\n\n')
  expect(mergedTexts(distinct, `mine\n\n${distinct}`, `${distinct}\n\ntheirs`).both).toBe(0)
})
