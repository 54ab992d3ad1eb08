import { type Ctx, mayStart, spaceOf } from '../../spine/request/ctx.ts'
import { type ComingDate, comingDates } from '../calendar/index.ts'
import { openQuestion } from '../discussions/index.ts'
import { untakenGap } from '../gaps/index.ts'

/** How far ahead a first date may be, in days, and how many are looked through for one. */
const AHEAD = { days: 60, most: 40 }

/** Something named, and where it is. */
export interface Named {
  id: number
  title: string
  lang: string
  url: string
}

/** One thing to begin with: the next date one can come to, and what somebody there would like to know. */
export interface Offer {
  date: ComingDate | null
  gap: Named | null
  question: Named | null
}

export async function offerOf(ctx: Ctx): Promise<Offer> {
  const space = spaceOf(ctx)
  const has = (tool: string) => space.tools.includes(tool)
  const [dates, gap, question] = await Promise.all([
    has('calendar') ? comingDates(ctx.sql, ctx.now, AHEAD) : [],
    has('gaps') && mayStart(space) ? untakenGap(ctx) : null,
    has('discussions') ? openQuestion(ctx) : null,
  ])
  return { date: dates.find((one) => isFree(one, ctx)) ?? null, gap, question: gap ? null : question }
}

/** Of this very community, still to come, and nothing said of it yet. */
function isFree(date: ComingDate, ctx: Ctx): boolean {
  const { slug } = spaceOf(ctx)
  return date.space.slug === slug && date.outside === null && !date.cancelled && !date.reply && date.fromAt > ctx.now
}
