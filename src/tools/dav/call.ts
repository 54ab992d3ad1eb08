import { Refusal } from '../../platform/dav/refusal.ts'
import type { Request } from '../../spine/request/ctx.ts'
import { type DavCall, header } from '../../spine/request/dav.ts'
import type { Door } from '../../spine/request/protocol.ts'
import type { Place } from './address.ts'
import { type IfList, ifListsOf } from './if-header.ts'

export type Call = DavCall<Place>

export type Shelf = Extract<Place, { kind: 'shelf' }>

export const METHODS = [
  'OPTIONS',
  'GET',
  'HEAD',
  'PUT',
  'DELETE',
  'PROPFIND',
  'PROPPATCH',
  'MKCOL',
  'COPY',
  'MOVE',
  'LOCK',
  'UNLOCK',
]

/** Goes into the space of an address. @throws what `enter` throws; Refusal above spaces, where nothing is changed */
export function inShelf<T>(call: Call, writes: boolean, work: (ctx: Request, shelf: Shelf) => Promise<T>): Promise<T> {
  const { place } = call
  if (place.kind !== 'shelf') return call.enter({ space: null, writes: false }, aboveSpaces)
  return call.enter({ space: place.space, tool: 'files', writes }, (ctx) => work(ctx, place))
}

async function aboveSpaces(): Promise<never> {
  throw new Refusal(403)
}

/** @throws NotHeader */
export function ifOf({ raw }: Pick<Door, 'raw'>): IfList[] {
  return ifListsOf(header(raw, 'if'))
}
