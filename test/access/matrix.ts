import { expect } from 'vitest'
import { departures, routes } from '../routes.ts'
import type { Community, Person, TestSite } from '../site.ts'
import type { Line } from './line.ts'
import { around } from './lines/around.ts'
import { beginning } from './lines/beginning.ts'
import { calendar } from './lines/calendar.ts'
import { care } from './lines/care.ts'
import { conversations } from './lines/conversations.ts'
import { doors } from './lines/doors.ts'
import { files } from './lines/files.ts'
import { finding } from './lines/finding.ts'
import { hooks } from './lines/hooks.ts'
import { journeys } from './lines/journeys.ts'
import { library } from './lines/library.ts'
import { members } from './lines/members.ts'
import { mine } from './lines/mine.ts'
import { publishing } from './lines/publishing.ts'
import { rooms } from './lines/rooms.ts'
import { shelves } from './lines/shelves.ts'
import { talk } from './lines/talk.ts'
import { tending } from './lines/tending.ts'
import { welcome } from './lines/welcome.ts'
import {
  addressOf,
  conversationOn,
  note,
  othersOn,
  type Shelf,
  type Stage,
  shelfNames,
  shelfOn,
  stageFor,
  talkOn,
} from './stage.ts'
import { expectedOf, type Who } from './standings.ts'

/** Every route, and how it is asked and judged. A new route is here by itself; see `line.ts` for what it may need. */

export const lines: Line[] = [
  ...around,
  ...talk,
  ...conversations,
  ...library,
  ...publishing,
  ...shelves,
  ...calendar,
  ...finding,
  ...journeys,
  ...rooms,
  ...hooks,
  ...files,
  ...members,
  ...doors,
  ...mine,
  ...tending,
  ...beginning,
  ...welcome,
  ...care,
]

/** Every route with its line, or as its own words say. */
export const rows = routes.map((route) => {
  const name = `${route.method} ${route.url}`
  const line: Line = lines.find((one) => one.route === name) ?? {
    route: name,
    at: (stage) => addressOf(route, stage),
  }
  return { ...line, of: route, expected: expectedOf(route, line) }
})
export type Row = (typeof rows)[number]

export const inSpace = (row: Row) => row.of.url.includes('/c/:space')

/** Whether this can be done on the stage that others use: nothing changes, or only something of one's own. */
function keeps({ before, once, of, expected }: Row, who: Who): boolean {
  if (before) return false
  return of.method === 'GET' || expected[who] >= 400 || (of.access === 'person' && !once)
}

/** Whether it changes one discussion alone. */
function aboutTalk({ of }: Row): boolean {
  return of.url.startsWith('/c/:space/discussions/:id')
}

/** Which tool of the library it is about one thing of, if it is. */
function shelfOf({ of }: Row): Shelf | undefined {
  if (of.url.startsWith('/c/:space/files/')) return 'files'
  return shelfNames.find((name) => of.url.startsWith(`/c/:space/${name}/:id`))
}

/** The stages of a test's site, for each standing one that is used as often as possible. */
export function stagesIn(world: TestSite) {
  const shared = new Map<Who, Promise<Stage>>()
  const libraries = new Map<string, Promise<Stage>>()

  /** Reading changes nothing, and who is refused changes nothing: they share it. */
  function sharedStage(who: Who): Promise<Stage> {
    const stage = shared.get(who) ?? stageFor(world, who)
    shared.set(who, stage)
    return stage
  }

  function sharedLibrary(who: Who, shelf: Shelf): Promise<Stage> {
    const key = `${shelf} ${who}`
    const stage = libraries.get(key) ?? sharedStage(who).then((one) => shelfOn(one, shelf))
    libraries.set(key, stage)
    return stage
  }

  /** A stage on which this can be done: what it changes there, nobody else needs. */
  async function stage(row: Row, who: Who): Promise<Stage> {
    if (row.of.url.startsWith('/c/:space/conversation/')) return conversationOn(await sharedStage(who), who)
    const shelf = shelfOf(row)
    if (shelf) return keeps(row, who) ? sharedLibrary(who, shelf) : shelfOn(await sharedStage(who), shelf)
    if (keeps(row, who)) return sharedStage(who)
    if (aboutTalk(row)) return talkOn(await sharedStage(who))
    return inSpace(row) ? stageFor(world, who) : othersOn(who, await sharedStage(who))
  }

  /** Whether the browser comes to another stage than the program did: what was done there cannot be done again. */
  const twice = (row: Row, who: Who) => row.expected[who] < 400 && row.once === true && !keeps(row, who)

  return { sharedStage, stage, twice }
}

/** A stage, and the address on it that the visitor asks for. */
export type Visit = Stage & { at: string }

export async function visit(row: Row, stage: Stage): Promise<Visit> {
  await row.before?.(stage)
  return again(row, stage)
}

/** Where someone comes after another: to the same thing, unless it was changed. */
export async function again(row: Row, stage: Stage): Promise<Visit> {
  return { ...stage, at: await row.at(stage) }
}

export function ask(row: Row, { visitor, at, ...stage }: Visit, json: boolean) {
  const body = row.body?.({ visitor, ...stage }) ?? {}
  if (row.of.method === 'GET') return json ? visitor.json(at) : visitor.get(at)
  if (row.file) return visitor.upload(at, {}, [note], json ? { accept: 'application/json' } : {})
  return json ? visitor.post(at, body) : visitor.submit(at, body)
}

/** An answer without what differs each time; and what the database was asked for it, which is what takes its time. */
export async function told(row: Row, visit: Visit, json: boolean) {
  let answer: Awaited<ReturnType<Person['get']>> | undefined
  const asked = await visit.world.statementsOf(async () => {
    answer = await ask(row, visit, json)
  })
  const { statusCode: status, headers, body } = answer!
  return { status, body, asked, headers: { ...headers, date: 0, 'x-request-id': 0, 'content-length': 0 } }
}
export type Told = Awaited<ReturnType<typeof told>>

/** What was said of a space that is there, as if it was said of one that never was. */
export function asIfNever(real: Told, space: Community): Told {
  return { ...real, body: real.body.replaceAll(encodeURIComponent(space.slug), 'never-was') }
}

/** What a browser gets where a program gets `json`. */
export function asPage(row: Row, json: number): number {
  const read = row.of.method === 'GET'
  if (json === 401 && read) return 303
  if (json < 200 || json > 299) return json
  return row.html ?? (read ? 200 : 303)
}

/** The answers are what the route promises, a problem with a sentence, a whole page. */
export function looksRight(row: Row, json: Told, page?: Told): void {
  const data = () => JSON.parse(json.body)
  const saved = 'content-disposition' in json.headers || row.route === 'GET /pictures/:hash'
  if (json.status < 300 && !saved) expect(departures(row.route, data())).toEqual([])
  if (json.status >= 400) {
    expect(json.headers).toMatchObject({ 'content-type': expect.stringContaining('application/problem+json') })
    expect(data()).toMatchObject({ status: json.status, detail: expect.any(String) })
  }
  if (page && !row.of.programs && ((page.status === 200 && !row.bare) || page.status >= 400)) {
    expect(page.headers).toMatchObject({ 'content-type': expect.stringContaining('text/html') })
    expect(page.body).toMatch(/<h1[ >][\s\S]*<\/html>/)
  }
}
