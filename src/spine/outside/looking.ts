import { type Asked, type Fetched, type Fetcher, Unfetched } from '../../platform/fetching.ts'

/** What became of looking at an address. */
export interface Look {
  /** answers · silent: nothing, or that it is gone or broken · busy: it asks to be left alone for now · unknown: we cannot tell */
  outcome: 'answers' | 'silent' | 'busy' | 'unknown'
  status: number | null
  trouble: string | null
  /** Where it is for good. */
  movedTo: string | null
  /** Seconds after which it may be asked again, as it says. */
  wait: number | null
}

const HOPS = 5
const WITHIN_MS = 12_000

/**
 * Looks whether an address answers, as gently as it can be asked: for the head alone; only where that is refused, for the page, of
 * which nothing is read. Each hop of a redirect goes through the guarded fetcher.
 */
export async function lookAt(fetcher: Fetcher, address: string, agent: string): Promise<Look> {
  try {
    const { last, forGood } = await followed(fetcher, address, agent)
    const { status } = last
    const movedTo = forGood && status < 300 && last.url !== address ? last.url.slice(0, 2000) : null
    return { outcome: meaningOf(status), status, trouble: null, movedTo, wait: waitIn(last) }
  } catch (error) {
    if (!(error instanceof Unfetched)) throw error
    // Of what lies where we must not go we know nothing: it may well be there for the people who keep it.
    const outcome = error.reason === 'forbidden-address' || error.reason === 'not-an-address' ? 'unknown' : 'silent'
    return { outcome, status: null, trouble: error.reason, movedTo: null, wait: null }
  }
}

async function followed(
  fetcher: Fetcher,
  address: string,
  agent: string,
): Promise<{ last: Fetched; forGood: boolean }> {
  const until = Date.now() + WITHIN_MS
  let url = address
  let forGood = true
  for (let hop = 0; hop <= HOPS; hop++) {
    const last = await headOrPage(fetcher, url, agent, until)
    const to = last.status >= 300 && last.status < 400 ? last.headers.location : undefined
    if (!to) return { last, forGood: forGood && hop > 0 }
    forGood &&= last.status === 301 || last.status === 308
    if (!URL.canParse(to, url)) throw new Unfetched('not-an-address')
    url = new URL(to, url).href
  }
  throw new Unfetched('too-many-redirects')
}

async function headOrPage(fetcher: Fetcher, url: string, agent: string, until: number): Promise<Fetched> {
  const asked = (method: string): Asked => ({
    method,
    headers: { 'user-agent': agent, accept: 'text/html,*/*;q=0.8' },
    redirects: 0,
    headOnly: true,
    within: Math.max(1, until - Date.now()),
  })
  try {
    const head = await fetcher.get(url, asked('HEAD'))
    // Many servers answer HEAD wrongly; what they say to GET counts. Whoever is busy is not asked twice.
    if (head.status < 400 || head.status === 410 || head.status === 429) return head
  } catch (error) {
    if (!(error instanceof Unfetched) || error.reason !== 'unreachable') throw error
  }
  return fetcher.get(url, asked('GET'))
}

/** A door that is locked to us is a door: whoever has the key comes in. */
function meaningOf(status: number): Look['outcome'] {
  if (status === 429 || status === 503) return 'busy'
  if (status < 400 || [401, 402, 403, 405, 406, 407, 451].includes(status)) return 'answers'
  return 'silent'
}

function waitIn({ headers }: Fetched): number | null {
  const seconds = Number(headers['retry-after'])
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds, 30 * 86_400) : null
}
