import { cardOf, type PersonCard } from '../../../spine/people/cards.ts'
import type { Ctx } from '../../../spine/request/ctx.ts'
import { type Group, hardFor, presentHard } from './clocks.ts'
import { byFit, type Weighed } from './fit.ts'
import { felt } from './hours.ts'
import { type Span, spanOf } from './options.ts'
import { fairRotation } from './rotation.ts'
import { type Every, seriesOf } from './series.ts'

/** So many of the best options are turned among: more make no night kinder, and take long to compare. */
const MOST_TURNED = 8

interface Option {
  id: number
  span: Span
  weighed: Weighed
  withdrawn: string | null
  over: boolean
}

/** The dates of a series with the times that share the hard hours most fairly; null where no option is left. */
export function proposalOf(
  ctx: Ctx,
  { every, times, zone, minutes }: { every: Every; times: number; zone: string; minutes: number },
  all: readonly Option[],
  groups: readonly Group[],
) {
  const open = all.filter(({ withdrawn, over, span }) => withdrawn === null && !over && span.zone !== null)
  const possible = open.some(({ weighed }) => !weighed.missing) ? open.filter(({ weighed }) => !weighed.missing) : open
  const options = [...possible].sort((a, b) => byFit(a.weighed, b.weighed)).slice(0, MOST_TURNED)
  if (!options.length) return null
  const dates = options.map(({ span }) => seriesOf(spanOf(span.starts, { zone, minutes }), every, times))
  const slots = [...Array(times).keys()].map((date) =>
    options.map(({ weighed }, o) => {
      const { from, until } = dates[o]![date]!
      return { costs: groups.map((group) => felt(group, from, until).unkind), yes: weighed.yes }
    }),
  )
  const { picks, exact } = fairRotation(
    slots,
    groups.map(({ people }) => people.length),
  )
  const chosen = picks.map((o, date) => ({ option: options[o]!.id, span: dates[o]![date]! }))
  return {
    exact,
    picks: chosen.map(({ option }) => option),
    dates: chosen.map(({ option, span }) => ({
      option,
      span,
      from: span.from.toISOString(),
      until: span.until.toISOString(),
      hard: hardFor(groups, span).map((one) => presentHard(ctx, one, span)),
    })),
    borne: borneBy(
      groups,
      chosen.map(({ span }) => span),
    ),
  }
}

/** What each person bears over all of them, who bears most first; without those who bear nothing. */
function borneBy(
  groups: readonly Group[],
  spans: readonly Span[],
): { person: PersonCard; nights: number; minutes: number }[] {
  return groups
    .flatMap((group) => {
      const each = spans.map(({ from, until }) => felt(group, from, until).unkind).filter(Boolean)
      const minutes = each.reduce((all, one) => all + one, 0)
      return group.people.map((person) => ({ person: cardOf(person), nights: each.length, minutes }))
    })
    .filter(({ nights }) => nights)
    .sort((a, b) => b.minutes - a.minutes)
}
