import { Type as T } from '@sinclair/typebox'
import { invalid } from '../../platform/http/problems.ts'
import { secure } from '../../platform/http/server.ts'
import { dropSession } from '../../spine/people/credential.ts'
import { queueMail } from '../../spine/people/mailing.ts'
import { type Ctx, meOf } from '../../spine/request/ctx.ts'
import { done, get, page, post } from '../../spine/request/route.ts'
import { Url } from '../../spine/request/schemas.ts'
import { neverWithoutHost } from '../../spine/spaces/communities.ts'
import { forgettingPage, forgottenPage } from './views/forgetting.ts'

/** A community that would be left without a host. */
export interface HostedAlone {
  slug: string
  name: string
  people: number
}

const path = '/me/forgetting'

/** Being forgotten. */
export const forgetting = [
  get(path, {
    access: 'person',
    everything: true,
    grave: true,
    summary: 'Before being forgotten: what goes, what stays, and what must be handed over first',
    response: T.Object({
      hostedAlone: T.Array(T.Object({ slug: T.String(), name: T.String(), people: T.Integer() })),
    }),
    load: ({ sql }) => hostedAlone({ sql }),
    async handle(ctx, _input, alone) {
      return page({ hostedAlone: alone }, () => forgettingPage(ctx, alone))
    },
  }),

  post(path, {
    access: 'person',
    everything: true,
    grave: true,
    summary: 'Be forgotten: your account ends at once, a job takes your words away, or your name from them',
    body: T.Object({
      words: T.Union([T.Literal('take'), T.Literal('leave')]),
      /** Typed, so that it does not happen by a slip of the hand. */
      handle: T.String({ maxLength: 60 }),
    }),
    response: Url,
    async handle(ctx, { body }) {
      const me = meOf(ctx)
      if (body.handle.trim().replace(/^@/, '').toLowerCase() !== me.handle.toLowerCase())
        throw invalid('handle', 'not-yours')
      await sayGoodbye(ctx)
      await neverWithoutHost(ctx.sql`select forget_me(${body.words === 'leave'})`)
      dropSession(ctx.reply, secure(ctx.raw, ctx.site.config))
      return done('/forgotten', { url: '/forgotten' })
    },
    form: async (ctx, again) => forgettingPage(ctx, await hostedAlone(ctx), again),
  }),

  get('/forgotten', {
    access: 'anyone',
    summary: 'After being forgotten',
    response: T.Object({}),
    async handle(ctx) {
      return page({}, () => forgottenPage(ctx))
    },
  }),
]

function hostedAlone({ sql }: Pick<Ctx, 'sql'>): Promise<HostedAlone[]> {
  return sql<HostedAlone[]>`select slug, name, people from hosted_alone()`
}

/** A last letter: if somebody else did this, its person must hear of it. It is in nobody's name. */
async function sayGoodbye(ctx: Ctx): Promise<void> {
  const { lang } = meOf(ctx)
  const [login] = await ctx.sql<{ email: string }[]>`select email from my_login()`
  if (login) await queueMail(ctx, { kind: 'forgotten', address: login.email, personId: null, subjectId: 0, lang })
}
