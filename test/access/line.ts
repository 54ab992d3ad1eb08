import type { Stage } from './stage.ts'
import type { Statuses, Who } from './standings.ts'

/** What the matrix does not know of a route by itself: what it needs, and where it is answered otherwise than its access says. */
export interface Line {
  route: string
  at(stage: Stage): string | Promise<string>
  body?(stage: Stage): Record<string, unknown>
  /** Sends a file, as a form. */
  file?: true
  /** The answers as JSON, of the first six standings; without them the route's access says what is expected. */
  json?: Statuses
  /** Of the other standings, where they are not answered like those whom `standings.ts` says they are like. */
  also?: Partial<Record<Who, number>>
  /** What a browser gets where a program gets 2xx; otherwise 200 for GET and 303 for POST. */
  html?: number
  /** Only for programs: no page. */
  bare?: true
  before?(stage: Stage): Promise<unknown>
  /** Cannot be done twice: the browser and the program each get a stage. */
  once?: true
}

export const under = (rest: string) => (stage: Stage) => stage.discussion.path + rest
export const within = (rest: string) => (stage: Stage) => stage.community.path + rest
export const password = 'four calm rivers'
export const card = { name: 'Maud Ferrand', lang: 'en', timeZone: 'Europe/Paris' }
