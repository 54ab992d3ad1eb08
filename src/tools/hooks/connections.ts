import { Type as T } from '@sinclair/typebox'
import { cardOf, PersonSchema } from '../../spine/people/cards.ts'
import { type Request, spaceOf } from '../../spine/request/ctx.ts'
import { get, page } from '../../spine/request/route.ts'
import { nullable } from '../../spine/request/schemas.ts'
import { roomUrl } from '../rooms/index.ts'
import { connectable, type Incoming, incomingIn } from './incoming/incoming.ts'
import { outgoingIn } from './outgoing/outgoing.ts'
import { OutgoingSchema, presentOutgoing } from './outgoing/present.ts'
import { connectionsPage } from './views/connections.ts'

const IncomingSchema = T.Object({
  id: T.Integer(),
  name: T.String(),
  room: T.Object({ id: T.Integer(), title: T.String(), lang: T.String(), closed: T.Boolean(), url: T.String() }),
  by: PersonSchema,
  madeAt: T.String(),
  usedAt: nullable(T.String()),
  mayEnd: T.Boolean(),
})

/** All that joins a space with other systems: everyone there may know of it. */
export const connectionsRoute = get('/c/:space/connections', {
  access: 'reader',
  summary: 'What joins a space with other systems, since when and by whom; whole addresses for hosts',
  response: T.Object({
    incoming: T.Array(IncomingSchema),
    outgoing: T.Array(OutgoingSchema),
    /** Open rooms that whoever asks may connect. */
    rooms: T.Array(T.Object({ id: T.Integer(), title: T.String() })),
  }),
  async handle(ctx) {
    const shown = await connectionsOf(ctx)
    return page(shown, () => connectionsPage(ctx, shown))
  },
})

async function connectionsOf(ctx: Request) {
  const [incoming, outgoing, rooms] = await Promise.all([incomingIn(ctx), outgoingIn(ctx), connectable(ctx)])
  return {
    incoming: incoming.map((one) => presentIncoming(ctx, one)),
    outgoing: outgoing.map((one) => presentOutgoing(ctx, one)),
    rooms: rooms.map(({ id, title }) => ({ id, title })),
  }
}

export type Connections = Awaited<ReturnType<typeof connectionsOf>>

function presentIncoming(ctx: Request, { room, by, madeAt, usedAt, ...one }: Incoming) {
  const space = spaceOf(ctx)
  return {
    ...one,
    room: { ...room, url: roomUrl(space.slug, room.id, room.title) },
    by: cardOf(by),
    madeAt: madeAt.toISOString(),
    usedAt: usedAt?.toISOString() ?? null,
    mayEnd: space.standing === 'host' || by.id === ctx.me?.id,
  }
}
