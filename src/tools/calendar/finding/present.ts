import { Type as T } from '@sinclair/typebox'
import { presentAspects } from '../../../spine/items/aspects.ts'
import { OriginSchema } from '../../../spine/items/linked-schema.ts'
import type { Linked } from '../../../spine/items/links.ts'
import { presentOrigin } from '../../../spine/items/origin.ts'
import { type MessageRow, MessageSchema } from '../../../spine/messages/read.ts'
import { cardOf, PersonSchema } from '../../../spine/people/cards.ts'
import { type Ctx, mayStart, mayWrite, spaceOf } from '../../../spine/request/ctx.ts'
import { nullable } from '../../../spine/request/schemas.ts'
import { urlOf as eventUrl } from '../events.ts'
import { grouped, hardFor, type Living, nightsOf, presentHard } from './clocks.ts'
import { byFit, meritsOf } from './fit.ts'
import { spanOf } from './options.ts'
import { proposalOf } from './proposal.ts'
import { urlOf } from './questions.ts'
import type { Suits } from './replies.ts'
import type { QuestionRow } from './row.ts'

const HardSchema = T.Object({ person: PersonSchema, how: T.String(), there: T.String() })

export const QuestionSchema = T.Object({
  id: T.Integer(),
  url: T.String(),
  title: T.String(),
  lang: T.String(),
  version: T.Integer(),
  html: T.String(),
  /** How long it lasts; whole days last a day. */
  minutes: T.Integer(),
  zone: T.String(),
  place: T.String(),
  way: T.String(),
  access: T.String(),
  link: T.String(),
  dialIn: T.String(),
  format: T.String(),
  answersUntil: nullable(T.String()),
  every: nullable(T.String()),
  times: nullable(T.Integer()),
  closed: T.Boolean(),
  why: nullable(T.String()),
  event: nullable(T.Object({ url: T.String(), title: T.String(), from: T.String(), dates: T.Integer() })),
  wanted: T.Array(PersonSchema),
  /** How many of the space have not shown their clock: they are not reckoned with. */
  clocksKept: T.Integer(),
  options: T.Array(
    T.Object({
      id: T.Integer(),
      starts: T.String(),
      ends: T.String(),
      zone: nullable(T.String()),
      from: T.String(),
      until: T.String(),
      withdrawn: nullable(T.String()),
      over: T.Boolean(),
      yes: T.Array(PersonSchema),
      ifNeedBe: T.Array(PersonSchema),
      no: T.Array(PersonSchema),
      missing: T.Array(PersonSchema),
      mine: nullable(T.String()),
      merits: T.Array(T.String()),
      /** Whom it takes from their night (night, deep) or just beside it (edge), and when it is there. */
      hard: T.Array(HardSchema),
    }),
  ),
  /** Of several dates, for whoever decides: the times that share the hard hours most fairly. */
  proposal: nullable(
    T.Object({
      exact: T.Boolean(),
      picks: T.Array(T.Integer()),
      dates: T.Array(T.Object({ option: T.Integer(), from: T.String(), until: T.String(), hard: T.Array(HardSchema) })),
      borne: T.Array(T.Object({ person: PersonSchema, nights: T.Integer(), minutes: T.Integer() })),
    }),
  ),
  author: PersonSchema,
  createdAt: T.String(),
  source: nullable(OriginSchema),
  messageCount: T.Integer(),
  level: T.String(),
  messages: T.Array(MessageSchema),
  previous: nullable(T.String()),
  next: nullable(T.String()),
})

export type ShownQuestion = ReturnType<typeof presentQuestion>
export type ShownOption = ShownQuestion['options'][number]

interface Around {
  clocks: { people: Living[]; kept: number }
  origin: Linked[]
  rows: MessageRow[]
  which: number
}

/** A question as the API and the pages show it. */
export function presentQuestion(ctx: Ctx, row: QuestionRow, { clocks, origin, rows, which }: Around) {
  const { html, minutes, zone, place, way, access, link, dialIn, format, answersUntil, every, times, why } = row
  const url = urlOf(spaceOf(ctx).slug, row.id, row.title)
  const groups = grouped(concerned(row, clocks.people))
  const options = presentOptions(ctx, row, groups)
  const tendsIt = mayStart(spaceOf(ctx)) && (spaceOf(ctx).standing === 'host' || row.by.id === ctx.me?.id)
  const closed = row.closedAt !== null
  const proposal =
    tendsIt && !closed && every ? proposalOf(ctx, { ...row, every, times: times! }, options, groups) : null
  return {
    ...presentAspects(ctx, row, { url, rows, which }),
    ...{ id: row.id, url, title: row.title, lang: row.lang, version: row.version, html, minutes, zone },
    ...{ place, way, access, link, dialIn, format, answersUntil, every, times, closed, why, closer: row.closer },
    event: row.event && { ...row.event, url: eventUrl(spaceOf(ctx).slug, row.event.id, row.event.title) },
    wanted: row.people.filter(({ id }) => row.wanted.includes(id)).map(cardOf),
    people: row.people.filter(({ id }) => row.replies.some((one) => one.person === id)).map(cardOf),
    clocksKept: clocks.kept,
    options,
    proposal,
    source: presentOrigin(ctx.site, origin),
    tendsIt,
    mayAnswer: mayWrite(spaceOf(ctx)) && ctx.me !== null && !closed,
    mayReopen: closed && tendsIt && (!row.event || new Date(row.event.from) > ctx.now),
  }
}

/** Whose night counts: of those named and those who answered, where somebody is named; else of all of the space. */
function concerned({ wanted, replies }: QuestionRow, people: readonly Living[]): Living[] {
  if (!wanted.length) return [...people]
  const them = new Set([...wanted, ...replies.map(({ person }) => person)])
  return people.filter(({ id }) => them.has(id))
}

function presentOptions(ctx: Ctx, row: QuestionRow, groups: ReturnType<typeof grouped>) {
  const who = new Map(row.people.map((person) => [person.id, cardOf(person)]))
  const said = (option: number, reply: Suits) =>
    row.replies
      .filter((one) => one.option === option && one.reply === reply)
      .flatMap(({ person }) => who.get(person) ?? [])
  const options = row.options.map(({ id, starts, withdrawn }) => {
    const span = spanOf(starts, row)
    const hard = hardFor(groups, span)
    const [yes, ifNeedBe, no] = [said(id, 'yes'), said(id, 'if-need-be'), said(id, 'no')]
    const missing = no.filter((person) => row.wanted.includes(person.id))
    const mine = row.replies.find((one) => one.option === id && one.person === ctx.me?.id)?.reply ?? null
    const weighed = {
      ...{ yes: yes.length, ifNeedBe: ifNeedBe.length, no: no.length },
      ...{ missing: missing.length, nights: nightsOf(hard) },
    }
    return {
      ...{ id, withdrawn, span, weighed, yes, ifNeedBe, no, missing, mine },
      ...{ starts: span.starts, ends: span.ends, zone: span.zone },
      from: span.from.toISOString(),
      until: span.until.toISOString(),
      over: span.until <= ctx.now,
      hard: hard.map((one) => presentHard(ctx, one, span)),
    }
  })
  const open = options.filter(({ withdrawn, over }) => withdrawn === null && !over)
  const weighed = open.map((one) => one.weighed)
  const ranks = [...open].sort((a, b) => byFit(a.weighed, b.weighed))
  return options.map((one) => ({
    ...one,
    merits: open.includes(one) ? meritsOf(one.weighed, weighed) : [],
    rank: open.includes(one) ? ranks.indexOf(one) : ranks.length,
  }))
}
