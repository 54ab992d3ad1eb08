import { presentAspects } from '../../spine/items/aspects.ts'
import type { MessageRow } from '../../spine/messages/read.ts'
import { cardOf } from '../../spine/people/cards.ts'
import { type Ctx, mayStart, mayWrite, spaceOf } from '../../spine/request/ctx.ts'
import type { Count, Goer } from './group.ts'
import { stateOf, todayOf, urlOf } from './journeys.ts'
import type { Facts, JourneyRow } from './row.ts'
import type { StepRow } from './step-rows.ts'

export type ShownListed = ReturnType<typeof presentListed>

/** A journey in a list, as the API and the pages show it. */
export function presentListed(ctx: Ctx, row: Facts) {
  const { id, title, lang, forWhom, able, takes, beginsOn, endsOn, joinUntil, places } = row
  const today = todayOf(ctx)
  const state = stateOf(row, today)
  return {
    id,
    url: urlOf(spaceOf(ctx).slug, id, title),
    ...{ title, lang, forWhom, able, takes, beginsOn, endsOn, joinUntil, places, state },
    guides: row.guides.map(cardOf),
    goingCount: row.going,
    waitingCount: row.waiting,
    stepCount: row.steps,
    doneCount: row.done,
    going: row.mine !== null && !row.mine.waiting,
    waits: row.mine?.waiting ?? false,
    guided: row.guides.some((one) => one.id === ctx.me?.id),
    joinable: isJoinable(state, joinUntil, today),
  }
}

/** Whether one can still come along. */
const isJoinable = (state: string, joinUntil: string | null, today: string) =>
  (state === 'open' || state === 'running') && (joinUntil === null || joinUntil >= today)

export type ShownStep = ReturnType<typeof presentStep>

/**
 * A step as the API and the pages show it. What it leads to is `led`; null where there is nothing, or nothing for this person;
 * `away`: it was taken away.
 */
export function presentStep(ctx: Ctx, url: string, row: StepRow, n?: number) {
  const { id, stage, kind, title, minutes, day, must, bring, done, came, wrote } = row
  const { led } = row
  const there = led && !led.removed && ctx.site.isOn(led.kind, led.tools) ? led : null
  const address = there && `/c/${there.slug}${ctx.site.itemPath(there.kind, there.id, there.title)}`
  const meeting = there ? row.meeting : null
  return {
    id,
    url: `${url}/steps/${id}`,
    ...{ stage, kind, title, minutes, day, must, bring, done, came, wrote },
    address: row.address || null,
    away: row.lost || (led?.removed ?? false),
    led: there && {
      id: there.id,
      kind: there.kind,
      title: there.title,
      lang: there.lang,
      url: meeting?.series ? `${address}?date=${meeting.original}` : address!,
    },
    meeting: meeting && {
      starts: meeting.starts,
      ends: meeting.ends,
      zone: meeting.zone,
      from: new Date(meeting.from).toISOString(),
      until: new Date(meeting.until).toISOString(),
      place: meeting.place,
      link: meeting.link,
      dialIn: meeting.dialIn,
      cancelled: meeting.cancelled,
      over: new Date(meeting.until) <= ctx.now,
      reply: meeting.reply,
    },
    /** How many of the group have done it; null for who is not of the group. */
    doneCount: n ?? null,
  }
}

export type ShownGoer = ReturnType<typeof presentGoer>

/** Somebody of the group: where they are is null also where that is not for the reader to see; `seen` tells. */
export function presentGoer({ person, waiting, seen, at, done, hides }: Goer) {
  return { person: cardOf(person), waiting, seen, at, doneCount: seen ? done : null, hides }
}

export type ShownJourney = ReturnType<typeof presentJourney>

export interface Parts {
  steps: StepRow[]
  group: Goer[]
  counts: Count[]
  rows: MessageRow[]
  which: number
}

/** A journey with its steps, its group and what was said about it. */
export function presentJourney(ctx: Ctx, row: JourneyRow, { steps, group, counts, rows, which }: Parts) {
  const one = presentListed(ctx, row)
  const sees = one.going || one.guided || row.tends
  const n = new Map(counts.map((count) => [count.stepId, count.n]))
  const shown = steps.map((step) => presentStep(ctx, one.url, step, sees ? (n.get(step.id) ?? 0) : undefined))
  return {
    ...one,
    ...presentAspects(ctx, row, { url: one.url, rows, which }),
    about: row.about,
    html: row.html,
    version: row.version,
    steps: shown,
    /** The one to go on with: the first that belongs to it and is not done, else the first that is not. */
    nextStep: (shown.find(({ must, done }) => must && !done) ?? shown.find(({ done }) => !done))?.id ?? null,
    group: group.map(presentGoer),
    joinedAt: row.mine ? new Date(row.mine.at).toISOString() : null,
    before: row.mine?.before ?? 0,
    shows: row.mine?.shows ?? true,
    changes: row.tends,
    mayJoin: one.joinable && mayWrite(spaceOf(ctx)) && ctx.me !== null,
    mayTick: one.going && mayWrite(spaceOf(ctx)),
    mayStart: mayStart(spaceOf(ctx)),
  }
}
