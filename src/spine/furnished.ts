import type { Sql } from '../platform/database/connect.ts'
import type { Locale } from '../platform/i18n.ts'
import type { LogGroup } from './care/log.ts'
import type { Making } from './items/makings.ts'
import type { LetterWriter } from './letters/sending.ts'
import type { WeeklySource } from './letters/weekly.ts'
import type { LiveKind } from './live/kind.ts'
import type { MySection } from './mine/sections.ts'
import type { Reason } from './notify/reasons.ts'
import type { Telling } from './notify/sentence.ts'
import type { Ctx } from './request/ctx.ts'
import type { Searched } from './tool.ts'
import type { WaitingSource } from './waiting.ts'

/** What the tools bring to the house, gathered from what each says of itself. */
export interface Furnished {
  places: readonly FurnishedPlace[]
  /** Where people say that something should be known, where a tool has that. */
  wanting: Wanting | undefined
  /** What a card says of a kind of item besides its title, where its tool knows something. */
  details: Record<string, Detail>
  /** What is said of a kind of item for a reason, where its tool has words of its own. */
  tellings: Record<string, Telling>
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
}

/** One of the places that every community has; tools fill it. */
export interface Place {
  name: 'home' | 'talk' | 'library' | 'calendar' | 'decide' | 'care' | 'people' | 'about'
  icon: string
  /** The page of the first tool in it, below the space's address. */
  path: string
  /** The style sheet that pages of it need besides. */
  sheet?: 'library' | 'calendar'
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
