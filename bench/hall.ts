import type { ChildProcess } from 'node:child_process'
import { loadavg } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import type { Pool } from '../src/platform/database/connect.ts'
import type { Hearers } from './hearers.ts'
import { memoryOf } from './processes.ts'
import { type Served, told } from './serve.ts'

/** Rooms that have listeners, and all that their measures need. */
export interface Hall {
  copse: Served
  owner: Pool
  slug: string
  /** Where the program writes how long its work had to wait: see `delay.ts`. */
  report: string
  /** Sessions of as many people as are ever connected. */
  cookies: string[]
}

/** A community with its host, and rooms switched on. @returns its slug */
export async function makeHall(owner: Pool): Promise<string> {
  await owner`update site set founded_at = now()`
  const [{ id }] = await owner<
    [{ id: number }]
  >`insert into person (handle, name, lang) values ('host', 'Ada Umeh', 'en') returning id`
  await owner`insert into login (person_id, email) values (${id}, 'host@example.org')`
  await owner`insert into profile (person_id, time_zone) values (${id}, 'Europe/Paris')`
  await owner`
    with s as (insert into space (kind, slug, name, purpose, lang, hue, created_by, tools)
      values ('community', 'river-keepers', 'River Keepers', 'To look after the river, together.', 'en', 130, ${id}, '{rooms}') returning id)
    insert into membership (space_id, person_id, standing) select id, ${id}, 'host' from s`
  return 'river-keepers'
}

/** A room in which nothing was said. @returns its number */
export async function openRoom({ owner, slug }: Hall): Promise<number> {
  const [{ id }] = await owner<[{ id: number }]>`
    with i as (insert into item (space_id, kind, author_id, title, lang)
      select id, 'room', created_by, 'By the fire', 'en' from space where slug = ${slug} returning id, space_id),
    r as (insert into room (item_id, space_id, about, slow) select id, space_id, '', 0 from i)
    insert into tail (item_id, space_id, kind) select id, space_id, 'room' from i returning item_id id`
  return id
}

/** These people, each with one of the rooms open. */
export function hearersOf({ copse }: Hall, cookies: string[], rooms: number[]): Hearers {
  const origin = originOf(copse)
  const hellos = rooms.map((item) => JSON.stringify({ watch: { item, modseq: 0 } }))
  return { url: `${origin.replace('http', 'ws')}/live`, origin, cookies, hellos }
}

export function originOf({ port }: Served): string {
  return `http://127.0.0.1:${port}`
}

/** Opens them all. @returns by how many kilobytes a connection the serving process has grown */
export async function openAll(ears: ChildProcess, order: Hearers, server: ChildProcess): Promise<number> {
  const before = memoryOf([server.pid!])
  ears.send(order)
  await told(ears)
  await pause(3_000)
  return ((memoryOf([server.pid!]) - before) * 1024) / order.cookies.length
}

/** Milliseconds of the clock that all processes share. */
export const now = () => Number(process.hrtime.bigint()) / 1e6
export const load = () => loadavg()[0]!.toFixed(1)

/** Where in a sorted list of times a part of them lies. */
export function at(times: number[], part: number): number {
  return [...times].sort((a, b) => a - b)[Math.floor(times.length * part)] ?? Number.NaN
}
