import type { Every, Suits } from '../src/tools/calendar/index.ts'
import type { LinkKind } from '../src/tools/links/index.ts'
import type { TemplateKey } from '../src/tools/pages/templates.ts'
import type { SeedJourney } from './journeys/types.ts'

export interface CastMember {
  handle: string
  name: string
  /** <first name>@copse.example, lower-case ASCII */
  email: string
  /** the language of the interface */
  lang: 'en' | 'fr'
  /** BCP 47, what they speak, e.g. ['pt', 'fr'] */
  languages: string[]
  timeZone: string
  pronouns?: string
}

/** What someone tells of themselves; pronouns and languages stand in the cast. */
export interface SeedProfile {
  organisation?: string
  place?: string
  does?: string
  askAbout?: string
  learning?: string
  links?: { url: string; label: string }[]
  welcome?: string
  /** names of the fields that they keep to themselves */
  hidden?: string[]
}

export interface SeedMembership {
  /** handle */
  who: string
  standing: 'host' | 'member' | 'guest'
  joined: string
  badge?: 'funder' | 'manager' | 'host-organisation'
  until?: string
  left?: string
}

export interface SeedSpace {
  slug: string
  name: string
  purpose: string
  lang: 'en' | 'fr'
  hue: number
  created: string
  createdBy: string
  people: SeedMembership[]
  /** slug of the community around it, for a circle */
  parent?: string
  visibility?: 'hidden' | 'listed' | 'announced' | 'open'
  joining?: 'invitation' | 'request' | 'free'
  questions?: string[]
  answersShown?: boolean
  /** who waits at the door, with an answer to each question */
  requests?: { who: string; at: string; answers: string[] }[]
  /** what newcomers are told and shown; `hello` is the title of a discussion, `welcomer` a handle */
  welcome?: {
    timeAsked: string
    agreements: string[]
    hello?: string
    helloQuestion?: string
    welcomer: string
    /** a recording as a WAV file, and what is said in it, as captions */
    introduction?: { make(): Buffer; said: string }
  }
  /** what its tags mean, by name */
  tags?: Record<string, string>
  /** what someone wants to hear of it, or of one of its tags */
  hearing?: { who: string; tag?: string; level: 'follow' | 'quiet' | 'muted' }[]
}

/** A community in the middle of its host's first hour. */
export interface SeedFirstHour {
  space: string
  by: string
  /** a discussion that the host has begun */
  begun: { at: string; title: string; text: string }
  /** the step that was put off */
  later: 'host'
  toGreet: { name: string; greeted: boolean }[]
}

export interface SeedMessage {
  by: string
  at: string
  /** Markdown */
  text: string
  /** only when it differs from the language of the discussion */
  lang?: string
  /** 1-based number of the message in this discussion */
  replyTo?: number
  /** number of the message beside which it is said, in a side thread */
  thread?: number
  /** the connection by which another system said it in that name */
  through?: string
  /** for whom it speaks besides its author */
  voice?: 'hosts' | 'funder' | 'manager' | 'host-organisation'
  reactions?: Partial<Record<'thanks' | 'me-too' | 'helped', string[]>>
  edited?: { at: string; before: string }
  removed?: { at: string; by: string }
  /** files in seeds/pictures */
  pictures?: { file: string; alt: string }[]
}

export interface SeedDiscussion {
  /** slug */
  space: string
  title: string
  lang: 'en' | 'fr'
  intent: 'talk' | 'question' | 'help' | 'story' | 'announcement'
  /** lower-case, hyphenated */
  tags: string[]
  /** the first is the opening text */
  messages: SeedMessage[]
  /** whom the author asked for help, handle → when; who wrote there since has answered */
  asked?: Record<string, string>
  /** message number */
  answer?: number
  /** what was kept on top of it, each time it was written: by a host or who began it */
  summaries?: { by: string; at: string; text: string }[]
  /** to which smaller place it was taken, whole */
  moved?: { by: string; at: string; to: string }
  /** messages that a host made a discussion of their own */
  splits?: { by: string; at: string; title: string; numbers: number[] }[]
  /** handle → last number read, however long ago they were here; everyone else has read to where they were or wrote last */
  readBy?: Record<string, number>
  pinned?: { by: string; at: string }
  closed?: { by: string; at: string; reason: string }
  /** handle → what they want to hear of it; who wrote, follows */
  hearing?: Record<string, 'follow' | 'quiet' | 'muted'>
  /** what someone keeps for later: the discussion, or one message of it */
  saved?: { who: string; at: string; number?: number; note?: string }[]
}

/** A room, and what was said in it. */
export interface SeedRoom {
  /** slug */
  space: string
  title: string
  about: string
  lang: 'en' | 'fr'
  by: string
  at: string
  /** what another system is called that speaks in it; nobody knows the address */
  connection?: string
  /** the hours of the night, where nobody is told then */
  quiet?: { from: number; to: number }
  messages: SeedMessage[]
}

/** What a few people say to each other, and nobody else reads. */
export interface SeedConversation {
  /** handles */
  between: string[]
  lang: 'en' | 'fr'
  messages: SeedMessage[]
}

/** A page of the library, as it was written and what became of it. */
export interface SeedPage {
  /** tells it from the others in this world */
  key: string
  /** slug */
  space: string
  title: string
  lang: 'en' | 'fr'
  template?: TemplateKey
  /** key of the page that it lies under */
  under?: string
  tags?: string[]
  by: string
  at: string
  /** Markdown of a whole document: headings from ##, tasks, callouts, footnotes, tables, [[links by title]] */
  text: string
  /** each later sitting: what is given is what it says from then on */
  changes?: { by: string; at: string; text?: string; title?: string; why?: string; name?: string }[]
  state?: 'draft' | 'in-use' | 'agreed' | 'retired'
  /** only whoever began it changes it */
  own?: true
  /** handle */
  steward?: string
  /** the day it is looked at again */
  reviewOn?: string
  /** key of the page that this says in another language; `late`: that one has changed since */
  of?: string
  late?: boolean
  /** what somebody would like it to say: `was` becomes `is`; open without an answer */
  suggestions?: {
    by: string
    at: string
    was: string
    is: string
    why: string
    answered?: { by: string; at: string; accepted: boolean; words?: string }
  }[]
  /** the message that it was made of, by the title of its discussion and its number */
  from?: { discussion: string; number: number }
  comments?: SeedMessage[]
  /** handles of who would like to read it in which language */
  wishes?: { who: string; lang: string }[]
}

/** Something elsewhere that people of the river found good. */
export interface SeedLink {
  by: string
  at: string
  address: string
  title: string
  lang: 'en' | 'fr'
  kind: LinkKind
  licence?: string
  tags: string[]
  /** Markdown */
  note: string
  /** what was seen when it was last looked at; neither: nobody has looked yet */
  answered?: boolean
  silent?: boolean
  comments?: SeedMessage[]
}

/** Something that people of the river should know. */
export interface SeedThanks {
  by: string
  /** A handle; null: everyone. */
  to: string | null
  at: string
  lang: 'en' | 'fr'
  words: string
  comments?: SeedMessage[]
}

export interface SeedGap {
  by: string
  at: string
  title: string
  lang: 'en' | 'fr'
  tags: string[]
  /** Markdown */
  why: string
  /** handles of who wants to know it, too */
  wishes: string[]
  taken?: { by: string; at: string; until?: string }
  /** title of what answers it */
  answer?: { by: string; at: string; title: string }
  comments?: SeedMessage[]
}

/** Something that somebody said they would do, and what became of it. */
export interface SeedAction {
  space: string
  by: string
  at: string
  title: string
  lang: 'en' | 'fr'
  /** handle; none: nobody takes it yet */
  owner?: string
  due: string
  /** title of the discussion, and the number of the message, from which it comes */
  about: { discussion: string; number: number }
  /** with a word why: left undone */
  closed?: { by: string; at: string; why?: string }
}

/** What someone reported, and what became of it. */
export interface SeedReport {
  by: string
  at: string
  /** title of the discussion, and the number of the message; without one, all of it */
  discussion: string
  number?: number
  kind: 'hurts' | 'private' | 'danger' | 'spam' | 'untrue' | 'other'
  words: string
  /** what a host wrote to whom it is about, and what both said then */
  note?: {
    by: string
    at: string
    agreement: string
    words: string
    replies: { by: string; at: string; words: string }[]
  }
  settled?: { by: string; at: string; step: 'kept' | 'done'; answer: string }
}

export interface World {
  now: string
  cast: CastMember[]
  /** handle → what they tell */
  profiles: Record<string, SeedProfile>
  spaces: SeedSpace[]
  discussions: SeedDiscussion[]
  pages: SeedPage[]
  links: SeedLink[]
  gaps: SeedGap[]
  actions: SeedAction[]
  /** Of the River Keepers. */
  thanks: SeedThanks[]
  dates: SeedDate[]
  rhythm: SeedRhythm
  rooms: SeedRoom[]
  conversations: SeedConversation[]
  finding: SeedFinding[]
  /** handle → from which hour until which one they are awake */
  awake: Record<string, [number, number]>
  journeys: SeedJourney[]
  files: SeedFile[]
  /** handle → when they last caught up with all there was */
  lastHere: Record<string, string>
  /** who shows how far they have read, where few talk */
  showReading: string[]
  /** who fetches what with a feed reader */
  feeds: { who: string; space?: string }[]
  reports: SeedReport[]
  firstHour: SeedFirstHour
}

/** A date that somebody suggested, once or repeating; said as the form says it. */
export interface SeedDate {
  /** slug of the space */
  space: string
  by: string
  at: string
  lang: 'en' | 'fr'
  title: string
  text?: string
  /** By the clock of River Keepers. */
  day: string
  time?: string
  untilDay?: string
  untilTime?: string
  repeat?: { every: 'week' | 'month-weekday' | 'month-last' | 'year'; interval?: number; until?: string }
  place?: string
  way?: string
  access?: string
  link?: string
  dialIn?: string
  /** A line is minutes and a question. */
  agenda?: string[]
  prepare?: string
  places?: number
  tags?: string[]
  /** Who sees to it besides who suggested it. */
  hosts?: string[]
  /** To all its dates, or to the one of a day. */
  answers?: { who: string; reply: 'yes' | 'perhaps' | 'no'; way?: 'on-site' | 'online'; day?: string; needs?: string }[]
  comments?: SeedMessage[]
}

/** A year beside its dates. A day with its year moves with the story, one without stays where the world has it. */
export interface SeedRhythm {
  /** slug of the space */
  space: string
  keyDays: { by: string; title: string; day: string; since?: number }[]
  quietTimes: { by: string; why: string; from: string; until: string; yearly?: boolean }[]
  birthdays: { who: string; day: string }[]
}

/** A question which date suits. Options by the clock of River Keepers, in order. */
export interface SeedFinding {
  space: string
  by: string
  at: string
  lang: 'en' | 'fr'
  title: string
  about: string
  place?: string
  link?: string
  minutes: number
  options: string[]
  series?: { every: Every; times: number }
  /** Who should be there. */
  wanted?: string[]
  answersUntil?: string
  /** handle → what they say to each option */
  answers: Record<string, Suits[]>
  comments?: SeedMessage[]
  taken?: { by: string; at: string; option: number }
}

/** Makes the bytes of a file. @param seeds the folder of all this */
export type Make = (seeds: string) => Buffer | Promise<Buffer>

/** A file that somebody put on the shelf. Its bytes are made when it is loaded, always the same ones. */
export interface SeedFile {
  /** Where it stands, below the top of the shelf of River Keepers */
  path: string
  by: string
  at: string
  make: Make
  lang?: 'en' | 'fr'
  /** Markdown */
  description?: string
  tags: string[]
  licence?: string
  /** whose work it is, as they want to be named */
  author?: string
  madeOn?: string
  versions?: { by: string; at: string; why: string; make: Make }[]
  removed?: { by: string; at: string }
  comments?: SeedMessage[]
}
