import type { Ctx } from '../../spine/request/ctx.ts'
import { spaceOf } from '../../spine/request/ctx.ts'
import { entriesOn, plainName } from '../files/index.ts'
import { hrefOf, type Place } from './address.ts'
import type { Resource } from './resource.ts'

/** A place in a space, with what is there and what it lies in. */
export interface Spot {
  space: string
  /** As they would be kept: what is compared with names that are. */
  names: string[]
  /** The folders above, from outside to inside, as far as they are there. */
  above: Resource[]
  /** What is there: a file or folder, the shelf itself (`top`), or nothing. */
  found: Resource | undefined
  top: boolean
  /** Whether all folders above are there: something can be put here. */
  reachable: boolean
}

/** Looks up a path in the space of the transaction. */
export async function spotAt(ctx: Ctx, asked: string[]): Promise<Spot> {
  const { slug } = spaceOf(ctx)
  const names = asked.map(asKept)
  const on = names.length ? await entriesOn(ctx, names) : []
  const found = names.length && on.length === names.length ? on.at(-1) : undefined
  const above = found ? on.slice(0, -1) : on
  const reachable = above.length >= names.length - 1 && above.every(({ isFolder }) => isFolder)
  return { space: slug, names, above, found, top: names.length === 0, reachable }
}

export function hrefOfSpot({ space, names, found, top }: Spot): string {
  const place: Place = { kind: 'shelf', space, names }
  return hrefOf(place, top || (found?.isFolder ?? false))
}

/** The folder that it lies in; null: right on the shelf. */
export function parentOf({ above }: Spot): number | null {
  return above.at(-1)?.id ?? null
}

export function aboveIds({ above }: Spot): number[] {
  return above.map(({ id }) => id)
}

/** A name as it would be kept; one that cannot be is looked for as it is, and is nowhere. */
function asKept(name: string): string {
  try {
    return plainName(name)
  } catch {
    return name
  }
}
