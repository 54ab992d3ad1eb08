import { Type as T } from '@sinclair/typebox'
import { chooseToSave } from '../../spine/people/data-saver.ts'
import { done, post } from '../../spine/request/route.ts'
import { Url } from '../../spine/request/schemas.ts'

/** For whoever pays for each megabyte. */
export const dataSaver = post('/me/data-saver', {
  access: 'person',
  summary: 'Choose whether pictures and films come only when you ask for them (saves), or by themselves',
  body: T.Object({ saves: T.Optional(T.Boolean()) }),
  response: Url,
  async handle(ctx, { body }) {
    await chooseToSave(ctx, body.saves === true)
    return done('/me#data-saver', { url: '/me' })
  },
})
