import { Type as T } from '@sinclair/typebox'
import { nothing } from '../../platform/html.ts'
import { get, page } from '../../spine/request/route.ts'

const Words = T.Object({
  asking: T.String(),
  recording: T.String(),
  done: T.String(),
  discard: T.String(),
  notNow: T.String(),
  refused: T.String(),
  name: T.String(),
})

/** What the recorder of voice messages says: fetched with its script, so that no page carries it along. */
export const recorder = get('/recorder', {
  access: 'person',
  summary: 'What the recorder of voice messages says, in your language',
  response: Words,
  async handle({ locale: { t } }) {
    const said = {
      asking: t('ui.record.asking'),
      recording: t('ui.record.recording'),
      done: t('ui.record.done'),
      discard: t('ui.record.discard'),
      notNow: t('ui.record.not-now'),
      refused: t('ui.record.refused'),
      name: t('ui.record.name'),
    }
    return page(said, () => nothing)
  },
})
