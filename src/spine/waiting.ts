import { Type as T } from '@sinclair/typebox'
import type { Sql } from '../platform/database/connect.ts'
import { nullable } from './request/schemas.ts'
import type { Site } from './request/site.ts'

/** What asks: no more than who asks, when, and the open transaction. All sent at once with the page's other queries. */
export interface Asking {
  site: Site
  sql: Sql
  now: Date
}

/** One thing that waits for a person, or that a host looks after. The sentence is the text `waiting.<kind>`. */
export interface Waiting {
  kind: string
  icon: string
  url: string
  title: string
  lang: string
  /** Whose doing it is. */
  by: string | null
  count?: number
  at: Date
  /** By when it is to be done (YYYY-MM-DD): said instead of since when it waits. */
  due?: string
  space: { slug: string; name: string }
  /** What can be answered right there: addresses of verbs, each with its text `waiting.answer.<words>`. */
  answers?: { address: string; words: string; kind?: string; fields?: Record<string, string>; undo?: boolean }[]
}

export const WaitingSchema = T.Object({
  kind: T.String(),
  url: T.String(),
  title: T.String(),
  by: nullable(T.String()),
  at: T.String(),
  due: T.Optional(T.String()),
  space: T.Object({ slug: T.String(), name: T.String() }),
})

/** What a tool knows to wait for the asking person, newest first, in the spaces that the request entered. */
export type WaitingSource = (asking: Asking, most: number) => Promise<Waiting[]>

/** All that waits, from all sources, newest first. */
export async function allWaiting(sources: readonly WaitingSource[], asking: Asking, most: number): Promise<Waiting[]> {
  const found = await Promise.all(sources.map((source) => source(asking, most)))
  return found
    .flat()
    .sort((a, b) => b.at.getTime() - a.at.getTime())
    .slice(0, most)
}

/** As the API tells it. */
export function presentWaiting({ kind, url, title, by, at, due, space }: Waiting) {
  return { kind, url, title, by, at: at.toISOString(), ...(due && { due }), space }
}
