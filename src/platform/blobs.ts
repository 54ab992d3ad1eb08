import type { Readable } from 'node:stream'

export { blobsIn } from './blobs/disk.ts'
export { type Stores, storesOf } from './blobs/stores.ts'

/** What a store says of bytes that it keeps. */
export interface Kept {
  hash: string
  bytes: number
}

/** What lies in a store. */
export interface Lying extends Kept {
  /** When it was put there last, in milliseconds. */
  at: number
}

/** Bytes kept by their SHA-256, in hexadecimal. The same bytes are kept once. */
export interface Blobs extends Coming {
  /** Keeps a stream; nothing is visible until all of it is kept. Bytes that were there already count as new again. */
  put(from: Readable): Promise<Kept>
  /** @param part bytes from `start` to `end`, both included */
  read(hash: string, part?: { start: number; end: number }): Readable
  bytes(hash: string): Promise<Buffer>
  /** Where a program can read it as a file, until it says that it is done. */
  local(hash: string): Promise<{ path: string; done(): Promise<void> }>
  has(hash: string): Promise<boolean>
  /** How many bytes are kept under it; undefined where it is not there. */
  size(hash: string): Promise<number | undefined>
  /**
   * Removes what began to come longer ago than so many milliseconds and never came: the process ended meanwhile.
   * @param coming the same for what comes in parts, which somebody may still go on with
   */
  forgetUnfinished(age: number, coming?: number): Promise<void>
  /** What has lain there longer than so many milliseconds, in the order of hashes, read as it is asked for. */
  olderThan(age: number): AsyncIterable<Lying>
  /**
   * Removes what was put there longer ago than so many milliseconds, and not again meanwhile: what is put at this moment is
   * there afterwards. One process of all may do this at a time. @returns whether it did
   */
  letGo(hash: string, age: number): Promise<boolean>
  remove(hash: string): Promise<void>
}

/**
 * Bytes that come in parts, over days, connections and processes. Whoever began holds the name, which nobody can guess.
 * Each function but `begin` throws `ComingTrouble` `gone` where nothing has that name.
 */
export interface Coming {
  begin(): Promise<string>
  /**
   * Adds bytes where the others end. When it returns, they are kept for good. Where the stream breaks, what came of it is
   * kept: so it returns how far it is, and not that it broke. Another `append` of this process to the same name ends it.
   * @returns the new length
   * @throws ComingTrouble `offset` where so many are not there, `busy` where another process is writing it
   */
  append(name: string, offset: number, from: Readable): Promise<number>
  /** How many bytes are kept of it. */
  length(name: string): Promise<number>
  /** Makes a blob of it. It can be asked again, and says the same, until the name is dropped. @throws ComingTrouble `busy` */
  finish(name: string): Promise<Kept>
  /** Lets go of the name, and of what came under it unless it was finished. Never fails for what is gone. */
  drop(name: string): Promise<void>
}

/** So long a name waits for its next part. */
export const COMING_AGE = 7 * 86_400_000

/** A part does not fit. */
export class ComingTrouble extends Error {
  constructor(
    readonly why: 'gone' | 'offset' | 'busy',
    /** How many bytes are there, where that is the trouble. */
    readonly length?: number,
  ) {
    super({ gone: 'nothing has this name', offset: 'so many bytes are not there', busy: 'another writes it' }[why])
  }
}
