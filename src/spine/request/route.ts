import type { Readable } from 'node:stream'
import type { Static, TObject, TSchema } from '@sinclair/typebox'
import { Type as T } from '@sinclair/typebox'
import type { FastifyRequest } from 'fastify'
import type { Sql } from '../../platform/database/connect.ts'
import type { Html } from '../../platform/html.ts'
import type { Request } from './ctx.ts'
import type { Site } from './site.ts'

/**
 * Who may use a route. anyone: no sign-in needed · person: signed in · operator: tends the site · reader, writer, host:
 * of the space in the address; for all others the address does not exist · door: whoever may know of that space; the
 * handler asks `doorFor()`, which knows.
 */
export type Access = 'anyone' | 'person' | 'operator' | 'door' | 'reader' | 'writer' | 'host'

/** A file that came with a form, already kept as a blob. */
export interface Upload {
  field: string
  name: string
  type: string
  hash: string
  bytes: number
  /** Of a picture, once it is re-encoded. */
  width?: number
  height?: number
  /** Of what one hears or sees, how long it takes. */
  seconds?: number
  /** Calls itself a picture and cannot be read as one. */
  unreadable?: boolean
}

/** What is made of files before any transaction is open: re-encoding a picture takes its time. */
export type Receive = (site: Site, uploads: Upload[], typed: Typed) => Promise<Upload[]>

interface Input<P, Q, B, R = unknown> {
  params: P
  query: Q
  body: B
  files: Upload[]
  prepared: R
}

/** What `prepare` may use: no transaction is open yet. */
export interface Preparing<P, B> {
  site: Site
  raw: FastifyRequest
  credential: string | undefined
  params: P
  body: B
}

/** Sentences by field, to show beside what was typed. */
export type FieldErrors = Record<string, string>

/** What was typed, as far as it came: for showing the form again. */
export type Typed = Record<string, string | string[] | undefined>

export type Outcome =
  | {
      kind: 'page'
      data: object
      view: () => Html
      status?: number
      etag?: readonly unknown[]
      address?: string
      secret?: boolean
    }
  | { kind: 'done'; address: string; data: object; status: 200 | 201 }
  | { kind: 'stream'; stream: Readable; headers: Record<string, string>; status?: 200 | 206 }
  | { kind: 'elsewhere'; address: string }
  | { kind: 'unchanged'; etag: string }

/**
 * A page: the same data as JSON or, through the view, as HTML.
 * @param more.address where a retry of what made this page is sent
 * @param more.secret it shows what no browser may keep; what answers a POST is never kept
 */
export function page(
  data: object,
  view: () => Html,
  more: { status?: number; etag?: readonly unknown[]; address?: string; secret?: boolean } = {},
): Outcome {
  return { kind: 'page', data, view, ...more }
}

/** Something was done; a browser goes to the address, a program gets the data. */
export function done(address: string, data: object = {}, status: 200 | 201 = 200): Outcome {
  return { kind: 'done', address, data, status }
}

export function elsewhere(address: string): Outcome {
  return { kind: 'elsewhere', address }
}

export interface Route {
  method: 'GET' | 'POST'
  url: string
  access: Access
  summary: string
  params: TObject
  query: TObject
  body: TObject
  response: TSchema
  files: Receive | true | 'none' | undefined
  mayBring?(ctx: Request, bytes: number): Promise<void>
  large: 'import' | 'shelf' | false
  long: boolean
  everything: boolean
  /** Done only by a person who confirmed lately that it is they; never by a token. */
  grave: boolean | string
  /** Also for application passwords, which open nothing else. */
  applications: boolean
  /** Also where the space is closed and nobody writes any more. */
  whenClosed: boolean
  /** Also in a conversation: everything else of a space does not exist there. */
  conversations: boolean
  /** For programs alone: see `Shape`. */
  programs: boolean
  /** The tool it belongs to, where spaces may do without it: then the address does not exist there. */
  tool?: string
  prepare?(door: Preparing<never, never>): Promise<unknown>
  load?(door: { site: Site; sql: Sql; now: Date; params: never; query: never; json: boolean }): Promise<unknown>
  handle(ctx: Request, input: Input<never, never, never, never>, loaded: never): Promise<Outcome>
  form?(
    ctx: Request,
    again: { params: never; query: never; typed: Typed; errors: FieldErrors; files: Upload[] },
  ): Promise<Html>
}

/** The parameters in a path: `/c/:space/files/:id` has `space` and `id`, as text unless a schema says otherwise. */
type PathParams<U extends string> = U extends `${string}:${infer Name}/${infer Rest}`
  ? { [K in Name]: string } & PathParams<`/${Rest}`>
  : U extends `${string}:${infer Name}`
    ? { [K in Name]: string }
    : unknown

type ParamsOf<P extends TObject, U extends string> = [P] extends [never] ? PathParams<U> : Static<P>
type Empty = TObject<Record<never, never>>

interface Shape<U extends string, P extends TObject, Q extends TObject, B extends TObject, L, R> {
  access: Access
  /** One line for /openapi.json. */
  summary: string
  params?: P
  query?: Q
  body?: B
  /** What the JSON answer is made of. */
  response: TSchema
  /** Takes multipart/form-data: files as they come, or as what is made of them first; `none`: its fields alone. */
  files?: Receive | true | 'none'
  /**
   * Asked before a form with files is read: whether this person may bring them at all. Nothing is kept of what is refused here.
   * @param bytes about how many its files have, as far as its head says; 0 where it does not
   */
  mayBring?(ctx: Request, bytes: number): Promise<void>
  /**
   * Its files may be as large as what is moved in from elsewhere (`COPSE_LARGEST_IMPORT_MB`), or as what stands on a shelf
   * (`COPSE_LARGEST_SHELF_FILE_MB`).
   */
  large?: 'import' | 'shelf'
  /** Takes a text as long as a page can be, whatever its letters. */
  long?: boolean
  /** Above spaces: enters all of the person's spaces. In a space's address: also those of its circles they belong to. */
  everything?: boolean
  /**
   * A step that a stranger at an open screen must not take. Whoever has not confirmed in the last ten minutes that it is
   * they is asked first (`/me/confirm`; a program gets 403 `confirm-first`); a token never may. Make the page of the form
   * grave, too: then it is asked before anything is typed. What is no page says to which one to come back.
   */
  grave?: boolean | string
  /**
   * Opens also to application passwords: what devices fetch by themselves, with a name and a password (feeds; calendars, mail,
   * files). Every other route refuses them, so that who finds one on a lost phone has not the whole account.
   */
  applications?: boolean
  /** Also where the space is closed and nobody writes any more: what people need of each other does not end with it. */
  whenClosed?: boolean
  /** Also in a conversation, which has no hosts, no members’ page and no settings: only what it needs exists there. */
  conversations?: boolean
  /**
   * Other systems come here, and nobody else: plain text is taken as the field `text`, the answer is JSON whatever is asked for, and
   * who else is signed in, and their keys for repeating, count for nothing.
   */
  programs?: boolean
  /** Slow work before any transaction is open: hashing a password, counting a try. */
  prepare?(door: Preparing<ParamsOf<P, U>, Static<B>>): Promise<R>
  /**
   * Queries that need nothing but the address. They travel with the opening of the transaction and, for a GET, with its
   * end, in one round trip: so they must all be sent at once, and `handle` of a page that has this asks nothing more.
   * `json` says that a program asks, not a browser.
   */
  load?(door: { site: Site; sql: Sql; now: Date; params: ParamsOf<P, U>; query: Static<Q>; json: boolean }): Promise<L>
  handle(ctx: Request, input: Input<ParamsOf<P, U>, Static<Q>, Static<B>, R>, loaded: L): Promise<Outcome>
  /** The page again with what was typed, when it cannot be taken. */
  form?(
    ctx: Request,
    again: { params: ParamsOf<P, U>; query: Static<Q>; typed: Typed; errors: FieldErrors; files: Upload[] },
  ): Promise<Html>
}

const none = T.Object({})

function route(method: Route['method'], url: string, shape: object): Route {
  const params = T.Object(Object.fromEntries([...url.matchAll(/:(\w+)/g)].map(([, name]) => [name, T.String()])))
  const plain = {
    method,
    url,
    params,
    query: none,
    body: none,
    large: false,
    long: false,
    everything: false,
    grave: false,
    applications: false,
    whenClosed: false,
    conversations: false,
    programs: false,
  }
  return { ...plain, ...shape } as unknown as Route
}

export function get<
  const U extends string,
  P extends TObject = never,
  Q extends TObject = Empty,
  L = undefined,
  R = undefined,
>(url: U, shape: Shape<U, P, Q, Empty, L, R>): Route {
  return route('GET', url, shape)
}

export function post<
  const U extends string,
  P extends TObject = never,
  Q extends TObject = Empty,
  B extends TObject = Empty,
  L = undefined,
  R = undefined,
>(url: U, shape: Shape<U, P, Q, B, L, R>): Route {
  return route('POST', url, shape)
}
