import { Type as T } from '@sinclair/typebox'
import { notFound } from '../../platform/http/problems.ts'
import { record } from '../../spine/activity/record.ts'
import type { Ctx } from '../../spine/request/ctx.ts'
import { done, post } from '../../spine/request/route.ts'
import { Url } from '../../spine/request/schemas.ts'
import { declineInvitation, type Invited, myInvitations } from '../../spine/spaces/invitations.ts'
import { firstPage, whileUsable } from './joining.ts'

const One = T.Object({ invitation: T.Integer() })

/** Invited by name: it waits on one's home, and is answered there. */
export const invited = [
  post('/invitations/:invitation/acceptance', {
    access: 'person',
    summary: 'Join by an invitation to you by name',
    params: One,
    response: Url,
    async handle(ctx, { params }) {
      const { id, slug } = await mine(ctx, params.invitation)
      await whileUsable(() => ctx.sql`select join_by(${id})`)
      const [space] = await ctx.sql<[{ id: number; kind: string }]>`select id, kind from space where slug = ${slug}`
      await record(ctx, 'person.joined', space.id)
      return done(firstPage(slug, space.kind), { url: `/c/${slug}` })
    },
  }),

  post('/invitations/:invitation/declining', {
    access: 'person',
    summary: 'Say not now to an invitation to you by name',
    params: One,
    response: Url,
    async handle(ctx, { params }) {
      const { id } = await mine(ctx, params.invitation)
      await declineInvitation(ctx, id)
      return done('/', { url: '/' })
    },
  }),
]

/** @throws 404 for what is not the person's, or not open any more */
async function mine(ctx: Ctx, id: number): Promise<Invited> {
  const found = (await myInvitations(ctx)).find((one) => one.id === id)
  if (!found) throw notFound()
  return found
}
