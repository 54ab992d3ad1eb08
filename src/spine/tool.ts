import type { Pool, Sql } from '../platform/database/connect.ts'
import type { Language, Locale, Texts } from '../platform/i18n.ts'
import type { Rhythm, Task } from '../platform/jobs.ts'
import type { Logged } from './care/log.ts'
import type { Detail, Place, Tab, Wanting } from './furnished.ts'
import type { Making } from './items/makings.ts'
import type { LetterWriter } from './letters/sending.ts'
import type { WeeklySource } from './letters/weekly.ts'
import type { LiveKind } from './live/kind.ts'
import type { MySection } from './mine/sections.ts'
import type { Reason } from './notify/reasons.ts'
import type { Telling } from './notify/sentence.ts'
import type { Ctx } from './request/ctx.ts'
import type { Protocol } from './request/protocol.ts'
import type { Route } from './request/route.ts'
import type { Site } from './request/site.ts'
import type { WaitingSource } from './waiting.ts'

/** A kind of thing as the search knows it. */
export interface Searched {
  icon: string
  named(locale: Locale): string
  /** Without accents and capitals, in the languages of the interface. */
  typed: string[]
}

/** What a tool adds to the house. Deleting its folder and its line in `app.ts` takes all of it away. */
export interface Tool {
  name: string
  texts: Record<Language, Texts>
  routes: Route[]
  /** What it speaks with programs besides: in words that are not ours, below an address of its own. */
  protocols?: Protocol[]
  /** Where it is found in a community, if it has a page of its own there. */
  place?: Place
  /** Its pages beside the others of that place. */
  tabs?: Tab[]
  /** Where people say that something should be known: the search and the library lead there. */
  wanting?: Omit<Wanting, 'tool'>
  /** What is said of its items for a reason, in words of its own: `gap.changed`. */
  tellings?: Record<string, Telling>
  /**
   * The kinds of item it adds, with the address of one, and of the form that begins one, below its space's address; and how
   * open pages of it hear what is said there; and how a host takes one away, so that it can be brought back below its
   * address by `/restoration`.
   */
  kinds?: Record<
    string,
    {
      path(id: number, title: string): string
      begin?: string
      live?: LiveKind
      remove?(ctx: Ctx, id: number): Promise<unknown>
      /** What a card in a page says of one besides its title, who began it and when. */
      detail?: Detail
    }
  >
  /** Forms for what is no item, by the name that their drafts have (`new-<name>:5`): their addresses below a space's. */
  forms?: Record<string, string>
  /** Said by a tool that a space may do without: in which kinds of space it is there from the beginning. */
  switch?: { begins: ('community' | 'circle')[] }
  /** What it makes of words that are said with other tools. */
  makes?: Making[]
  /** What of it waits for a person, and what hosts look after: shown on the homes. */
  waiting?: WaitingSource[]
  toLookAfter?: WaitingSource[]
  /** What of it the log of care shows, besides what was taken away and brought back. */
  logged?: Logged
  /** Whom its verbs concern, and why, the strongest reason first: each person is told once. */
  tells?: Record<string, Reason[]>
  /** Which of these items are questions, where it is said so: "answered your question". */
  questions?(sql: Sql, items: number[]): Promise<number[]>
  /** What of it stands in a community's weekly letter. */
  weekly?: WeeklySource
  /** How its kinds of item are found: what a result is called, and the words that mean the kind after `kind:`. */
  search?: Record<string, Searched>
  /** What of it is a person's own, and goes into the copy that they take along; by the name of its file. */
  mine?: Record<string, MySection>
  /** @param jobs a pool as `copse_jobs` */
  tasks?(site: Site, jobs: Pool): Record<string, Task>
  /** Letters of its own kinds, written at the moment they leave; undefined when there is nothing to say any more. */
  letters?: Record<string, LetterWriter>
  rhythms?: Rhythm[]
}
