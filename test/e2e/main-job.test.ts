import { describe, it } from 'vitest'
import { finger, type Hand, keys, mouse, plain } from './hands.ts'
import { mainJob } from './main-job.ts'
import { type Look, openStage } from './stage.ts'

const ways: [string, Hand, Look][] = [
  ['with a mouse', mouse, {}],
  ['with the keyboard alone', keys, {}],
  ['without scripts', plain, { scripts: false }],
  ['with a finger, 320 pixels wide', finger, { width: 320, height: 640, touch: true }],
]

// Each way begins with a site that nobody has founded yet.
describe.each(ways)('the main job, %s', async (_, hand, look) => {
  const stage = await openStage()
  it('is done', () => mainJob(stage, hand, look))
})
