import { expect, it } from 'vitest'
import { withoutUnseen } from './unseen.ts'

it('lets go of what nobody sees, whatever Unicode calls it', () => {
  const unseen = [
    ...'\u0000\u0007\n\t\u007f\u0085\u009f',
    ...'\u00ad\u061c\u180e\u200b\u200e\u200f\u202a\u202e\u2060\u2066\u2069\ufeff\ufff9\u{e0041}',
    ...'\u2028\u2029',
    '\ud800',
    '\u200c',
    '\u200d',
  ]
  for (const sign of unseen) expect([sign, withoutUnseen(`le${sign}vels`)]).toEqual([sign, 'levels'])
})

it('keeps joiners where letters or pictures are joined or parted, and nowhere else', () => {
  for (const name of [
    'نامه\u200cها',
    'क\u094d\u200dष',
    'ശ്രീ\u0d7bന\u0d4d\u200d',
    '👩🏽\u200d🌾 harvest',
    '👨\u200d👩\u200d👧',
    '🏳\ufe0f\u200d🌈',
    '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}.png',
    'Übergröße été 日本語 עברית',
  ])
    expect(withoutUnseen(name)).toBe(name)
  expect(withoutUnseen('نامه\u200c')).toBe('نامه')
  expect(withoutUnseen('نامه\u200c\u200c\u200cها')).toBe('نامهها')
  expect(withoutUnseen('👩\u200d')).toBe('👩')
  expect(withoutUnseen('\u200dक')).toBe('क')
  expect(withoutUnseen('\u{e0067}\u{e007f}flag')).toBe('flag')
})
