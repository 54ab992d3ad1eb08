import { type Fetcher, type Reason, Unfetched } from '../../platform/fetching.ts'

/** How much of a page is fetched: what it says of itself stands at its beginning. */
const MOST = 512 * 1024

/**
 * The beginning of a page outside, read as it says that it is written; or why there is none: no page, no answer, a refusal.
 * @param asked by which name we ask, and how many milliseconds all of it may take
 */
export async function markupAt(
  fetcher: Fetcher,
  address: string,
  { agent, within }: { agent: string; within: number },
): Promise<{ markup: string } | { trouble: Reason | 'refused' }> {
  try {
    const types = ['text/html', 'application/xhtml+xml']
    const { status, body, headers } = await fetcher.get(address, {
      types,
      most: MOST,
      cut: true,
      within,
      redirects: 4,
      headers: { 'user-agent': agent, accept: 'text/html' },
    })
    if (status >= 300) return { trouble: 'refused' }
    return { markup: new TextDecoder(charsetOf(headers['content-type'] ?? '', body)).decode(body) }
  } catch (error) {
    if (error instanceof Unfetched) return { trouble: error.reason }
    if (error instanceof RangeError) return { trouble: 'unreadable' }
    throw error
  }
}

/** How a page is written down: as it says, before it or in its head; else as nearly all are. */
function charsetOf(type: string, body: Buffer): string {
  const said = /charset=["']?([\w-]+)/i
  return said.exec(type)?.[1] ?? said.exec(body.subarray(0, 2048).toString('latin1'))?.[1] ?? 'utf-8'
}
