import { describe, it } from 'vitest'
import { circleStory } from './communities.ts'
import { finger, type Hand, keys, mouse, plain } from './hands.ts'
import { type Look, openStage } from './stage.ts'

const ways: [string, Hand, Look][] = [
  ['with a mouse', mouse, {}],
  ['with the keyboard alone', keys, {}],
  ['without scripts', plain, { scripts: false }],
  ['on a phone', finger, { width: 360, height: 740, touch: true }],
]

describe.each(ways)(
  'a circle with its host, a member who asks, and a funder as its guest, %s',
  async (_, hand, look) => {
    const stage = await openStage()
    it('lives through its first day', () => circleStory(stage, hand, look))
  },
)
