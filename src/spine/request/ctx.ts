import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Sql } from '../../platform/database/connect.ts'
import type { Hours, Locale } from '../../platform/i18n.ts'
import type { Site } from './site.ts'

/** The person who asks, as `copse.enter()` found them. */
export interface Me {
  id: number
  handle: string
  name: string
  lang: string
  picture: string | null
  timeZone: string
  /** The day that weeks begin with for them, and the clock they read: null as their language has it. */
  weekStart: WeekStart | null
  hours: Hours | null
  operator: boolean
  /** They, or their browser, want no more than the words. */
  saves: boolean
  via: 'session' | 'token' | 'job'
  viaId: number
  scopes: ('read' | 'write')[]
  /** Something concerns them that they have not read. */
  news: boolean
  /** Somebody wrote to them, and they have not read it. */
  written: boolean
}

export const weekStarts = ['monday', 'saturday', 'sunday'] as const
export type WeekStart = (typeof weekStarts)[number]

export type Standing = 'host' | 'member' | 'guest'
export type Badge = 'funder' | 'manager' | 'host-organisation'

/** Who may know of a space, and who may read it without belonging: see `db/migrations/010-circles.sql`. */
export type Visibility = 'hidden' | 'listed' | 'announced' | 'open'
export type Joining = 'invitation' | 'request' | 'free'

/** The space of the address, with the asking person's standing in it. A visitor reads behind an open door. */
export interface Space {
  id: number
  kind: 'community' | 'circle' | 'conversation'
  slug: string
  /** Of a conversation: the names of the others in it. */
  name: string
  /** Of a conversation: the same one by one. */
  others: string[] | null
  purpose: string
  lang: string
  hue: number
  picture: string | null
  people: number
  badges: Record<string, number>
  membersInvite: boolean
  closed: boolean
  createdAt: string
  standing: Standing | 'visitor'
  badge: Badge | null
  joinedAt: string
  visibility: Visibility
  joining: Joining
  /** The tools that it uses, of those that can be switched. */
  tools: string[]
  /** The space that a circle is in, for whoever belongs there too. */
  parent: { id: number; slug: string; name: string } | null
  /** Behind an open door: everyone who can read, with their badges. */
  readers: { people: number; badges: Record<string, number> } | null
}

/** Whether the asking person may say something here now. */
export function mayWrite(space: Pick<Space, 'closed' | 'standing'>): boolean {
  return !space.closed && space.standing !== 'visitor'
}

/** Whether the asking person may start something of their own here: guests take part in what others start. */
export function mayStart(space: Pick<Space, 'closed' | 'standing'>): boolean {
  return mayWrite(space) && space.standing !== 'guest'
}

/** What a domain function needs: who asks, the open transaction, the languages. Passed on, never global. */
export interface Ctx {
  site: Site
  sql: Sql
  me: Me | null
  space: Space | null
  locale: Locale
  now: Date
  timeZone: string
  /** Runs after the commit: to tell the bus, to end an upload. */
  after(act: () => void): void
}

/** A ctx of a request, with its address, fields and cookies. */
export interface Request extends Ctx {
  path: string
  url: string
  theme: string | undefined
  /** The site's address as the request sees it. */
  home: string
  raw: FastifyRequest
  reply: FastifyReply
  credential: string | undefined
  /** Set where the page that is being made shows what no browser may keep. */
  secret?: boolean
}

/** The signed-in person; only for routes whose access says that there is one. */
export function meOf(ctx: Ctx): Me {
  if (!ctx.me) throw new Error('nobody is signed in')
  return ctx.me
}

/** The space of the address; only for routes of one space. */
export function spaceOf(ctx: Ctx): Space {
  if (!ctx.space) throw new Error('no space')
  return ctx.space
}
