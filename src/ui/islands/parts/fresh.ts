/** Asks for the page that is shown, as it is now. Nothing where it cannot be had, or is somewhere else. */
export async function freshPage(): Promise<Document | undefined> {
  const answer = await fetch(location.href, { headers: { accept: 'text/html' } }).catch(() => undefined)
  if (!answer?.ok || new URL(answer.url).pathname !== location.pathname) return undefined
  return new DOMParser().parseFromString(await answer.text(), 'text/html')
}

/** Once the page is looked at, and not together with everybody else's. */
export function whenSeen(within: number, work: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const begin = () => {
    if (document.visibilityState !== 'visible') return
    document.removeEventListener('visibilitychange', begin)
    timer = setTimeout(work, Math.random() * within)
  }
  document.addEventListener('visibilitychange', begin)
  begin()
  return () => {
    clearTimeout(timer)
    document.removeEventListener('visibilitychange', begin)
  }
}

/** What the page says besides what is kept up to date by itself. */
export function restOf(page: Document): string {
  const main = page.querySelector('main')?.cloneNode(true) as Element | undefined
  const own =
    '[data-live-item], [data-live-part], [data-live-line], [data-beside], copse-composer, copse-reading, .live-bar, .reply-bar, noscript, details'
  for (const part of main?.querySelectorAll(own) ?? []) part.remove()
  return (main?.textContent ?? '').replace(/\s+/g, ' ').trim()
}
