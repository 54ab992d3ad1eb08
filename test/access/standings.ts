import type { Route } from '../../src/spine/request/route.ts'

/** How one may stand to a space. A new standing is a word here, how to bring it about in `stage.ts`, and whom it is like. */
export const standings = [
  'nobody',
  'outsider',
  'past guest',
  'guest',
  'member',
  'host',
  'former member',
  'host of the parent',
  'operator',
  'suspended',
  'blocked',
] as const

export type Who = (typeof standings)[number]

/** The first six, in their order. */
export type Statuses = [number, number, number, number, number, number]

/** What a line need not say: these are answered like those, unless it says otherwise. */
const like: Partial<Record<Who, Who>> = {
  'former member': 'outsider',
  'host of the parent': 'outsider',
  operator: 'outsider',
  // By hosts of the space, until a date.
  suspended: 'outsider',
  // By the author of all that is on the stage; they are never to notice.
  blocked: 'member',
}

/** Where a standing is not answered like those, whatever the line of the route says. */
const apart: Partial<Record<Who, Record<string, number>>> = {
  suspended: {
    // They are led to what says why and until when.
    'GET /c/:space': 303,
    // There they are heard by who listens, and may go for good; until their time is over they cannot end it.
    'GET /me/notes/:note': 200,
    'POST /me/notes/:note/replies': 200,
    'POST /me/notes/:note/reading': 200,
    'POST /me/notes/:note/leaving': 200,
    // No invitation brings them back.
    'POST /join/:token': 404,
  },
}

/** To whom a space that is hidden does not exist. */
export const outside: readonly Who[] = [
  'nobody',
  'outsider',
  'past guest',
  'former member',
  'host of the parent',
  'operator',
  'suspended',
]

export const everyone = (status: number): Statuses => [status, status, status, status, status, status]
export const signedIn = (status: number): Statuses => [401, status, status, status, status, status]
export const inside = (guest: number, member: number, host: number): Statuses => [404, 404, 404, guest, member, host]
export const people = inside(200, 200, 200)
export const hosts = inside(403, 403, 200)

/** What follows from the access that a route states. */
const byAccess: Record<Route['access'], Statuses> = {
  anyone: everyone(200),
  person: signedIn(200),
  operator: signedIn(404),
  // Of the space of the stage, which is hidden, outsiders know no door.
  door: people,
  reader: people,
  writer: people,
  host: hosts,
}

/** What a program is to be told, by standing. */
export function expectedOf(
  route: Route,
  said: { json?: Statuses; also?: Partial<Record<Who, number>> },
): Record<Who, number> {
  const first = said.json ?? byAccess[route.access]
  const found = Object.fromEntries(standings.map((who) => [who, first[standings.indexOf(like[who] ?? who)]!]))
  if (route.access === 'operator') found.operator = 200
  const all = { ...(found as Record<Who, number>), ...said.also }
  for (const who of standings) all[who] = apart[who]?.[`${route.method} ${route.url}`] ?? all[who]
  return all
}

/** The routes that are named above, of which each must be there. */
export const namedApart = Object.values(apart).flatMap((routes) => Object.keys(routes))
