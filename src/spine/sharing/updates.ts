import type { GC, Item } from 'yjs'
import { Depths } from './depth.ts'

/** The library comes with the first word that somebody writes: a site on which nobody does has no memory for it. */
const yjs = () => import('yjs')

/** One row of a log. */
export interface Logged {
  number: number
  data: Uint8Array
}

/** A piece of an update: what was written, or that something was there once. */
export type Struct = GC | Item

/** Values within values (attributes, embedded things) go no deeper than this: whoever reads them calls itself for each step. */
const DEEPEST_VALUE = 16

/** What is in an update, without what it leaves out; undefined, where it cannot be read: that is refused before it is logged. */
export async function readUpdate(data: Uint8Array): Promise<Struct[] | undefined> {
  const { decodeUpdate, Skip } = await yjs()
  try {
    const structs = decodeUpdate(data).structs.filter((one): one is Struct => !(one instanceof Skip))
    return structs.every((one) => !('content' in one) || isFlat(one.content)) ? structs : undefined
  } catch {
    return undefined
  }
}

/** Whether something else may lie in what this brings: words alone make no text deeper. */
export function nests(structs: readonly Struct[]): boolean {
  return structs.some((one) => 'content' in one && 'type' in one.content)
}

/** Whether an update can be read and makes a text no deeper than it may be. @param log all that the text is made of until now */
export async function fits(log: readonly Logged[], data: Uint8Array): Promise<boolean> {
  const structs = await readUpdate(data)
  if (!structs || !nests(structs)) return structs !== undefined
  const depths = new Depths()
  await followed(depths, log)
  return depths.take(structs)
}

/** Tells how deep things lie what was logged. */
export async function followed(depths: Depths, log: readonly Logged[]): Promise<void> {
  for (const { number, data } of log) {
    depths.follow((await readUpdate(data)) ?? [])
    depths.upto = number
  }
}

/** Whether the values in it, if there are any, hold no more than so many within each other. */
function isFlat(content: Item['content']): boolean {
  const { arr, embed, value } = content as { arr?: unknown; embed?: unknown; value?: unknown }
  let level: unknown[] = [arr, embed, value].filter((one) => typeof one === 'object' && one !== null)
  for (let depth = 0; level.length; depth++) {
    if (depth > DEEPEST_VALUE) return false
    level = level
      .flatMap((one) => Object.values(one as object))
      .filter((one) => typeof one === 'object' && one !== null)
  }
  return true
}

/** Several updates as one. */
export async function merged(rows: readonly Logged[]): Promise<Uint8Array> {
  if (rows.length === 1) return rows[0]!.data
  const { mergeUpdates } = await yjs()
  return mergeUpdates(rows.map(({ data }) => data))
}

/** What these updates have made, in one piece and without what was deleted on the way. */
export async function packed(rows: readonly Logged[]): Promise<Uint8Array> {
  const { applyUpdate, Doc, encodeStateAsUpdate } = await yjs()
  const doc = new Doc()
  doc.transact(() => {
    for (const { data } of rows) applyUpdate(doc, data)
  })
  const whole = encodeStateAsUpdate(doc)
  doc.destroy()
  return whole
}
