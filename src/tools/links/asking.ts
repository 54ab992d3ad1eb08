import { webAddress } from '../../spine/outside/addresses.ts'
import { agentOf, fetcherOf } from '../../spine/outside/checking.ts'
import { headIn } from '../../spine/outside/head.ts'
import { markupAt } from '../../spine/outside/markup.ts'
import { hashOf } from '../../spine/people/credential.ts'
import { waitAfter } from '../../spine/people/signing-in.ts'
import { mayStart } from '../../spine/request/ctx.ts'
import type { Site } from '../../spine/request/site.ts'
import { openTransaction } from '../../spine/request/transaction.ts'

/** What a page says of itself. */
export interface Told {
  title?: string | undefined
  lang?: string | undefined
}

const WITHIN_MS = 3_000
/** How often one person has pages asked, in an hour: who keeps more links names them. */
const MOST = 60

/**
 * Asks a page for its title, as long as somebody waits for it who may keep links there: nobody else makes us fetch anything. No
 * transaction is open meanwhile. Whatever goes wrong, nothing is known.
 */
export async function toldBy(site: Site, slug: string, credential: string | undefined, typed: string): Promise<Told> {
  const address = webAddress(typed)
  if (!address || !credential || site.demonstration) return {}
  const asks = await whoAsks(site, slug, credential, address)
  if (asks === undefined || (await waitAfter(site.database.app, 'link-title', String(asks), MOST, 3600)) > 0) return {}
  const found = await markupAt(fetcherOf(site), address, { agent: agentOf(site), within: WITHIN_MS })
  const { title, lang } = 'markup' in found ? headIn(found.markup) : {}
  return { title, lang }
}

/** Who keeps the link, where they may and where no link has this address yet. */
async function whoAsks(site: Site, slug: string, credential: string, address: string): Promise<number | undefined> {
  const transaction = await openTransaction(site.database.app, hashOf(credential), slug, false)
  try {
    const { me, space } = await transaction.entered
    if (!me || !space || !mayStart(space)) return undefined
    const [there] = await transaction.sql`
      select from link l join item i on i.id = l.item_id and i.removed_at is null where l.space_id = ${space.id} and l.address = ${address} limit 1`
    return there ? undefined : me.id
  } finally {
    await transaction.rollback()
  }
}
