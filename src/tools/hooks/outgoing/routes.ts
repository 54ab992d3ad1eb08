import { Type as T } from '@sinclair/typebox'
import { Invalid } from '../../../platform/http/problems.ts'
import { fetcherOf } from '../../../spine/outside/checking.ts'
import type { Request } from '../../../spine/request/ctx.ts'
import { done, get, page, post } from '../../../spine/request/route.ts'
import { Url } from '../../../spine/request/schemas.ts'
import type { Again } from '../../../ui/form.ts'
import { hereOf } from '../here.ts'
import { outgoingPage } from '../views/outgoing.ts'
import { newOutgoingPage } from '../views/outgoing-form.ts'
import { secretPage } from '../views/shown-once.ts'
import { checkedAddress } from './address.ts'
import { deliveriesOf, tellAgain, tellTrial } from './deliveries.ts'
import { KindsSchema, outgoingKinds } from './kinds.ts'
import { addOutgoing, changeOutgoing, outgoingFor, removeOutgoing, renewSecret, switchOutgoing } from './outgoing.ts'
import { DeliverySchema, OutgoingSchema, presentDelivery, presentOutgoing } from './present.ts'

const path = '/c/:space/connections/outgoing'
const one = `${path}/:hook`
const params = T.Object({ space: T.String(), hook: T.Integer() })
const Wish = { name: T.String({ maxLength: 200 }), kinds: T.Optional(KindsSchema), words: T.Optional(T.Boolean()) }

/** Addresses of other systems that are told what happens in a space. */
export const outgoingRoutes = [
  get(`${path}/new`, {
    access: 'host',
    summary: 'The form for telling another system what happens here, with the kinds of what can be told',
    response: T.Object({ kinds: T.Array(T.String()) }),
    handle: async (ctx) => page({ kinds: [...outgoingKinds] }, () => newOutgoingPage(ctx)),
  }),

  post(path, {
    access: 'host',
    summary: 'Tell an address of another system what happens here; the secret for its signatures is shown once',
    body: T.Object({ ...Wish, address: T.String({ maxLength: 2000 }) }),
    response: T.Object({ id: T.Integer(), secret: T.String(), url: T.String() }),
    // Looks up its name: for nobody who is not signed in, and never in a transaction.
    prepare: async ({ site, credential, body }) =>
      credential ? checkedAddress(fetcherOf(site), body.address).catch(refusal) : undefined,
    async handle(ctx, { body, prepared }) {
      if (prepared instanceof Invalid) throw prepared
      const { name, kinds = [], words = false } = body
      const { id, secret } = await addOutgoing(ctx, prepared!, { name, kinds, words })
      const url = `${hereOf(ctx)}/outgoing/${id}`
      return page({ id, secret, url }, () => secretPage(ctx, name, secret, url), { status: 201, address: url })
    },
    form: async (ctx, again) => newOutgoingPage(ctx, again),
  }),

  get(one, {
    access: 'host',
    summary: 'What another system is told, and the last fifty times that it was',
    params,
    response: T.Object({ ...OutgoingSchema.properties, deliveries: T.Array(DeliverySchema) }),
    async handle(ctx, { params }) {
      const shown = await shownOf(ctx, params.hook)
      return page(shown, () => outgoingPage(ctx, shown))
    },
  }),

  post(one, {
    access: 'host',
    summary: 'Change what it is called and what it is told',
    params,
    body: T.Object(Wish),
    response: Url,
    async handle(ctx, { params, body: { name, kinds = [], words = false } }) {
      await changeOutgoing(ctx, params.hook, { name, kinds, words })
      return there(ctx, params.hook)
    },
    form: pageAgain,
  }),

  post(`${one}/state`, {
    access: 'host',
    summary: 'Stop telling it, or go on with what still waits',
    params,
    body: T.Object({ on: T.Boolean() }),
    response: Url,
    async handle(ctx, { params, body }) {
      await switchOutgoing(ctx, params.hook, body.on)
      return there(ctx, params.hook)
    },
  }),

  post(`${one}/secret`, {
    access: 'host',
    summary: 'Another secret for its signatures, shown once; the old one counts no more',
    params,
    response: T.Object({ secret: T.String() }),
    async handle(ctx, { params }) {
      const { name } = await outgoingFor(ctx, params.hook)
      const secret = await renewSecret(ctx, params.hook)
      const url = `${hereOf(ctx)}/outgoing/${params.hook}`
      return page({ secret }, () => secretPage(ctx, name, secret, url), { status: 201, address: url })
    },
  }),

  post(`${one}/trial`, {
    access: 'host',
    summary: 'Send it a trial, once',
    params,
    response: Url,
    async handle(ctx, { params }) {
      await outgoingFor(ctx, params.hook)
      await tellTrial(ctx, params.hook)
      return there(ctx, params.hook)
    },
  }),

  post(`${one}/deliveries/:delivery/again`, {
    access: 'host',
    summary: 'Tell it something again that it was told or that was given up, under the same id',
    params: T.Object({ ...params.properties, delivery: T.Integer() }),
    response: Url,
    async handle(ctx, { params }) {
      await tellAgain(ctx, params.hook, params.delivery)
      return there(ctx, params.hook)
    },
  }),

  post(`${one}/removal`, {
    access: 'host',
    summary: 'Tell it nothing more, and forget what it was told',
    whenClosed: true,
    params,
    response: Url,
    async handle(ctx, { params }) {
      await removeOutgoing(ctx, params.hook)
      return done(hereOf(ctx), { url: hereOf(ctx) })
    },
  }),
]

/** What is wrong is said only to who may do this. */
function refusal(error: unknown): Invalid {
  if (error instanceof Invalid) return error
  throw error
}

function there(ctx: Request, hook: number) {
  const url = `${hereOf(ctx)}/outgoing/${hook}`
  return done(url, { url })
}

async function shownOf(ctx: Request, hook: number) {
  const known = await outgoingFor(ctx, hook)
  const deliveries = await deliveriesOf(ctx, hook)
  return { ...presentOutgoing(ctx, known), deliveries: deliveries.map((row) => presentDelivery(ctx, row)) }
}

async function pageAgain(ctx: Request, again: Again & { params: { hook: number } }) {
  return outgoingPage(ctx, await shownOf(ctx, again.params.hook), again)
}
