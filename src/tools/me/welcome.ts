import { Type as T } from '@sinclair/typebox'
import { invalid } from '../../platform/http/problems.ts'
import { keepFields, longest } from '../../spine/people/fields.ts'
import { dropSound, hasSound, keepSound, soundIn } from '../../spine/people/welcome.ts'
import { meOf } from '../../spine/request/ctx.ts'
import { done, post } from '../../spine/request/route.ts'
import { Url } from '../../spine/request/schemas.ts'
import { profileAgain } from './profile.ts'

export const welcome = [
  post('/me/welcome', {
    access: 'person',
    summary: 'A word of welcome: written, and, if you like, recorded as well',
    body: T.Object({
      welcome: T.Optional(T.String({ maxLength: longest.welcome })),
      hidden: T.Optional(T.Boolean()),
    }),
    files: true,
    response: Url,
    async handle(ctx, { body, files }) {
      const text = body.welcome?.trim() ?? ''
      // Not everyone can hear it: what is spoken is there to be read as well.
      if (!text && (files[0] || (await hasSound(ctx)))) throw invalid('welcome', 'write-it-too')
      if (files[0]) await keepSound(ctx, await soundIn(ctx, files[0]))
      await keepFields(ctx, { welcome: text }, body.hidden ? ['welcome'] : [])
      const url = `/people/${meOf(ctx).handle}`
      return done(url, { url })
    },
    form: profileAgain,
  }),

  post('/me/welcome/recording/removal', {
    access: 'person',
    summary: 'Delete your recording; what you wrote stays',
    response: Url,
    async handle(ctx) {
      await dropSound(ctx)
      return done('/me/profile#word', { url: '/me/profile' })
    },
  }),
]
