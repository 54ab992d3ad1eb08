import type { Pool } from '../platform/database/connect.ts'
import type { Language } from '../platform/i18n.ts'
import type { Ctx } from './request/ctx.ts'
import type { Site } from './request/site.ts'

/** What a site says of itself, and what it allows. Kept in the process, read anew when it changes anywhere. */
export interface SiteSettings {
  /** Empty until the operator names it: then it is called Copse. */
  name: string
  purpose: string
  /** Who may make communities: whoever has an account, whoever belongs to one, whoever hosts one, or operators alone. */
  founders: 'anyone' | 'people' | 'hosts' | 'operators'
  /** The interface languages it offers; empty for all there are. The first is for visitors whose own is not among them. */
  languages: Language[]
  founded: boolean
}

export async function readSettings(pool: Pool): Promise<SiteSettings> {
  const [row] = await pool<[SiteSettings]>`
    select name, purpose, founders, languages, founded_at is not null founded from site`
  return row
}

/** Changes what the site says and allows; every process hears of it. For operators. */
export async function changeSite(
  ctx: Ctx,
  to: Pick<SiteSettings, 'name' | 'purpose' | 'founders' | 'languages'>,
): Promise<void> {
  const name = to.name.replace(/\s+/g, ' ').trim()
  await ctx.sql`select change_site(${name}, ${to.purpose.trim()}, ${to.founders}, ${to.languages})`
  ctx.after(() => {
    // Here it holds at once; elsewhere as soon as the word arrives.
    ctx.site.settings = { ...ctx.site.settings, ...to, name, purpose: to.purpose.trim() }
    ctx.site.bus.publish('site', {})
  })
}

/** The site has been founded: every process hears of it. */
export function tellFounded(site: Site): void {
  site.settings = { ...site.settings, founded: true }
  site.bus.publish('site', {})
}

/** Whether the asking person may make a community here. */
export async function mayFound(ctx: Pick<Ctx, 'sql'>): Promise<boolean> {
  const [row] = await ctx.sql<[{ may: boolean }]>`select may_found() may`
  return row.may
}
