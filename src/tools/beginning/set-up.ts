import { notFound } from '../../platform/http/problems.ts'
import { audit } from '../../spine/activity/record.ts'
import { type Ctx, spaceOf } from '../../spine/request/ctx.ts'
import { switchTools } from '../../spine/spaces/communities.ts'
import { changeDoor, type DoorRules } from '../../spine/spaces/door.ts'
import { keepWelcomeRules, type Rules, welcomeRules } from '../../spine/spaces/welcoming.ts'
import { keepFirstMonth } from '../calendar/index.ts'

/** A community whose set-up may be copied. */
export interface Hosted {
  slug: string
  name: string
}

/** How a community is arranged: nothing of its people, its looks, or of what they made and said. */
interface SetUp extends DoorRules {
  tools: string[]
  /** The month of its own year's beginning, where one was named. */
  yearBegins: number | null
  /** What newcomers are told and asked, where something is: no place and no person. */
  welcome: Pick<Rules, 'timeAsked' | 'agreements' | 'helloQuestion'> | null
}

/** The other communities that the asking person hosts, by name. */
export async function othersHosted(ctx: Ctx): Promise<Hosted[]> {
  const all = await ctx.sql<Hosted[]>`select * from hosted_by_me()`
  return all.filter(({ slug }) => slug !== spaceOf(ctx).slug)
}

/** Arranges this community as that one is. @throws 404 for one that the asking person does not host */
export async function copySetUp(ctx: Ctx, from: string): Promise<void> {
  const [row] = await ctx.sql<[{ found: SetUp | null }]>`select set_up_of(${from}) found`
  if (!row.found) throw notFound()
  const { tools, yearBegins, welcome, ...door } = row.found
  await switchTools(
    ctx,
    tools.filter((tool) => ctx.site.switches.includes(tool)),
  )
  await changeDoor(ctx, door)
  if (yearBegins) await keepFirstMonth(ctx, yearBegins)
  if (welcome) {
    await keepWelcomeRules(ctx, { ...(await welcomeRules(ctx)), ...welcome })
    await audit(ctx, 'space.welcome', spaceOf(ctx).id)
  }
}
