import { invalid } from '../../platform/http/problems.ts'
import { type Ctx, meOf } from '../../spine/request/ctx.ts'

/** Keeps what someone is called, in which language they read, and a picture where one came. @throws Invalid */
export async function keepSelf(ctx: Ctx, typed: string, lang: string, picture: string | undefined): Promise<void> {
  const name = typed.replace(/\s+/g, ' ').trim()
  if (!name) throw invalid('name', 'needed')
  const me = meOf(ctx)
  await ctx.sql`update person set name = ${name}, lang = ${lang}, picture = ${picture ?? me.picture} where id = ${me.id}`
}
