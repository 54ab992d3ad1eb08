/** What was said and has not arrived waits in this browser: whatever page its author opens here next sends it. */
const KEPT = 'outbox:'
/** Who was last seen signed in here. A page that is open still may be of somebody else, and must not speak in this name. */
const WHO = 'copse-me'
/** The recordings of what waits (`parts/recordings.ts`). */
const RECORDINGS = 'copse-recordings'

function names(): string[] {
  try {
    return Object.keys(localStorage).filter((name) => name.startsWith(KEPT))
  } catch {
    return []
  }
}

function look(): void {
  const { me } = document.body.dataset
  try {
    if (me) localStorage.setItem(WHO, me)
  } catch {
    // A browser that keeps nothing.
  }
  // On the page of a room the words stand there: it sends them itself.
  if (!me || document.querySelector('copse-room')) return
  if (names().some((name) => name.startsWith(`${KEPT}${me}:`)))
    void import('./parts/carrying.ts').then(({ carry }) => carry(me)).catch(() => {})
}

addEventListener('turbo:load', look)
addEventListener('online', look)
addEventListener('turbo:submit-end', (event) => {
  const action = (event as CustomEvent).detail.formSubmission.formElement.getAttribute('action')
  if (action !== '/sign-out') return
  for (const name of [...names(), WHO]) localStorage.removeItem(name)
  if ('indexedDB' in window) indexedDB.deleteDatabase(RECORDINGS)
})
