import { Type as T } from '@sinclair/typebox'
import { invalid, notFound } from '../../platform/http/problems.ts'
import { newApplicationPassword } from '../../spine/people/applications.ts'
import { applicationCredential } from '../../spine/people/basic.ts'
import { hashOf, newSecret } from '../../spine/people/credential.ts'
import { type KeyVerb, noteKey } from '../../spine/people/key-events.ts'
import { meOf, type Request } from '../../spine/request/ctx.ts'
import { done, get, page, post } from '../../spine/request/route.ts'
import { Url } from '../../spine/request/schemas.ts'
import { keysOf } from './own.ts'
import { madePage, newProgramPage } from './views/programs.ts'

const Body = T.Object({
  name: T.String({ minLength: 1, maxLength: 80 }),
  write: T.Optional(T.Boolean()),
  days: T.Optional(T.Integer({ minimum: 1, maximum: 3650 })),
})

/** Tokens for programs that send one, passwords for applications that know only a name and a password. */
export const programs = [
  get('/me/tokens/new', {
    access: 'person',
    grave: true,
    summary: 'The page that makes a token for a program',
    response: T.Object({}),
    handle: async (ctx) => page({}, () => newProgramPage(ctx, 'token')),
  }),

  post('/me/tokens', {
    access: 'person',
    grave: true,
    summary: 'Make a token for a program; it is shown once',
    body: Body,
    response: T.Object({ id: T.Integer(), token: T.String() }),
    async handle(ctx, { body }) {
      const token = newSecret('copse_')
      const id = await make(ctx, 'token', body, token)
      return page({ id, token }, () => madePage(ctx, 'token', body.name, token), {
        status: 201,
        address: '/me/keys#tokens',
      })
    },
    form: async (ctx, again) => newProgramPage(ctx, 'token', again),
  }),

  get('/me/applications/new', {
    access: 'person',
    grave: true,
    summary: 'The page that makes a password for an application',
    response: T.Object({}),
    handle: async (ctx) => page({}, () => newProgramPage(ctx, 'application')),
  }),

  post('/me/applications', {
    access: 'person',
    grave: true,
    summary:
      'Make a password for an application that signs in by HTTP Basic, with your handle or address; it is shown once',
    body: Body,
    response: T.Object({ id: T.Integer(), password: T.String() }),
    async handle(ctx, { body }) {
      const password = newApplicationPassword()
      const id = await make(ctx, 'application', body, applicationCredential(password))
      const { email } = await keysOf(ctx)
      const view = () => madePage(ctx, 'application', body.name, password, email ?? undefined)
      return page({ id, password }, view, { status: 201, address: '/me/keys#applications' })
    },
    form: async (ctx, again) => newProgramPage(ctx, 'application', again),
  }),

  post('/me/tokens/:token/ending', {
    access: 'person',
    summary: 'End a token, or a password of an application, at once',
    params: T.Object({ token: T.Integer() }),
    response: Url,
    async handle(ctx, { params }) {
      const [row] = await ctx.sql<[{ ended: number }]>`select end_token(${params.token}) ended`
      if (!row.ended) throw notFound()
      return done('/me/keys#tokens', { url: '/me/keys' })
    },
  }),
]

/** @returns its id. Only the hash of its secret is kept. */
async function make(
  ctx: Request,
  kind: Extract<KeyVerb, 'token' | 'application'>,
  body: { name: string; write?: boolean; days?: number },
  secret: string,
): Promise<number> {
  const name = body.name.trim()
  if (!name) throw invalid('name', 'needed')
  const scopes = body.write ? ['read', 'write'] : ['read']
  const expires = body.days ? new Date(ctx.now.getTime() + body.days * 86_400_000) : null
  const [row] = await ctx.sql<
    [{ id: number }]
  >`select make_token(${name}, ${hashOf(secret)}, ${scopes}, ${expires}, ${kind}) id`
  await noteKey(ctx, meOf(ctx).id, kind, { what: name })
  return row.id
}
