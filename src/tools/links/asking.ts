import { Unfetched } from '../../platform/fetching.ts'
import { languageIn, titleIn, webAddress } from '../../spine/outside/addresses.ts'
import { agentOf, fetcherOf } from '../../spine/outside/checking.ts'
import { hashOf } from '../../spine/people/credential.ts'
import { mayStart, type Site } from '../../spine/request/ctx.ts'
import { openTransaction } from '../../spine/request/transaction.ts'

/** What a page says of itself. */
export interface Told {
  title?: string | undefined
  lang?: string | undefined
}

const WITHIN_MS = 3_000

/**
 * Asks a page for its title, as long as somebody waits for it who may keep links there: nobody else makes us fetch anything. No
 * transaction is open meanwhile. Whatever goes wrong, nothing is known.
 */
export async function toldBy(site: Site, slug: string, credential: string | undefined, typed: string): Promise<Told> {
  const address = webAddress(typed)
  if (!address || !credential || site.demonstration || !(await mayAsk(site, slug, credential))) return {}
  try {
    const asked = { types: ['text/html', 'application/xhtml+xml'], most: 1_500_000, within: WITHIN_MS, redirects: 4 }
    const { status, body, headers } = await fetcherOf(site).get(address, {
      ...asked,
      headers: { 'user-agent': agentOf(site) },
    })
    if (status >= 300) return {}
    const markup = new TextDecoder(charsetOf(headers['content-type'] ?? '', body)).decode(body)
    return { title: titleIn(markup), lang: languageIn(markup) }
  } catch (error) {
    if (error instanceof Unfetched || error instanceof RangeError) return {}
    throw error
  }
}

async function mayAsk(site: Site, slug: string, credential: string): Promise<boolean> {
  const transaction = await openTransaction(site.database.app, hashOf(credential), slug, false)
  try {
    const { space } = await transaction.entered
    return space !== null && mayStart(space)
  } finally {
    await transaction.rollback()
  }
}

/** How a page is written down: as it says, before it or in its head; else as nearly all are. */
function charsetOf(type: string, body: Buffer): string {
  const said = /charset=["']?([\w-]+)/i
  return said.exec(type)?.[1] ?? said.exec(body.subarray(0, 2048).toString('latin1'))?.[1] ?? 'utf-8'
}
