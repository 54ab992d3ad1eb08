import { setTimeout as pause } from 'node:timers/promises'

/**
 * Who takes away says so first, then looks how old it is, then takes it away, all of that within `TAKING_MS`. Who puts there
 * looks afterwards whether somebody says so, and then whether it is there. So one of the two sees the other.
 */
const TAKING_MS = 30_000
/** After that a sign is of a process that ended. */
const STALE_MS = 2 * TAKING_MS

export interface Place {
  /** Puts it there; it may be asked again. */
  put(): Promise<void>
  has(): Promise<boolean>
  /** How many milliseconds ago somebody said that they take it away; undefined where nobody does. */
  taking(): Promise<number | undefined>
}

/**
 * Puts something where it stays, whoever may be taking away what lay there before. That it is there is looked at last: between
 * putting and looking for a sign, all of the taking away may have happened, with its sign taken back.
 */
export async function settled(place: Place): Promise<void> {
  while (!(await stays(place)));
}

/** The same, once: whether it is there, and stays. For what lies there already and is to count as new. */
export async function stays(place: Place): Promise<boolean> {
  await place.put()
  for (let age = await place.taking(); age !== undefined && age < STALE_MS; age = await place.taking()) await pause(20)
  return place.has()
}

export interface Leaving {
  say(): Promise<void>
  unsay(): Promise<void>
  /** How many milliseconds ago it was put there; undefined where it is not. */
  age(): Promise<number | undefined>
  remove(): Promise<void>
}

/** Takes away what was put there longer ago than so many milliseconds, by now. @returns whether it did */
export async function letGo(leaving: Leaving, least: number): Promise<boolean> {
  const began = performance.now()
  await leaving.say()
  try {
    const age = await leaving.age()
    if (age === undefined || age < least || performance.now() - began > TAKING_MS / 2) return false
    await leaving.remove()
    return true
  } finally {
    await leaving.unsay()
  }
}
