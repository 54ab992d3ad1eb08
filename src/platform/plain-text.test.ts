import { expect, it } from 'vitest'
import { oneLine } from './plain-text.ts'

it.each([
  ['  Seeds \n\t and  jars ', 'Seeds and jars'],
  ['Qui vient\u00a0?', 'Qui vient\u00a0?'],
  ['Qui\u202f: nous', 'Qui\u202f: nous'],
  ['too \u00a0 wide', 'too wide'],
  ['bell\u0007 and end\u0000', 'bell and end'],
  ['\u00a0', ''],
  [undefined, ''],
])('is one line, in which a space that must not be broken stays: %j', (typed, line) => {
  expect(oneLine(typed)).toBe(line)
})
