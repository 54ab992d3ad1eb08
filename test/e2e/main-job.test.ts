import { it } from 'vitest'
import { mouse } from './hands.ts'
import { mainJob } from './main-job.ts'
import { openStage } from './stage.ts'

const stage = await openStage()

it('is done with a mouse', () => mainJob(stage, mouse))
