import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Blobs } from '../../platform/blobs.ts'
import type { Bus } from '../../platform/bus.ts'
import type { Config } from '../../platform/config.ts'
import type { Sql } from '../../platform/database/connect.ts'
import type { Database } from '../../platform/database/open.ts'
import type { Hours, Locale } from '../../platform/i18n.ts'
import type { Log } from '../../platform/log.ts'
import type { Assets } from '../../ui/assets.ts'
import type { LogGroup } from '../care/log.ts'
import type { Making } from '../items/makings.ts'
import type { LetterWriter } from '../letters/sending.ts'
import type { WeeklySource } from '../letters/weekly.ts'
import type { LiveKind } from '../live/kind.ts'
import type { MySection } from '../mine/sections.ts'
import type { Reason } from '../notify/reasons.ts'
import type { Telling } from '../notify/sentence.ts'
import type { SiteSettings } from '../site.ts'
import type { Searched } from '../tool.ts'
import type { WaitingSource } from '../waiting.ts'

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

/** What lives as long as the process. */
export interface Site {
  config: Config
  database: Database
  blobs: Blobs
  /** Faces and signs of communities, apart from what people attach. */
  portraits: Blobs
  /** Copies of what is people's own, for a week; in no backup. */
  takeouts: Blobs
  bus: Bus
  log: Log
  assets: Assets
  localeFor(lang: string | undefined): Locale
  /** Whether bodies of mails may be read on the site: only in the demonstration and in development. */
  openOutbox(): boolean
  demonstration: boolean
  /** Replaced when the operator changes them, in this process or another. */
  settings: SiteSettings
  places: readonly FurnishedPlace[]
  /** Where people say that something should be known, where a tool has that. */
  wanting: Wanting | undefined
  /** What a card says of a kind of item besides its title, where its tool knows something. */
  details: Record<string, Detail>
  /** What is said of a kind of item for a reason, where its tool has words of its own. */
  told: Record<string, Telling>
  /** The tools that a space may do without. */
  switches: string[]
  /** The tools that a new space of this kind begins with. */
  begins: { community: string[]; circle: string[] }
  /** What tools make of words that are said with others. */
  makings: readonly (Making & { tool: string })[]
  /** What waits for people, and what hosts look after, as the tools know it. */
  waiting: readonly WaitingSource[]
  toLookAfter: readonly WaitingSource[]
  /** Whom each verb of `activity` concerns, and why, the strongest reason first. */
  tells: Record<string, Reason[]>
  /** Which of these items are questions. */
  questions(sql: Sql, items: number[]): Promise<Set<number>>
  /** What stands in a community's weekly letter. */
  weekly: readonly WeeklySource[]
  /** What tools write letters of, by their kind. */
  letters: Readonly<Record<string, LetterWriter>>
  /** The verbs that the log of care shows, by what they are about. */
  logged: Readonly<Record<LogGroup, readonly string[]>>
  /** Whether items of this kind are in sight in a space with these tools: what was made with one that is switched off is not. */
  isOn(kind: string, tools: readonly string[]): boolean
  /** The place of a community in which items of this kind are found; those of conversations in none. */
  placeOf(kind: string): FurnishedPlace['name'] | undefined
  /** The kinds of item that a space may be without, each with its tool. */
  switchedKinds: Record<string, string>
  /** The kinds of item as the search knows them. */
  searched: Record<string, Searched>
  /** The address of an item below its space's address, as the tool says that has this kind. */
  itemPath(kind: string, id: number, title: string): string
  /** How a host takes an item of this kind away, where its tool says so. */
  removeItem(kind: string): ((ctx: Ctx, id: number) => Promise<unknown>) | undefined
  /**
   * The address of the form that a draft for something new belongs to, below its space's address: of this kind, else of the
   * kind that the first tool adds.
   */
  beginPath(kind?: string): string
  /** What is a person's own, by the name it has in the copy that they take along. */
  mine: Record<string, MySection>
  /** What open pages hear, of the kinds that can be listened to. */
  liveKinds: Record<string, LiveKind>
  build: string
  /** Fills an empty site with the demonstration world. */
  loadDemonstration(): Promise<void>
}

/** One of the places that every community has; tools fill it. */
export interface Place {
  name: 'home' | 'talk' | 'library' | 'calendar' | 'decide' | 'care' | 'people' | 'about'
  icon: string
  /** The page of the first tool in it, below the space's address. */
  path: string
  /** The tool's name, where a space may do without it. */
  tool?: string
}

/** A page that a tool puts beside the others of a place. */
export interface Tab {
  place: Place['name']
  /** What a page says that it is on. */
  name: string
  /** Below the space's address. */
  path: string
  named(locale: Locale): string
  /** Those with smaller numbers come first. */
  order: number
}

/** A place with all that its tools put there. */
export interface FurnishedPlace extends Place {
  /** Where it begins, for each of its tools: the first of those that a space has. */
  doors: readonly Pick<Place, 'path' | 'tool'>[]
  tabs: readonly (Tab & { tool?: string })[]
}

/** One more thing that a card says of an item: an expression of SQL that is text, over `item i`, and how it is said. */
export interface Detail {
  column(sql: Sql): ReturnType<Sql>
  said(locale: Locale, text: string): string
}

/** Where one says that something is missing, and how that is called. */
export interface Wanting {
  path: string
  tool: string
  named(locale: Locale, title: string): string
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
