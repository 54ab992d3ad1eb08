import { Type as T } from '@sinclair/typebox'
import { meOf } from '../../spine/request/ctx.ts'
import { done, post } from '../../spine/request/route.ts'
import { Url } from '../../spine/request/schemas.ts'

/** Whether others see what one reads just now. Nobody does until one says so. */
export const presence = post('/me/presence', {
  access: 'person',
  summary: 'Choose whether others who read the same see that you are there (shown), or not',
  body: T.Object({ shown: T.Optional(T.Boolean()) }),
  response: Url,
  async handle(ctx, { body }) {
    // Open pages hear of it by themselves.
    await ctx.sql`insert into profile (person_id, shows_presence) values (${meOf(ctx).id}, ${body.shown === true})
      on conflict (person_id) do update set shows_presence = excluded.shows_presence`
    return done('/me#presence', { url: '/me' })
  },
})

/** Whether those who talk in small groups see of each other how far they have read. Nobody does until one says so. */
export const shownReading = post('/me/shown-reading', {
  access: 'person',
  summary:
    'Choose whether others in conversations and small groups see how far you have read (shown), and you see it of those who show it, or not',
  body: T.Object({ shown: T.Optional(T.Boolean()) }),
  response: T.Object({ url: T.String() }),
  async handle(ctx, { body }) {
    await ctx.sql`insert into profile (person_id, shows_reading) values (${meOf(ctx).id}, ${body.shown === true})
      on conflict (person_id) do update set shows_reading = excluded.shows_reading`
    return done('/me#shown-reading', { url: '/me' })
  },
})
