import { Type as T } from '@sinclair/typebox'
import type { Pool, Sql } from '../../platform/database/connect.ts'
import { invalid, Problem } from '../../platform/http/problems.ts'
import { countCode, forgiveCodes, noteWrongCode } from '../../spine/people/code-tries.ts'
import { dropSecret, keptSecret } from '../../spine/people/cookies.ts'
import { hashOf } from '../../spine/people/credential.ts'
import { noteKey } from '../../spine/people/key-events.ts'
import { useCode } from '../../spine/people/second-step.ts'
import { openSession } from '../../spine/people/sessions.ts'
import type { Request } from '../../spine/request/ctx.ts'
import { done, elsewhere, get, page, post } from '../../spine/request/route.ts'
import { Url } from '../../spine/request/schemas.ts'
import { codePage } from './views/code.ts'

interface Half {
  personId: number
  name: string
}

/** The second step of signing in, for whoever set one up. */
export const code = [
  get('/sign-in/code', {
    access: 'anyone',
    summary: 'The page that asks for a code of one’s app, after the password or a mailed link',
    response: T.Object({ name: T.String() }),
    async handle(ctx) {
      if (ctx.me) return elsewhere('/')
      const half = await halfOf(ctx.sql, ctx)
      if (!half) return elsewhere('/sign-in')
      return page({ name: half.name }, () => codePage(ctx, half.name))
    },
  }),

  post('/sign-in/code', {
    access: 'anyone',
    summary: 'Sign in with the code of one’s app, or a recovery code; each works once',
    body: T.Object({ code: T.String({ minLength: 1, maxLength: 40 }) }),
    response: Url,
    async prepare(door) {
      const half = await halfOf(door.site.database.app, door)
      if (!half) throw new Problem(403, 'half-over')
      await countCode(door, half.personId)
      return half
    },
    async handle(ctx, { body, prepared: half }) {
      const proof = await useCode(ctx, half.personId, body.code)
      if (!proof) {
        noteWrongCode(ctx, half.personId)
        throw invalid('code', 'wrong-code')
      }
      const [ended] = await ctx.sql<
        { going: string }[]
      >`select going from end_half(${hashOf(keptSecret(ctx, 'half')!)})`
      if (!ended) throw new Problem(403, 'half-over')
      await openSession(ctx, half.personId)
      if (proof.by === 'recovery') await noteKey(ctx, half.personId, 'code-used', { what: String(proof.left) })
      forgiveCodes(ctx, half.personId)
      return done(ended.going, { url: ended.going })
    },
    async form(ctx, again) {
      const half = await halfOf(ctx.sql, ctx)
      return codePage(ctx, half?.name ?? '', again)
    },
  }),

  post('/sign-in/code/leaving', {
    access: 'anyone',
    summary: 'Give up half-way, and start again',
    response: Url,
    async handle(ctx) {
      const secret = keptSecret(ctx, 'half')
      if (secret) await ctx.sql`select from end_half(${hashOf(secret)})`
      dropSecret(ctx, 'half')
      return done('/sign-in', { url: '/sign-in' })
    },
  }),
]

/** Who is half in, in this browser. */
async function halfOf(sql: Sql | Pool, door: Pick<Request, 'site' | 'raw'>): Promise<Half | undefined> {
  const secret = keptSecret(door, 'half')
  if (!secret) return undefined
  const [half] = await sql<Half[]>`select * from half_of(${hashOf(secret)})`
  return half
}
