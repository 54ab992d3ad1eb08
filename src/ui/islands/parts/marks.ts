/** What has been seen and not yet been told to the server. It waits in the browser, also while there is no network. */

interface Mark {
  number: number
  generation: number
}

const KEPT = 'copse-reading'
const GATHER_MS = 2000
const AGAIN_MS = 20_000
/** As many as one batch may hold. */
const MOST = 100

/** By person, then by item: another may sign in in the same browser. */
type Waiting = Record<string, Record<string, Mark>>

let inMemory: Waiting = {}
let timer: ReturnType<typeof setTimeout> | undefined
let sending: Promise<void> | undefined

function read(): Waiting {
  try {
    return JSON.parse(localStorage.getItem(KEPT) ?? '{}') as Waiting
  } catch {
    return inMemory
  }
}

function keep(waiting: Waiting): void {
  inMemory = waiting
  try {
    if (Object.keys(waiting).length) localStorage.setItem(KEPT, JSON.stringify(waiting))
    else localStorage.removeItem(KEPT)
  } catch {
    // A browser that keeps nothing: then it lasts as long as the page.
  }
}

/** Notes that a message has been seen; it is told within seconds. */
export function note(reader: string, item: string, mark: Mark): void {
  const waiting = read()
  const before = waiting[reader]?.[item]
  if (before && !isFurther(mark, before)) return
  keep({ ...waiting, [reader]: { ...waiting[reader], [item]: mark } })
  timer ??= setTimeout(() => void tell(), GATHER_MS)
}

function isFurther(mark: Mark, before: Mark): boolean {
  return mark.generation > before.generation || (mark.generation === before.generation && mark.number > before.number)
}

/** Tells all that waits, at once. Never fails: what cannot be told waits on. */
export function tell(): Promise<void> {
  clearTimeout(timer)
  timer = undefined
  sending ??= tellAll().finally(() => {
    sending = undefined
  })
  return sending
}

async function tellAll(): Promise<void> {
  // It waits for the network, which says when it is back.
  if (!navigator.onLine) return
  for (const [reader, marks] of Object.entries(read())) {
    const batch = Object.entries(marks).slice(0, MOST)
    const status = await answerTo(reader, batch)
    // Signed out: it waits until someone signs in.
    if (status === 401) return
    if (status === 429 || status >= 500) {
      timer ??= setTimeout(() => void tell(), AGAIN_MS)
      return
    }
    forget(reader, batch)
  }
  if (Object.keys(read()).length) timer ??= setTimeout(() => void tell(), GATHER_MS)
}

/** The status of the server's answer; without a network it is as if the server was away. */
async function answerTo(reader: string, batch: [string, Mark][]): Promise<number> {
  const body = { reader: Number(reader), marks: batch.map(([item, mark]) => ({ item: Number(item), ...mark })) }
  try {
    const answer = await fetch('/reading', {
      method: 'POST',
      keepalive: true,
      headers: { accept: 'application/json', 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    if (answer.ok) document.dispatchEvent(new CustomEvent('copse:signs', { detail: await answer.json() }))
    return answer.status
  } catch {
    return 503
  }
}

/** What was told need not be kept, unless more has been seen meanwhile. */
function forget(reader: string, batch: [string, Mark][]): void {
  const waiting = read()
  const own = waiting[reader] ?? {}
  for (const [item, mark] of batch) if (own[item]?.number === mark.number) delete own[item]
  if (!Object.keys(own).length) delete waiting[reader]
  keep(waiting)
}

/** Whether anything waits to be told. */
export function isWaiting(): boolean {
  return timer !== undefined || sending !== undefined
}

/** What waits is of no use to anyone after signing out. */
export function dropAll(): void {
  clearTimeout(timer)
  timer = undefined
  keep({})
}
